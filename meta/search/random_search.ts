import { configured } from "../../core/configured.ts";
import { hint } from "../../core/names.ts";
import type { Rng } from "../../core/rng.ts";
import { type Field, nested } from "../../core/schema.ts";
import { checkedDistribution, isDistributionName, unknownDistribution } from "../_check_distribution.ts";
import type { Distribution, DistributionName } from "../distribution.ts";
import { isNumericRange, type Range } from "../range.ts";
import { rangesOf } from "../_ranges_of.ts";
import { type Drawn, samplerOf } from "../_sampler.ts";
import type { Search, SearchOf, Space, Trial } from "../search.ts";

/** Hyperparameters of {@linkcode randomSearch}. */
export interface RandomSearchParams {
  /** What numbers are drawn from between two bounds. Default "uniform", on the range's scale. */
  readonly bounded: DistributionName;
  /** What numbers are drawn from where lower ≥ 0 and there is no upper bound. Default "gamma". */
  readonly positiveUnbounded: DistributionName;
  /** What all other numbers are drawn from. Default "normal". */
  readonly other: DistributionName;
  /**
   * By path, what is drawn from instead: a distribution by its name, or with its parameters, `{ kind: "poisson", mean: 3 }`;
   * for listed values, which else are equally likely, a list of a probability for each. Default {}.
   */
  readonly distributions: Readonly<Record<string, DistributionName | Distribution | readonly number[]>>;
}

const make = configured<RandomSearchParams, Pick<Search, "start">>("RandomSearch", {
  bounded: nameField("uniform", "what numbers are drawn from between two bounds"),
  positiveUnbounded: nameField("gamma", "what numbers ≥ 0 are drawn from without an upper bound"),
  other: nameField("normal", "what all other numbers are drawn from"),
  distributions: nested<RandomSearchParams["distributions"]>(Object.freeze({}), {
    expected: "distributions by path",
    is: (v) => typeof v === "object" && v !== null && !Array.isArray(v),
    doc: "what is drawn from instead, by path",
  }),
}, (params) => {
  for (const [path, drawn] of Object.entries(params.distributions)) checkDrawn(path, drawn);
  return { start: (space, rng) => searching(drawersOf(params, space), rng) };
});

/**
 * Draws each candidate at random, each hyperparameter by itself; there is no end to it. A candidate depends on its number
 * and the seed alone. Ranges of one path that is given several times are equally likely.
 *
 * Named distributions are fitted to the range, and all are truncated to its bounds. `"uniform"`, `"arcsine"`, `"cosine"`,
 * `"epanechnikov"`, `"biweight"`, `"triweight"` and `"symTriangular"` reach from bound to bound, on the range's scale:
 * with `scale: "log10"`, `"uniform"` is log-uniform. `"normal"`, `"logistic"`, `"gamma"`, `"inverseGaussian"` and
 * `"logNormal"` have the range's origin as mean and its unit as standard deviation, `"cauchy"`, `"gumbel"` and `"laplace"`
 * as location and scale, and `"poisson"` has the unit as mean: these are about the numbers themselves, whatever the scale.
 * A scale that is a function is applied to what was drawn. Whole numbers are drawn as others, then rounded, so that bounds
 * are half as likely as what is between them.
 *
 * Throws for distributions that are unknown, do not suit the range, or are about a path without a range.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { randomSearch, range } from "@attune/attune/meta";
 * import { neuralNetworkClassifier } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const net = neuralNetworkClassifier();
 * const ranges = [
 *   range(net, "optimiser.eta", { lower: 1e-4, upper: 1, scale: "log10" }),
 *   range(net, "batchSize", { values: [8, 16, 32] }),
 * ];
 * const search = randomSearch({ distributions: { batchSize: [0.5, 0.25, 0.25] } });
 * const space = { ranges, paths: ["optimiser.eta", "batchSize"] };
 * const [first] = search.start(space, rng(1)).ask();
 * assert.ok(Number(first?.values[0]) <= 1 && [8, 16, 32].includes(Number(first?.values[1])));
 * ```
 */
export function randomSearch(options: Partial<RandomSearchParams> = {}): SearchOf<RandomSearchParams> {
  return make(options);
}

type Draw = (rng: Rng) => unknown;

function searching(drawers: readonly Draw[], rng: Rng): ReturnType<Search["start"]> {
  let number = 0;
  return {
    *ask(): Iterable<Trial> {
      while (true) {
        const chance = rng.fork(number++);
        yield { values: drawers.map((draw) => draw(chance)) };
      }
    },
    tell() {},
  };
}

// What draws a value for each path.
function drawersOf(params: RandomSearchParams, { ranges, paths }: Space): readonly Draw[] {
  const odd = Object.keys(params.distributions).find((path) => !paths.includes(path));
  if (odd !== undefined) {
    throw new TypeError(
      `Cannot draw "${odd}": there is no range of it, only of ${paths.join(", ")}${hint(odd, paths)}`,
    );
  }
  return paths.map((path) => {
    return mixed(rangesOf(path, ranges).map((range) => samplerOf(range, drawnFor(range, params))));
  });
}

function mixed(draws: readonly Draw[]): Draw {
  const [first] = draws;
  if (first !== undefined && draws.length === 1) return first;
  return (rng) => draws[Math.floor(rng.uniform() * draws.length)]!(rng);
}

function drawnFor(range: Range, params: RandomSearchParams): Drawn | undefined {
  const { path } = range.params;
  if (Object.hasOwn(params.distributions, path)) return params.distributions[path];
  if (!isNumericRange(range)) return undefined;
  const { lower, upper } = range.params;
  if (upper < Infinity) return lower > -Infinity ? params.bounded : params.other;
  return lower >= 0 ? params.positiveUnbounded : params.other;
}

function checkDrawn(path: string, drawn: unknown): void {
  if (isDistributionName(drawn) || Array.isArray(drawn)) return; // lists by what is listed
  if (typeof drawn !== "object" || drawn === null) throw unknownDistribution(drawn, `"${path}"`);
  checkedDistribution({ ...drawn }, `"${path}"`);
}

function nameField(fallback: DistributionName, doc: string): Field<DistributionName> {
  return nested(fallback, { expected: "the name of a distribution", is: isDistributionName, doc });
}
