import type { Categorical } from "../data/categorical.ts";
import { checkLevels } from "./_labels.ts";

/** How often each level was guessed for each: k × k, row-major. Pairs with a missing label are left out. */
export interface Counts {
  readonly k: number;
  readonly total: number;
  /** Rows are guesses, columns truths. */
  readonly counts: Float64Array;
}

/** Counts pairs of codes, each by its weight if there are weights. */
export function countPairs(
  guess: Categorical,
  truth: Categorical,
  { id, weights }: { readonly id: string; readonly weights?: Float64Array | undefined },
): Counts {
  checkLevels(guess, truth, { id });
  const k = truth.levels.length;
  const counts = new Float64Array(k * k);
  let total = 0;
  for (let i = 0; i < truth.size; i++) {
    const row = guess.codes[i]!;
    const column = truth.codes[i]!;
    if (row < 0 || column < 0) continue;
    const weight = weights ? weights[i]! : 1;
    counts[row * k + column]! += weight;
    total += weight;
  }
  return { k, total, counts };
}

/** Level `j` against the others: right guesses, all guesses and all truths of it. */
export function oneAgainstRest(
  { k, counts }: Counts,
  j: number,
): { hits: number; guessed: number; truths: number } {
  let guessed = 0;
  let truths = 0;
  for (let i = 0; i < k; i++) {
    guessed += counts[j * k + i]!;
    truths += counts[i * k + j]!;
  }
  return { hits: counts[j * k + j]!, guessed, truths };
}
