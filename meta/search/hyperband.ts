import { configured } from "../../core/configured.ts";
import type { Search, SearchOf } from "../search.ts";
import { halving } from "./_halving.ts";
import {
  type Bracket,
  HALVING_SCHEMA,
  type HalvingParams,
  type Ladder,
  ladderOf,
  trialsOf,
} from "./_ladder.ts";

/** Hyperparameters of {@linkcode hyperband}. */
export type HyperbandParams = HalvingParams;

const KIND = "Hyperband";

const make = configured<HyperbandParams, Pick<Search, "start" | "defaultCount">>(
  KIND,
  HALVING_SCHEMA,
  (params) => ({
    start(space, rng) {
      const ladder = ladderOf(params, { kind: KIND, space });
      const brackets = bracketsOf(ladder, params.draw.defaultCount?.(space));
      return halving(brackets, { ladder, draw: params.draw, space, rng });
    },
    defaultCount(space) {
      const ladder = ladderOf(params, { kind: KIND, space });
      const there = params.draw.defaultCount?.(space);
      const brackets = there === undefined ? round(ladder) : bracketsOf(ladder, there);
      return Array.from(brackets, (bracket) => trialsOf(bracket, ladder)).reduce(
        (sum, count) => sum + count,
        0,
      );
    },
  }),
);

/**
 * Successive halving several times over, from many candidates judged early to few that are all trained for `most`
 * iterations: for how early it can be seen what a candidate is worth is not known (Li et al. 2018, "Hyperband: a novel
 * bandit-based approach to hyperparameter optimization"). Each bracket costs about the same. By default there is one round of
 * brackets; with a greater `n` further rounds follow, of new candidates. A draw that ends, as a grid does, is tried to its end.
 *
 * See {@linkcode successiveHalving} for what a bracket does, and what starting throws.
 *
 * @example For 81 iterations the five brackets of the paper have 121, 49, 21, 10 and 5 trials.
 * ```ts
 * import { hyperband, range } from "@attune/attune/meta";
 * import { neuralNetworkRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const model = neuralNetworkRegressor({ epochs: 81 });
 * const eta = range(model, "optimiser.eta", { lower: 1e-5, upper: 1, scale: "log10" });
 * const space = { ranges: [eta], paths: ["optimiser.eta"], iteration: { path: "epochs", count: 81 } };
 * assert.equal(hyperband().defaultCount?.(space), 206);
 * ```
 */
export function hyperband(options: Partial<HyperbandParams> = {}): SearchOf<HyperbandParams> {
  return make(options);
}

/** The brackets, that which sifts most first. */
function round({ factor, steps: most }: Ladder): readonly Bracket[] {
  return Array.from({ length: most + 1 }, (_, i) => {
    const steps = most - i;
    return { candidates: Math.ceil((most + 1) * factor ** steps / (steps + 1)), steps };
  });
}

/** One round after the other, until all candidates that are there have their bracket. */
function* bracketsOf(ladder: Ladder, there = Infinity): Generator<Bracket> {
  for (let left = there;;) {
    for (const { candidates, steps } of round(ladder)) {
      if (left <= 0) return;
      yield { candidates: Math.min(candidates, left), steps };
      left -= candidates;
    }
  }
}
