import { isOnInterval } from "./_check_distribution.ts";
import type { Distribution, IntervalDistribution } from "./distribution.ts";
import { type GammaTails, gammaTails } from "./_gamma_tails.ts";
import { logGamma } from "./_log_gamma.ts";
import { normalQuantile } from "../core/normal_quantile.ts";
import { millsRatio, normalBelow, normalDensity } from "./_normal_tails.ts";
import { solve } from "./_solve.ts";

/** A continuous distribution: probabilities on both sides of a number, to as many digits however small, and back. */
export interface Family {
  /** The probability of less than x. */
  below(x: number): number;
  /** The probability of more than x. */
  above(x: number): number;
  /** The x that is exceeded with probability 1 − p, for p ≤ ½. */
  fromBelow(p: number): number;
  /** The x that is exceeded with probability q ≤ ½. */
  fromAbove(q: number): number;
}

/** The continuous distribution of these parameters. */
export function familyOf(distribution: Exclude<Distribution, { readonly kind: "poisson" }>): Family {
  if (isOnInterval(distribution)) return onInterval(distribution);
  switch (distribution.kind) {
    case "normal":
      return placed(NORMAL, distribution.mean, distribution.std);
    case "logNormal":
      return exponential(placed(NORMAL, distribution.mu, distribution.sigma));
    case "gamma":
      return placed(gamma(distribution.shape), 0, distribution.scale);
    case "inverseGaussian":
      return placed(inverseGaussian(distribution.shape / distribution.mean), 0, distribution.mean);
    default:
      return placed(STANDARD[distribution.kind], distribution.location, distribution.scale);
  }
}

const NORMAL = mirrored(normalBelow, normalQuantile);

const STANDARD = {
  cauchy: mirrored((z) => Math.atan2(1, -z) / Math.PI, (p) => -1 / Math.tan(Math.PI * p)),
  gumbel: {
    below: (z: number) => Math.exp(-Math.exp(-z)),
    above: (z: number) => -Math.expm1(-Math.exp(-z)),
    fromBelow: (p: number) => -Math.log(-Math.log(p)),
    fromAbove: (q: number) => -Math.log(-Math.log1p(-q)),
  },
  laplace: mirrored((z) => z < 0 ? Math.exp(z) / 2 : 1 - Math.exp(-z) / 2, (p) => Math.log(2 * p)),
  logistic: mirrored((z) => 1 / (1 + Math.exp(-z)), (p) => Math.log(p / (1 - p))),
};

// One that is symmetric around 0.
function mirrored(below: (z: number) => number, fromBelow: (p: number) => number): Family {
  return { below, above: (z) => below(-z), fromBelow, fromAbove: (q) => -fromBelow(q) };
}

function placed({ below, above, fromBelow, fromAbove }: Family, location: number, scale: number): Family {
  return {
    below: (x) => below((x - location) / scale),
    above: (x) => above((x - location) / scale),
    fromBelow: (p) => location + scale * fromBelow(p),
    fromAbove: (q) => location + scale * fromAbove(q),
  };
}

// That of numbers whose logarithms have the given one.
function exponential({ below, above, fromBelow, fromAbove }: Family): Family {
  return {
    below: (x) => below(Math.log(Math.max(x, 0))),
    above: (x) => above(Math.log(Math.max(x, 0))),
    fromBelow: (p) => Math.exp(fromBelow(p)),
    fromAbove: (q) => Math.exp(fromAbove(q)),
  };
}

/** From here on the formula of Wilson and Hilferty is right to 8 digits, and sums would need thousands of terms. */
const SMOOTH = 1e5;

// Wilson and Hilferty 1931: the cube root of x is about normal.
function cubed(shape: number): Family {
  const [middle, width] = [1 - 1 / (9 * shape), 1 / (3 * Math.sqrt(shape))];
  const z = (x: number) => (Math.cbrt(Math.max(0, x) / shape) - middle) / width;
  const back = (z: number) => shape * Math.max(0, middle + width * z) ** 3;
  return {
    below: (x) => normalBelow(z(x)),
    above: (x) => normalBelow(-z(x)),
    fromBelow: (p) => back(normalQuantile(p)),
    fromAbove: (q) => back(-normalQuantile(q)),
  };
}

