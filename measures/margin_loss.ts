import { DataError } from "../core/errors.ts";
import type { Measure } from "../core/measure.ts";
import { brief } from "../core/show.ts";
import type { Categorical } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { averaged, LABELS } from "./_define.ts";
import { idWith } from "./_id.ts";
import { perDistribution } from "./_labels.ts";
import { MARGIN_LOSSES, type MarginParameters } from "./_margins.ts";

/** The losses of a margin that are known. */
export type MarginLossKind =
  | "zeroOne"
  | "perceptron"
  | "l1Hinge"
  | "l2Hinge"
  | "smoothedL1Hinge"
  | "modifiedHuber"
  | "l2Margin"
  | "logitMargin"
  | "exp"
  | "sigmoid"
  | "dwd";

/** What can be chosen of a margin loss. */
export interface MarginLossOptions {
  /** Which loss. */
  readonly kind: MarginLossKind;
  /** Width of the smooth part of `"smoothedL1Hinge"`, positive. 1 if absent. */
  readonly gamma?: number;
  /** Power of the tail of `"dwd"`, the distance-weighted discrimination; positive. 1 if absent. */
  readonly q?: number;
}

/**
 * The mean loss of the margin m = ±(2p − 1), where p is the probability of the second of two levels, and the sign is
 * + where that level is true and − where the first is: from −1, sure and wrong, to 1. The losses are those of
 * LossFunctions.jl. A missing truth adds nothing and is counted as a row;
 * NaN probabilities give NaN. With weights: the weighted sum over the number of rows.
 *
 * @example The margins are 1/2 and −1/2.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { marginLossWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const guess = finite(["no", "yes"], [0.75, 0.75], { augment: true });
 * const truth = categorical(["yes", "no"]);
 * assert.equal(marginLossWith({ kind: "l1Hinge" })(guess, truth), (1 / 2 + 3 / 2) / 2);
 * ```
 */
export function marginLossWith(options: MarginLossOptions): Measure<Finite, Categorical> {
  const { kind, gamma = 1, q = 1 } = options;
  if (!Object.hasOwn(MARGIN_LOSSES, kind)) {
    throw new RangeError(
      `Cannot set "kind" of marginLoss: expected one of ${Object.keys(MARGIN_LOSSES).join(", ")}, got ${
        brief(kind)
      }`,
    );
  }
  const { formula, loss } = MARGIN_LOSSES[kind];
  checkParameters(options);
  const id = idWith("marginLoss", { ...options });
  const perRow = perDistribution(id, (probs, code) => {
    return loss((2 * probs[1]! - 1) * (code === 1 ? 1 : -1), { gamma, q });
  });
  return averaged(
    {
      id,
      formula: `mean of ${formula}`,
      goal: "min",
      of: "distribution",
      aggregation: "mean",
      target: LABELS,
    },
    (guess, truth) => {
      if (truth.levels.length === 2) return perRow(guess, truth);
      const found = brief(truth.levels);
      throw new DataError(`Cannot judge guesses by ${id}: the levels are ${found}; it needs exactly two`, {
        found,
      });
    },
  );
}

// One line for each parameter: no default hides that it was given to a kind that has none.
const OWNERS: Readonly<Record<keyof MarginParameters, MarginLossKind>> = {
  gamma: "smoothedL1Hinge",
  q: "dwd",
};

function checkParameters({ kind, gamma, q }: MarginLossOptions): void {
  for (const [name, value] of Object.entries({ gamma, q })) {
    if (value === undefined) continue;
    const owner = OWNERS[name as keyof MarginParameters]; // both names are above
    if (kind !== owner) {
      throw new TypeError(
        `Cannot set "${name}" of the margin loss ${kind}: only ${owner} has it; leave it out`,
      );
    }
    if (!(value > 0 && value < Infinity)) {
      throw new RangeError(
        `Cannot set "${name}" of the margin loss ${kind}: expected a positive number, got ${value}`,
      );
    }
  }
}
