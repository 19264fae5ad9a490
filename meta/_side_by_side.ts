import type { Context } from "../core/context.ts";

/** How tasks are run. */
export interface SideBySide {
  /** How many there are. */
  readonly count: number;
  /** How many may be under way at once. */
  readonly limit: number;
}

/**
 * Runs tasks number 0, 1, … side by side and gives their results in order. After a failure no task is begun any
 * more; it is thrown when those under way have ended.
 */
export async function sideBySide<T>(
  { count, limit }: SideBySide,
  task: (index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next++;
      try {
        results[index] = await task(index);
      } catch (error) {
        next = count;
        throw error;
      }
    }
  };
  const workers = Array.from({ length: Math.min(count, Math.max(1, limit)) }, work);
  const failed = (await Promise.allSettled(workers)).find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  return results;
}

/** So many fits at once: two more than there are threads, one that is next, and one that is made ready or judged meanwhile. */
export function atOnce({ backend }: Context): number {
  const threads = backend?.threads ?? 1;
  return threads > 1 ? threads + 2 : 1;
}
