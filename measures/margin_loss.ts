import type { Measure } from "../core/measure.ts";
import { type Field, real } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import type { Categorical } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { chosen } from "./_chosen.ts";
import { averaged, OF_DISTRIBUTIONS } from "./_define.ts";
import { perDistribution } from "./_labels.ts";
import { MARGIN_KINDS, MARGIN_LOSSES, type MarginLossKind, type MarginParameters } from "./_margins.ts";
import { positiveCode } from "./_positive.ts";

export type { MarginLossKind } from "./_margins.ts";

/** What can be chosen of a margin loss. */
export interface MarginLossOptions {
  /** Which loss. */
  readonly kind: MarginLossKind;
  /** Width of the smooth part of `"smoothedL1Hinge"`, positive. 1 if absent. */
  readonly gamma?: number;
  /** Power of the tail of `"dwd"`, the distance-weighted discrimination; positive. 1 if absent. */
  readonly q?: number;
}

// One of them must be said.
const KIND: Field<MarginLossKind | undefined> = {
  default: undefined,
  expected: `one of ${MARGIN_KINDS.map(brief).join(", ")}`,
  doc: "",
  accepts: (value) => MARGIN_KINDS.some((kind) => kind === value),
};

const SCHEMA = Object.freeze({
  kind: KIND,
  gamma: real(1, { min: 0, above: true }),
  q: real(1, { min: 0, above: true }),
});

/**
 * The mean loss of the margin m = ±(2p − 1), where p is the probability of the second of two levels, and the sign is
 * + where that level is true and − where the first is: from −1, sure and wrong, to 1. The losses are those of
 * LossFunctions.jl. Missing values and weights: as in means over rows.
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
  const { kind, gamma, q, names } = chosen({ name: "marginLoss", schema: SCHEMA }, options);
  if (kind === undefined) {
    throw new TypeError(
      'Cannot make marginLoss: which loss is not said; give its kind, e.g. { kind: "l1Hinge" }',
    );
  }
  checkOwners({ ...options, kind });
  const { formula, loss } = MARGIN_LOSSES[kind];
  const perRow = perDistribution(names.id, (probs, code) => {
    return loss((2 * probs[1]! - 1) * (code === 1 ? 1 : -1), { gamma, q });
  });
  return averaged(
    {
      ...names,
      formula: `mean of ${formula}`,
      goal: "min",
      ...OF_DISTRIBUTIONS,
      aggregation: "mean",
    },
    (guess, truth) => {
      positiveCode(truth.levels, { id: names.id, positive: undefined, remedy: "a margin is between two" });
      return perRow(guess, truth);
    },
  );
}

// One line for each parameter: no default hides that it was given to a kind that has none.
const OWNERS: Readonly<Record<keyof MarginParameters, MarginLossKind>> = {
  gamma: "smoothedL1Hinge",
  q: "dwd",
};

function checkOwners(options: MarginLossOptions): void {
  for (const [name, owner] of Object.entries(OWNERS)) {
    if (options.kind === owner || new Map(Object.entries(options)).get(name) === undefined) continue;
    throw new TypeError(
      `Cannot set "${name}" of marginLoss where "kind" is "${options.kind}": only "${owner}" has it; leave it out`,
    );
  }
}