function gamma(shape: number): Family {
  if (shape >= SMOOTH) return cubed(shape);
  const { below, above, density }: GammaTails = gammaTails(shape);
  const logFactorial = logGamma(shape + 1);
  // Wilson and Hilferty 1931; for small numbers, P(a, x) ≈ x^a / Γ(a + 1), which is never too large a guess.
  const guess = (p: number, z: number) =>
    Math.max(
      shape * (1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3,
      Math.exp((Math.log(p) + logFactorial) / shape),
    );
  const inverse = { slope: density, from: 0, to: Infinity };
  return {
    below,
    above,
    fromBelow: (p) => solve({ ...inverse, of: (x) => below(x) - p, start: guess(p, normalQuantile(p)) }),
    fromAbove: (q) => solve({ ...inverse, of: (x) => q - above(x), start: guess(1 - q, -normalQuantile(q)) }),
  };
}

// Of mean 1: Shuster 1968, written by ratios of Mills, which do not overflow.
function inverseGaussian(shape: number): Family {
  const root = (x: number) => Math.sqrt(shape / x);
  const below = (x: number): number => {
    if (!(x < 1)) return 1 - above(x);
    if (x <= 0) return 0;
    const near = root(x) * (1 - x);
    return normalBelow(-near) + normalDensity(near) * millsRatio(root(x) * (1 + x));
  };
  const above = (x: number): number => {
    if (x < 1) return 1 - below(x);
    if (x === Infinity) return 0;
    const near = root(x) * (x - 1);
    return normalDensity(near) * (millsRatio(near) - millsRatio(root(x) * (x + 1)));
  };
  const slope = (x: number) => root(x) / x * normalDensity(root(x) * (x - 1));
  const width = Math.sqrt(Math.log1p(1 / shape)); // of the logarithms, were they normal
  const guess = (z: number) => Math.exp(width * z - width * width / 2);
  const inverse = { slope, from: 0, to: Infinity };
  return {
    below,
    above,
    fromBelow: (p) => solve({ ...inverse, of: (x) => below(x) - p, start: guess(normalQuantile(p)) }),
    fromAbove: (q) => solve({ ...inverse, of: (x) => q - above(x), start: guess(-normalQuantile(q)) }),
  };
}

/** A symmetric distribution on [0, 1]: the probability of less than t, and back for p ≤ ½. */
interface Shape {
  readonly below: (t: number) => number;
  readonly from: (p: number) => number;
}

const SHAPES: Readonly<Record<IntervalDistribution["kind"], Shape>> = {
  uniform: { below: (t) => t, from: (p) => p },
  arcsine: {
    below: (t) => 2 / Math.PI * Math.asin(Math.sqrt(t)),
    from: (p) => Math.sin(Math.PI * p / 2) ** 2,
  },
  symTriangular: {
    below: (t) => t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) ** 2,
    from: (p) => Math.sqrt(p / 2),
  },
  epanechnikov: solved((t) => t * t * (3 - 2 * t), (t) => 6 * t * (1 - t), { front: 3, power: 2 }),
  biweight: solved(
    (t) => t ** 3 * (10 - t * (15 - 6 * t)),
    (t) => 30 * (t * (1 - t)) ** 2,
    { front: 10, power: 3 },
  ),
  triweight: solved(
    (t) => t ** 4 * (35 - t * (84 - t * (70 - 20 * t))),
    (t) => 140 * (t * (1 - t)) ** 3,
    { front: 35, power: 4 },
  ),
  cosine: solved(
    (t) => lessSine(2 * Math.PI * t) / (2 * Math.PI),
    (t) => 2 * Math.sin(Math.PI * t) ** 2,
    { front: 2 * Math.PI ** 2 / 3, power: 3 },
  ),
};

// By the leading term of the probability near 0, which is never too small.
function solved(
  below: (t: number) => number,
  slope: (t: number) => number,
  { front, power }: { readonly front: number; readonly power: number },
): Shape {
  const inverse = { slope, from: 0, to: 1 };
  return {
    below,
    from: (p) => solve({ ...inverse, of: (t) => below(t) - p, start: (p / front) ** (1 / power) }),
  };
}

// x − sin x.
function lessSine(x: number): number {
  if (x > 0.5) return x - Math.sin(x);
  const s = x * x;
  return x * s / 6 * (1 - s / 20 * (1 - s / 42 * (1 - s / 72 * (1 - s / 110))));
}

function onInterval({ kind, lower, upper }: IntervalDistribution): Family {
  const { below, from } = SHAPES[kind];
  const width = upper - lower;
  const share = (distance: number) => below(Math.min(1, Math.max(0, distance / width)));
  return {
    below: (x) => share(x - lower),
    above: (x) => share(upper - x),
    fromBelow: (p) => lower + width * from(p),
    fromAbove: (q) => upper - width * from(q),
  };
}
