import { DataError } from "../core/errors.ts";
import type { Measure } from "../core/measure.ts";
import type { Field } from "../core/schema.ts";
import type { Categorical } from "../data/mod.ts";
import { balancedAccuracy } from "../measures/mod.ts";
import type { HeldOut } from "./_fit_tested.ts";
import { labelsBy } from "./_labels_by.ts";

/** What thresholds are tuned by. */
export type ThresholdMeasure = Measure<Categorical, Categorical>;

/** The hyperparameter. */
export const MEASURE: Field<ThresholdMeasure> = {
  default: balancedAccuracy,
  expected: "a measure of labels, e.g. balancedAccuracy, or one made by defineMeasure()",
  doc: "what a tuned threshold makes best",
  accepts: (value) =>
    typeof value === "function" && "of" in value && value.of === "point" && "goal" in value &&
    (value.goal === "min" || value.goal === "max"),
};

/** No more thresholds are tried: each is judged on all rows. */
const MOST = 1000;

/** A threshold, and the measure of the labels that it gives. */
export interface Tuned {
  readonly threshold: number;
  readonly score: number;
}

/** The threshold of the best measure on the rows held out; of several, the nearest to one half. */
export function tuneThreshold({ guess, truth, weights }: HeldOut, measure: ThresholdMeasure): Tuned {
  checkBoth(truth);
  const sign = measure.goal === "min" ? -1 : 1;
  const options = measure.weighted && weights ? { weights } : {};
  const positive = Float64Array.from(truth.codes, (_, row) => guess.probs[2 * row + 1]!);
  let best: Tuned | undefined;
  for (const threshold of candidates(positive)) {
    const score = measure(labelsBy(guess, [1 - threshold, threshold]), truth, options);
    const gain = sign * score - (best ? sign * best.score : -Infinity);
    const nearer = best && Math.abs(threshold - 0.5) < Math.abs(best.threshold - 0.5);
    if (gain > 0 || (gain === 0 && nearer)) best = { threshold, score };
  }
  if (best) return best;
  throw new DataError(
    `Cannot tune a threshold by ${measure.id}: it is no number whatever the threshold; use another measure`,
  );
}

// Between neighbours of the different probabilities, below the least and above the largest one; of many, some.
function candidates(probs: Float64Array): number[] {
  const sorted = [...new Set([0, ...probs, 1])].sort((a, b) => a - b);
  const all = sorted.slice(1).map((p, i) => (sorted[i]! + p) / 2);
  if (all.length <= MOST) return all;
  return Array.from({ length: MOST }, (_, i) => all[Math.round(i * (all.length - 1) / (MOST - 1))]!);
}

function checkBoth({ codes, levels, size }: Categorical): void {
  const missing = levels.find((_, code) => !codes.includes(code));
  if (missing === undefined) return;
  throw new DataError(
    `Cannot tune a threshold by ${size} rows held out: none of them is ${missing}; hold out more, each class by itself`,
    { column: "y" },
  );
}
