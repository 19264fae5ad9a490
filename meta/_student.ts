import { logGamma } from "./_log_gamma.ts";

/** The probability that Student's t with `freedom` degrees of freedom is at most `t`. */
export function studentProbability(t: number, freedom: number): number {
  if (Number.isNaN(t)) return NaN;
  if (!Number.isFinite(t)) return t > 0 ? 1 : 0;
  // P(|T| > |t|) = I_x(ν/2, 1/2), x = ν / (ν + t²): Abramowitz and Stegun 1964, 26.7.1 and 26.5.27
  const tail = incompleteBeta(freedom / (freedom + t * t), { a: freedom / 2, b: 0.5 }) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** How likely a t at least as far from 0 is, on either side, if nothing is different. */
export function studentTail(t: number, freedom: number): number {
  return 2 * studentProbability(-Math.abs(t), freedom);
}

/** The value that Student's t with `freedom` degrees of freedom stays below with probability `p`, by halving. */
export function studentQuantile(p: number, freedom: number): number {
  if (p < 0.5) return -studentQuantile(1 - p, freedom);
  let [low, high] = [0, 1];
  while (studentProbability(high, freedom) < p) [low, high] = [high, 2 * high];
  while (true) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (studentProbability(middle, freedom) < p) low = middle;
    else high = middle;
  }
}

// The regularised incomplete beta function I_x(a, b), by its continued fraction (26.5.8), which converges fast for
// x < (a + 1) / (a + b + 2); else by I_x(a, b) = 1 − I_{1−x}(b, a).
function incompleteBeta(x: number, { a, b }: { readonly a: number; readonly b: number }): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, { a: b, b: a });
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return front * continuedFraction(x, { a, b }) / a;
}

const MOST_TERMS = 10_000; // a few dozen do up to thousands of degrees of freedom
const TINY = 1e-300; // keeps Lentz's quotients finite

// Lentz 1976, as modified by Thompson and Barnett 1986.
function continuedFraction(x: number, { a, b }: { readonly a: number; readonly b: number }): number {
  let c = 1;
  let d = 1 / away(1 - (a + b) * x / (a + 1));
  let value = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    let factor = 1;
    for (const term of [even, odd]) {
      d = 1 / away(1 + term * d);
      c = away(1 + term / c);
      factor = c * d;
      value *= factor;
    }
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return value;
}

function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
