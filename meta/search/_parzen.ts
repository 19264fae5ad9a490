import { normalBelow } from "../_normal_tails.ts";
import type { Rng } from "../../core/rng.ts";

/** Where something lies in each dimension: between 0 and 1, or the place of a choice in its list. */
export type Point = readonly number[];

/** A distribution over points. */
export interface Density {
  /** One of its points. */
  draw(rng: Rng): Point;
  /** The logarithm of its density at a point. */
  log(point: Point): number;
}

/** What a distribution is estimated from. */
export interface Sample {
  readonly points: readonly Point[];
  /** How much each point counts. Default: all alike. */
  readonly weights?: readonly number[];
}

/** Kernels of one dimension: one for each point, and the prior's, which comes last. */
interface Kernels {
  draw(kernel: number, rng: Rng): number;
  /** Adds to `logs` the logarithm of each kernel's density at a place. */
  add(place: number, logs: Float64Array): void;
}

/** Least width of a kernel: the magic clipping of Watanabe 2023, whose defaults are 0.03 and 2. */
const LEAST = { width: 0.02, exponent: 2 };

/**
 * A mixture of products of kernels: one at each point, and a prior that weighs as much as a point does on average.
 * `sizes` has the number of choices of each dimension, 0 where it is one of numbers.
 */
export function parzen({ points, weights = points.map(() => 1) }: Sample, sizes: readonly number[]): Density {
  const shares = sharesOf(weights);
  const logShares = shares.map(Math.log);
  const dimensions = sizes.map((size, d) => {
    const places = points.map((point) => point[d]!);
    return size > 0 ? choiceKernels(places, size) : numberKernels(places);
  });
  const logs = new Float64Array(shares.length);
  return {
    draw(rng) {
      const kernel = chosen(shares, rng);
      return dimensions.map((kernels) => kernels.draw(kernel, rng));
    },
    log(point) {
      logs.set(logShares);
      dimensions.forEach((kernels, d) => kernels.add(point[d]!, logs));
      return Math.log(logs.reduce((sum, log) => sum + Math.exp(log), 0));
    },
  };
}

/** {@linkcode parzen}, each dimension by itself: a product of mixtures. */
export function univariateParzen({ points, weights }: Sample, sizes: readonly number[]): Density {
  const dimensions = sizes.map((size, d) =>
    parzen({ points: points.map((point) => [point[d]!]), ...(weights && { weights }) }, [size])
  );
  return {
    draw: (rng) => dimensions.flatMap((dimension) => dimension.draw(rng)),
    log: (point) => dimensions.reduce((sum, dimension, d) => sum + dimension.log([point[d]!]), 0),
  };
}

function sharesOf(weights: readonly number[]): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const prior = weights.length > 0 ? sum / weights.length : 1;
  return Float64Array.from([...weights, prior], (weight) => weight / (sum + prior));
}

function chosen(shares: Float64Array, rng: Rng): number {
  let left = rng.uniform();
  const found = shares.findIndex((share) => (left -= share) < 0);
  return found < 0 ? shares.length - 1 : found;
}

/** Normal distributions within [0, 1]; the prior is nearly even. */
function numberKernels(places: readonly number[]): Kernels {
  const centres = Float64Array.from([...places, 0.5]);
  const widths = widthsOf(centres);
  const constants = centres.map((centre, k) => {
    const width = widths[k]!;
    const share = normalBelow((1 - centre) / width) - normalBelow(-centre / width);
    return -Math.log(Math.sqrt(2 * Math.PI) * width * share);
  });
  return {
    draw(kernel, rng) {
      for (;;) {
        const place = centres[kernel]! + widths[kernel]! * rng.normal();
        if (place >= 0 && place <= 1) return place;
      }
    },
    add(place, logs) {
      for (let k = 0; k < logs.length; k++) {
        const z = (place - centres[k]!) / widths[k]!;
        logs[k]! += constants[k]! - z * z / 2;
      }
    },
  };
}

/** The farther of a kernel's neighbours, or ends, says how wide it is (Bergstra et al. 2011). */
function widthsOf(centres: Float64Array): Float64Array {
  const least = Math.max(LEAST.width, (1 + centres.length) ** -LEAST.exponent);
  const order = [...centres.keys()].sort((a, b) => centres[a]! - centres[b]!);
  const widths = new Float64Array(centres.length);
  order.forEach((kernel, i) => {
    const [before, here, after] = [order[i - 1], kernel, order[i + 1]].map((k) =>
      k === undefined ? undefined : centres[k]
    );
    const gap = Math.max(here! - (before ?? 0), (after ?? 1) - here!);
    widths[kernel] = Math.max(least, gap);
  });
  widths[centres.length - 1] = 1;
  return widths;
}

/** Counts, to each of which the prior adds its part; the prior itself is even. */
function choiceKernels(places: readonly number[], size: number): Kernels {
  const added = 1 / (places.length + 1);
  const sum = 1 + size * added;
  const [hit, miss] = [Math.log((1 + added) / sum), Math.log(added / sum)];
  const any = (rng: Rng) => Math.floor(rng.uniform() * size);
  return {
    draw: (kernel, rng) => rng.uniform() * sum < 1 ? places[kernel] ?? any(rng) : any(rng),
    add(place, logs) {
      for (let k = 0; k < places.length; k++) logs[k]! += places[k] === place ? hit : miss;
      logs[places.length]! -= Math.log(size);
    },
  };
}
