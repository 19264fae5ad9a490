import { checkGoal, numberOf } from "./_numeric_judgement.ts";
import type { Context } from "../core/context.ts";
import { DataError } from "../core/errors.ts";
import { allRows, type Examples, type Observations } from "../core/observations.ts";
import { take } from "../core/take.ts";
import type { Finite } from "../data/mod.ts";
import { type AnyMeasure, type Judge, type Judgeable, judgesFor } from "./_judge.ts";
import { checkWeighed } from "./_check_weighed.ts";
import { counted } from "../core/show.ts";
import { heldOutPairs } from "./_held_out_pairs.ts";
import { missingIn, noteTraps } from "./_note_traps.ts";
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
  /** What there is to say of the measure, and of the rows. */
  readonly notes: readonly string[];
}

/**
 * Holds out the rows that the one pair of a resampling says. Throws a DataError for too few rows, for a missing target, and for
 * rows held out that all weigh nothing.
 */
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
  checkGoal(judge!, `stop ${kind}`); // one for the measure, or for the default
  const doing = `hold out rows to stop ${kind}`;
  const pairs = pairsOf(resampling, { doing, model, y, rng: rng.fork("holdout") });
  if (pairs.length > 1) {
    throw new RangeError(
      `Cannot ${doing}: the resampling gives ${pairs.length} pairs; use one that gives one, e.g. holdout()`,
    );
  }
  const { train, test } = pairs[0]!; // they are at least one
  checkKnown(y, { pairs, doing });
  checkWeighed(test, { weights, doing });
  noteTraps(y, {
    pairs,
    distinct: 1,
    jobs: [{ model, judges: [judge!] }],
    note: (text) => void notes.push(`rows held out: ${text}`),
    remedy: "shuffle, or stratify, e.g. holdout({ shuffled: true, stratified: true })",
  });
  return { train, rows: test, data: take(data, test), judge: judge!, notes };
}

interface Drawing extends Pick<HoldingRows, "model">, Pick<Context, "rng"> {
  readonly doing: string;
  readonly y: Observations;
}

function pairsOf(
  resampling: HoldingRows["resampling"],
  { doing, model, y, rng }: Drawing,
): readonly Pair[] {
  const { size } = y;
  if (isInSample(resampling)) {
    return pairsFor({ resampling }, { rows: allRows(size), repeats: 1, size, y, rng }).pairs;
  }
  try {
    return heldOutPairs(resampling, { doing, models: [model], y, rng, each: "often" }).pairs;
  } catch (error) {
    if (!(error instanceof DataError) || !("kind" in resampling) || size > FEW) throw error;
    throw new DataError(
      `Cannot ${doing}: there ${size === 1 ? "is" : "are"} ${
        counted(size, "row")
      }, too few for some to be held out; ` +
        'give more rows, or resampling: "none" to stop by training losses',
    );
  }
}

/** With no more rows than these, that is why they cannot be parted. */
const FEW = 2;

// What learns would not refuse those that are held out, and numbers the others in another way.
function checkKnown(
  y: Observations,
  { pairs, doing }: { readonly pairs: readonly Pair[]; readonly doing: string },
): void {
  const [hole] = missingIn(y, pairs);
  if (hole === undefined) return;
  throw new DataError(`Cannot ${doing}: the target is missing in row ${hole}; leave out such rows`, {
    column: "y",
    found: "missing values",
  });
}

// It stops by the rows that are learned from on purpose.
function isInSample(resampling: Resampling | readonly Pair[]): boolean {
  return "kind" in resampling && resampling.kind === "InSample";
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
  return numberOf(judge, { value: judge.judge(prediction, truth, { weights }), doing: "stop" });
}
