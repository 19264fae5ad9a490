import type { Context } from "../core/context.ts";
import { allRows, type Examples, type Observations } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { take } from "../core/take.ts";
import type { Finite } from "../data/mod.ts";
import { type AnyMeasure, type Judge, type Judgeable, judgesFor } from "./_judge.ts";
import { heldOutPairs } from "./_held_out_pairs.ts";
import { pairsFor } from "./_pairs.ts";
import type { Pair, Resampling } from "./resampling.ts";

/** How rows are held out, and by what they are judged. */
export interface HoldingRows {
  /** The wrapper that asks. */
  readonly kind: string;
  readonly model: Judgeable;
  readonly resampling: Resampling | readonly Pair[];
  readonly measure: AnyMeasure | undefined;
}

/** Rows that are not learned from, and how they are judged. */
export interface HeldRows<X, Y> {
  /** Numbers of the rows to learn from. */
  readonly train: Pair["train"];
  /** Numbers of the rows held out. */
  readonly rows: Pair["test"];
  readonly data: Examples<X, Y>;
  readonly judge: Judge;
  /** What there is to say of the measure. */
  readonly notes: readonly string[];
}

/** Holds out the rows that the one pair of a resampling says. */
export function heldRows<X extends Observations, Y extends Observations>(
  { kind, model, resampling, measure }: HoldingRows,
  data: Examples<X, Y>,
  { rng }: Context,
): HeldRows<X, Y> {
  const { y, weights } = data;
  const notes: string[] = [];
  const judging = {
    ...(measure && { measures: measure }),
    weights,
    note: (text: string) => void notes.push(text),
  };
  const [judge] = judgesFor(model, y, judging);
  checkGoal(judge!, kind); // one for the measure, or for the default
  const doing = `hold out rows to stop ${kind}`;
  const chance = rng.fork("holdout");
  const { pairs } = isInSample(resampling)
    ? pairsFor({ resampling }, { rows: allRows(y.size), repeats: 1, size: y.size, y, rng: chance })
    : heldOutPairs(resampling, { doing, models: [model], y, rng: chance, each: "often" });
  if (pairs.length > 1) {
    throw new RangeError(
      `Cannot ${doing}: the resampling gives ${pairs.length} pairs; use one that gives one, e.g. holdout()`,
    );
  }
  const { train, test } = pairs[0]!; // they are at least one
  return { train, rows: test, data: take(data, test), judge: judge!, notes };
}

// It stops by the rows that are learned from on purpose.
function isInSample(resampling: Resampling | readonly Pair[]): boolean {
  return "kind" in resampling && resampling.kind === "InSample";
}

function checkGoal({ id, goal }: Judge, kind: string): void {
  if (goal !== "none") return;
  throw new TypeError(
    `Cannot stop ${kind} by ${id}: whether less or more of it is better is unknown; use a measure that says, ` +
      "e.g. by defineMeasure()",
  );
}

/** Whether less or more is better: a measure that does not say holds no rows out. */
export function goalOf({ goal }: Judge): "min" | "max" {
  return goal === "max" ? "max" : "min";
}

/** What was predicted of the rows held out, and what they are. */
export interface Predicted {
  readonly prediction: Observations;
  readonly truth: Observations;
  readonly weights?: Float64Array | undefined;
}

/** What a measure says of a prediction, which has to be a number: NaN where training diverged. */
export function measurementOf(judge: Judge, { prediction, truth, weights }: Predicted): number {
  const { probs } = prediction as Partial<Finite>; // a distribution, where labels are judged of one
  if (judge.operation === "mode" && probs?.some(Number.isNaN)) return NaN;
  const value = judge.judge(prediction, truth, { weights });
  if (typeof value === "number") return value;
  throw new TypeError(
    `Cannot stop by ${judge.id}: it gave ${brief(value)}; use a measure that gives numbers`,
  );
}
