import { allRows, type Examples, type Observations } from "../core/observations.ts";
import { take } from "../core/take.ts";
import type { Judge } from "./_judge.ts";
import { joinPredictions } from "./_join_predictions.ts";
import { type Member, selected } from "./_members.ts";

/** How well an ensemble does on rows by the members that did not learn from them. */
export interface OutOfBag {
  /** How many rows were judged: those that some member did not learn from. */
  readonly rows: number;
  /** How many were left out, because all members learned from them. */
  readonly left: number;
  /** What each measure says, by its name; empty where no row could be judged. */
  readonly measurements: Readonly<Record<string, unknown>>;
}

/** What there is to judge. */
export interface Judging<X, Z> {
  readonly kind: string;
  readonly members: readonly Member<X, Z>[];
  /** How much each member counts. */
  readonly weights: readonly number[];
  readonly judges: readonly Judge[];
}

/** Predicts each row by the members that did not learn from it, and judges that; weights of rows count. */
export async function outOfBag<X extends Observations, Y extends Observations, Z extends Observations>(
  data: Examples<X, Y>,
  { kind, members, weights, judges }: Judging<X, Z>,
): Promise<OutOfBag> {
  const { x, y } = data;
  const predicted = joinPredictions<Z>(y.size, kind);
  const known = new Uint8Array(y.size);
  for (const [i, { learned, bag }] of members.entries()) {
    const inside = new Set(bag.rows);
    const rows = allRows(y.size).filter((row) => !inside.has(row));
    if (rows.length === 0 || weights[i] === 0) continue;
    const prediction = await learned.predict(selected(x, bag.features).take(rows));
    predicted.add(prediction, { rows, weight: weights[i]! });
    for (const row of rows) known[row] = 1;
  }
  const judged = allRows(y.size).filter((row) => known[row] === 1);
  const counts = { rows: judged.length, left: y.size - judged.length };
  if (judged.length === 0) return Object.freeze({ ...counts, measurements: {} });
  const guess = predicted.joined().take(judged);
  const truth = take({ y, weights: data.weights }, judged);
  const entries = judges.map(({ id, judge }) => [id, judge(guess, truth.y, truth)]);
  return Object.freeze({ ...counts, measurements: Object.freeze(Object.fromEntries(entries)) });
}
