import { logGamma } from "./_log_gamma.ts";

/** The gamma distribution of a shape, its scale being 1. */
export interface GammaTails {
  /** The probability of less than x: the regularised incomplete gamma function P(shape, x). */
  below(x: number): number;
  /** The probability of more than x, to as many digits however small: Q(shape, x). */
  above(x: number): number;
  /** The density at x. */
  density(x: number): number;
}

/** The gamma distribution of this shape. Work grows with its root. */
export function gammaTails(shape: number): GammaTails {
  const logFactorial = logGamma(shape + 1);
  // x^a e^−x / Γ(a + 1)
  const front = (x: number) => {
    if (shape < LARGE) return Math.exp(shape * Math.log(x) - x - logFactorial);
    const apart = x - shape;
    const height = Math.sqrt(2 * Math.PI * shape) * Math.exp(stirlingError(shape));
    const log = x < shape / 2 ? Math.log(x / shape) : Math.log1p(apart / shape);
    return Math.exp(shape * log - apart) / height;
  };
  const below = (x: number): number => {
    if (x <= 0) return 0;
    return x < shape + 1 ? front(x) * series(shape, x) : 1 - above(x);
  };
  const above = (x: number): number => {
    if (x === Infinity) return 0;
    return x < shape + 1 ? 1 - below(x) : front(x) * shape * fraction(shape, x);
  };
  return { below, above, density: (x) => x > 0 ? front(x) * shape / x : 0 };
}

/** From here on logarithms as large as those of x^a and Γ(a) are not subtracted from each other. */
const LARGE = 10;

// How far Stirling's formula is from log Γ(a + 1), to 12 digits for a ≥ 10: Abramowitz and Stegun 1964, 6.1.41.
function stirlingError(a: number): number {
  const square = a * a;
  return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / a;
}

// Σ x^n / ((a + 1) … (a + n)): 6.5.29.
function series(a: number, x: number): number {
  let [term, sum] = [1, 1];
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** More terms than any shape needs: rounding might keep the last from being small. */
const TERMS = 100_000;

/**
 * Q(a, x) Γ(a) e^x / x^a for x ≥ a + 1: the continued fraction 6.5.31 in its even form, by the method of Lentz (1976) as
 * modified by Thompson and Barnett (1986).
 */
export function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < TERMS; n++) {
    const factor = n * (a - n);
    b += 2;
    d = 1 / (factor * d + b);
    c = b + factor / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return value;
}
