import type { Numbers } from "./numbers.ts";

/**
 * Works with borrowed pieces, and gives them back. All borrow from examples first, then from the tape, then from losses,
 * so that no two wait for each other.
 */
export async function borrowing<T>(
  wanted: readonly (readonly [from: Numbers, length: number])[],
  work: (...at: number[]) => Promise<T>,
): Promise<T> {
  const taken: (readonly [from: Numbers, at: number])[] = [];
  try {
    for (const [from, length] of wanted) taken.push([from, await from.borrow(length)]);
    return await work(...taken.map(([, at]) => at));
  } finally {
    for (const [from, at] of taken) from.giveBack(at);
  }
}
