import { configured } from "../../core/configured.ts";
import { optional } from "../../core/optional.ts";
import { integer } from "../../core/schema.ts";
import type { Search, SearchOf, Space } from "../search.ts";
import { halving } from "./_halving.ts";
import {
  type Bracket,
  HALVING_SCHEMA,
  type HalvingParams,
  type Ladder,
  ladderOf,
  stepsOf,
  trialsOf,
} from "./_ladder.ts";

/** Hyperparameters of {@linkcode successiveHalving}. */
export interface SuccessiveHalvingParams extends HalvingParams {
  /** How many candidates there are. Default: as many as `draw` has; if that has no end, so many that one is trained for most. */
  readonly candidates: number | undefined;
}

const KIND = "SuccessiveHalving";

const make = configured<SuccessiveHalvingParams, Pick<Search, "start" | "defaultCount">>(
  KIND,
  {
    candidates: optional(integer(1, { min: 1, max: 1_000_000, doc: "how many candidates there are" })),
    ...HALVING_SCHEMA,
  },
  (params) => ({
    start(space, rng) {
      const ladder = ladderOf(params, { kind: KIND, space });
      return halving([bracketOf(params, { ladder, space })], { ladder, draw: params.draw, space, rng });
    },
    defaultCount(space) {
      const ladder = ladderOf(params, { kind: KIND, space });
      return trialsOf(bracketOf(params, { ladder, space }), ladder);
    },
  }),
);

/**
 * Trains many candidates a little, and few for long: by default of three one survives, and goes on from where it was to
 * three times the iterations (Jamieson and Talwalkar 2016, "Non-stochastic best arm identification and hyperparameter
 * optimization"). The last are trained for `most` iterations, those before them for `most / factor`, and so on down to what
 * `candidates` have use for, or `least` allows.
 *
 * Candidates survive by their loss over all folds, of equal ones the earlier; one that failed does not. What a survivor had
 * learned is kept, and only what is missing is trained: 27 candidates of 27 iterations cost 81 iterations, not 729.
 *
 * Starting throws a TypeError for models that count no iterations and for ranges of the iterations, a RangeError where
 * `least` is more than `most`.
 *
 * @example Nine candidates are judged after one iteration, three after three, one after nine.
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { range, successiveHalving } from "@attune/attune/meta";
 * import { neuralNetworkRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const eta = range(neuralNetworkRegressor(), "optimiser.eta", { lower: 1e-5, upper: 1, scale: "log10" });
 * const space = { ranges: [eta], paths: ["optimiser.eta"], iteration: { path: "epochs", count: 9 } };
 * const search = successiveHalving();
 * assert.equal(search.defaultCount?.(space), 13);
 * const batch = [...search.start(space, rng(0)).ask()];
 * assert.deepEqual(batch.map(({ iterations }) => iterations), Array(9).fill(1));
 * ```
 */
export function successiveHalving(
  options: Partial<SuccessiveHalvingParams> = {},
): SearchOf<SuccessiveHalvingParams> {
  return make(options);
}

function bracketOf(
  { candidates, draw, factor }: SuccessiveHalvingParams,
  { ladder, space }: { readonly ladder: Ladder; readonly space: Space },
): Bracket {
  const there = draw.defaultCount?.(space);
  const count = Math.min(candidates ?? there ?? factor ** ladder.steps, there ?? Infinity);
  return { candidates: count, steps: Math.min(ladder.steps, stepsOf(count, factor)) };
}
