import type { Scored } from "./_binary.ts";

/** The weight of rows of the level, and of others, with scores of at least each threshold; from 0 to all of them. */
export interface Cuts {
  readonly hits: readonly number[];
  readonly falls: readonly number[];
}

/** Counts at every different score, descending, after none at all. */
export function cutsOf({ scores, positives, negatives }: Scored): Cuts {
  const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!);
  const [hits, falls] = [[0], [0]];
  let [hit, fall] = [0, 0];
  for (const [i, row] of order.entries()) {
    hit += positives[row]!;
    fall += negatives[row]!;
    const next = order[i + 1];
    if (next !== undefined && scores[next] === scores[row]) continue;
    hits.push(hit);
    falls.push(fall);
  }
  return { hits, falls };
}
