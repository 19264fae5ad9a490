import type { Measure } from "../core/measure.ts";
import { real } from "../core/schema.ts";
import type { Categorical } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { chosen } from "./_chosen.ts";
import { averaged, OF_DISTRIBUTIONS } from "./_define.ts";
import { perDistribution } from "./_labels.ts";

/** What can be chosen of a log loss, and of a log score. */
export interface LogLossOptions {
  /** Probabilities are moved into [tolerance, 1 − tolerance] before the logarithm. 2⁻⁵² if absent. */
  readonly tolerance?: number;
}

/**
 * A log loss with another tolerance. A larger one takes the edge off guesses that are sure and wrong.
 *
 * @example Sure and wrong costs no more than −ln tolerance.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { logLossWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a"], { levels: ["a", "b"] });
 * const guess = finite(["a", "b"], new Float64Array([0, 1]));
 * assert.equal(logLossWith({ tolerance: 0.01 })(guess, truth), -Math.log(0.01));
 * ```
 */
export function logLossWith(options: LogLossOptions): Measure<Finite, Categorical> {
  return logarithmic("loss", options);
}

/**
 * The mean of −ln p, where p is the probability that the guess gave to the true level, moved into [2⁻⁵², 1 − 2⁻⁵²]
 * so that one sure mistake is not infinite. Missing values and weights: as in means over rows.
 *
 * @example Half the probability on the true level, in every row.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { logLoss } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "b"]);
 * const guess = finite(["a", "b"], new Float64Array([0.5, 0.5, 0.5, 0.5]));
 * assert.equal(logLoss(guess, truth), Math.LN2);
 * ```
 */
export const logLoss: Measure<Finite, Categorical> = logLossWith({});

/** The same measure as `logLoss`, under its other name. */
export const crossEntropy: Measure<Finite, Categorical> = logLoss;

/**
 * A log score with another tolerance: minus the log loss with it.
 *
 * @example Sure and wrong scores no less than ln tolerance.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { logScoreWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a"], { levels: ["a", "b"] });
 * const guess = finite(["a", "b"], new Float64Array([0, 1]));
 * assert.equal(logScoreWith({ tolerance: 0.01 })(guess, truth), Math.log(0.01));
 * ```
 */
export function logScoreWith(options: LogLossOptions): Measure<Finite, Categorical> {
  return logarithmic("score", options);
}

/**
 * The mean of ln p, where p is the probability that the guess gave to the true level: minus `logLoss`, for whoever
 * wants more to be better. Missing values and weights: as in means over rows.
 *
 * @example Half the probability on the true level, in every row.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { logScore } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "b"]);
 * const guess = finite(["a", "b"], new Float64Array([0.5, 0.5, 0.5, 0.5]));
 * assert.equal(logScore(guess, truth), -Math.LN2);
 * ```
 */
export const logScore: Measure<Finite, Categorical> = logScoreWith({});

function logarithmic(side: "loss" | "score", options: LogLossOptions): Measure<Finite, Categorical> {
  const isLoss = side === "loss";
  const { tolerance, names } = chosen(
    {
      name: isLoss ? "logLoss" : "logScore",
      schema: { tolerance: real(Number.EPSILON, { min: 0, max: 0.5, below: true }) },
      aliases: isLoss ? ["crossEntropy"] : [],
    },
    options,
  );
  return averaged(
    {
      ...names,
      formula: isLoss ? "mean −ln p_y" : "mean ln p_y",
      goal: isLoss ? "min" : "max",
      ...OF_DISTRIBUTIONS,
      aggregation: "mean",
    },
    perDistribution(names.id, (probs, code) => {
      const score = Math.log(Math.min(Math.max(probs[code]!, tolerance), 1 - tolerance)); // min and max pass a NaN on
      return isLoss ? -score : score;
    }),
  );
}
