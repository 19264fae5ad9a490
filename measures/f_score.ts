import type { Measure } from "../core/measure.ts";
import { real } from "../core/schema.ts";
import type { Categorical } from "../data/categorical.ts";
import { type RateFactory, rateFactory } from "./_by_average.ts";
import { RATE_OPTIONS, type RateOptions, type RateParams } from "./_rate_options.ts";
import { fScoreRate } from "./_rates.ts";

/** What can be chosen of an F-score. */
export interface FScoreOptions extends RateOptions {
  /** How much more recall counts than precision, positive. 1 if absent. */
  readonly beta?: number;
}

/**
 * An F-score, (1 + β²) TP / ((1 + β²) TP + β² FN + FP) (van Rijsbergen 1979), with other than the usual options.
 *
 * @example Recall, which is perfect, counts more than precision; and for each level in its turn.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { fScoreWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes"]);
 * assert.equal(fScoreWith({ beta: 2 })(guess, truth), 10 / 11);
 * assert.deepEqual([...fScoreWith({ average: "none" })(guess, truth).values], [2 / 3, 4 / 5]);
 * ```
 */
export const fScoreWith: RateFactory<FScoreOptions> = rateFactory<RateParams & { readonly beta: number }>(
  fScoreRate,
  {
    name: "fScore",
    schema: { beta: real(1, { min: 0, above: true }), ...RATE_OPTIONS },
  },
);

/**
 * F₁, the harmonic mean of precision and recall: 2 TP / (2 TP + FN + FP). The second of two levels is the positive
 * one. NaN where the positive level is neither guessed nor true. Missing values and weights: as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { f1 } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes"]);
 * assert.equal(f1(categorical(["no", "yes", "yes", "yes"]), truth), 4 / 5);
 * ```
 */
export const f1: Measure<Categorical, Categorical> = fScoreWith({});
