import type { Rng } from "../core/rng.ts";
import { brief } from "../core/show.ts";
import {
  checkedDistribution,
  isDistributionName,
  isOnInterval,
  unknownDistribution,
} from "./_check_distribution.ts";
import type { Distribution, DistributionName, IntervalDistribution } from "./distribution.ts";
import { familyOf } from "./_families.ts";
import { fittedDistribution } from "./_fitted_distribution.ts";
import type { NominalRange } from "./nominal_range.ts";
import type { NumericRange } from "./numeric_range.ts";
import { poissonQuantile } from "./_poisson_quantile.ts";
import { isNumericRange, type Range } from "./range.ts";
import { checkOnScale, positionOf, rounded } from "./_scale.ts";
import { truncatedQuantile } from "./_truncated_quantile.ts";

/** What values may be drawn from: a distribution of numbers or its name, a probability for each listed value. */
export type Drawn = DistributionName | Distribution | readonly number[];

/**
 * Draws values of a range, by one uniform number each. Distributions are truncated to the bounds of the range, which gives
 * named ones their parameters. Listed values are equally likely where nothing else is said.
 *
 * What is on an interval is so on the range's scale: "uniform" is log-uniform on "log10". All other distributions are of the
 * numbers themselves, whatever the scale; but a scale that is a function is applied to all that is drawn. Whole numbers
 * are rounded after they were drawn, so that ends have half a share.
 */
export function samplerOf(range: Range, drawn?: Drawn): (rng: Rng) => unknown {
  if (!isNumericRange(range)) return listedSampler(range, drawn);
  const what = `"${range.params.path}"`;
  if (isDistributionName(drawn)) return numberSampler(range, fittedDistribution(drawn, range));
  if (typeof drawn !== "object" || Array.isArray(drawn)) throw unknownDistribution(drawn, what);
  return numberSampler(range, checkedDistribution({ ...drawn }, what));
}

function listedSampler(
  { params: { path, values } }: NominalRange,
  drawn: Drawn | undefined,
): (rng: Rng) => unknown {
  const count = values.length;
  if (drawn === undefined) return (rng) => values[Math.floor(rng.uniform() * count)];
  const sums = cumulated(checkedProbabilities(drawn, { path, count }));
  return (rng) => {
    const u = rng.uniform();
    let i = 0;
    while (sums[i]! <= u) i++;
    return values[i];
  };
}

// Up to one past any uniform number, whatever was rounded.
function cumulated(probabilities: readonly number[]): Float64Array {
  const last = probabilities.findLastIndex((p) => p > 0);
  let sum = 0;
  return Float64Array.from(probabilities, (p, i) => i < last ? sum += p : Infinity);
}

function checkedProbabilities(
  given: Drawn,
  { path, count }: { readonly path: string; readonly count: number },
): readonly number[] {
  const refuse = (what: string) => new RangeError(`Cannot draw "${path}" by ${brief(given)}: ${what}`);
  if (!isProbabilities(given)) throw refuse("its values are listed; give a list of a probability for each");
  if (given.length !== count) throw refuse(`there are ${count} values; give a probability for each`);
  const odd = given.find((p) => !(p >= 0));
  if (odd !== undefined) throw refuse(`a probability is ${odd}; give numbers ≥ 0`);
  const sum = given.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) > 1e-8) throw refuse(`probabilities sum up to ${sum}; make it 1`);
  return given;
}

function isProbabilities(given: Drawn): given is readonly number[] {
  return Array.isArray(given) && given.every((p) => typeof p === "number");
}

function numberSampler(range: NumericRange, distribution: Distribution): (rng: Rng) => number {
  if (isOnInterval(distribution)) return onScaleSampler(range, distribution);
  const { params: { path, lower, upper, scale, integer }, at } = range;
  const between = { from: lower, to: upper, what: `"${path}" by "${distribution.kind}"` };
  const quantile = distribution.kind === "poisson"
    ? poissonQuantile(distribution.mean, between)
    : truncatedQuantile(familyOf(distribution), between);
  if (typeof scale === "function") return (rng) => at(quantile(rng.uniform()));
  return integer ? (rng) => rounded(quantile(rng.uniform())) : (rng) => quantile(rng.uniform());
}

function onScaleSampler(range: NumericRange, distribution: IntervalDistribution): (rng: Rng) => number {
  const { params: { path, lower, upper, scale }, at } = range;
  const what = `"${path}" by "${distribution.kind}"`;
  const { lower: from, upper: to } = distribution;
  checkOnScale(scale, { doing: `draw ${what}`, from, to });
  const place = (x: number) => Number.isFinite(x) ? positionOf(x, scale) : x;
  const family = familyOf({ ...distribution, lower: positionOf(from, scale), upper: positionOf(to, scale) });
  const quantile = truncatedQuantile(family, { from: place(lower), to: place(upper), what });
  return (rng) => at(quantile(rng.uniform()));
}
