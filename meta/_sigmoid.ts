import type { ScoredTargets } from "./_scored_targets.ts";

/** p = 1 / (1 + exp(a · score + b)). */
export interface Sigmoid {
  readonly a: number;
  readonly b: number;
}

const STEPS = 100;
const SHORTEST = 1e-10; // of the steps that the line search tries
const ROUNDING = 1e-12; // of a loss, a sum over all rows: so much more counts as no more
const DECREMENT = 1e-24; // of the loss, for each unit of weight, that ends the search
const RIDGE = 1e-12; // keeps the Hessian invertible

/** The probability at a score. */
export function sigmoidAt(score: number, { a, b }: Sigmoid): number {
  const z = a * score + b;
  return z >= 0 ? Math.exp(-z) / (1 + Math.exp(-z)) : 1 / (1 + Math.exp(z));
}

/**
 * The sigmoid of the least log loss against the targets: Platt's (1999) calibration by the Newton method with
 * backtracking of Lin, Lin and Weng (2007).
 */
export function fitSigmoid(scored: ScoredTargets): Sigmoid {
  const mass = scored.weights.reduce((sum, weight) => sum + weight, 0);
  const mean = scored.targets.reduce((sum, target, i) => sum + target * scored.weights[i]! / mass, 0);
  let at: Sigmoid = { a: 0, b: Math.log((1 - mean) / mean) };
  let loss = lossAt(at, scored);
  for (let i = 0; i < STEPS; i++) {
    const { da, db, slope } = directionAt(at, scored);
    if (slope > -DECREMENT * mass) return at;
    const start = at;
    const before = loss;
    let step = 1;
    for (; step >= SHORTEST; step /= 2) {
      at = { a: start.a + step * da, b: start.b + step * db };
      loss = lossAt(at, scored);
      if (loss < before + 1e-4 * step * slope + ROUNDING * before) break;
    }
    if (step < SHORTEST) return start;
  }
  return at;
}

function lossAt({ a, b }: Sigmoid, { scores, targets, weights }: ScoredTargets): number {
  return scores.reduce((sum, score, i) => {
    const z = a * score + b;
    const t = targets[i]!;
    const own = z >= 0 ? t * z + Math.log1p(Math.exp(-z)) : (t - 1) * z + Math.log1p(Math.exp(z));
    return sum + weights[i]! * own;
  }, 0);
}

// Newton's direction, and the slope along it.
function directionAt(at: Sigmoid, { scores, targets, weights }: ScoredTargets) {
  let [aa, ab, bb, ga, gb] = [RIDGE, 0, RIDGE, 0, 0];
  scores.forEach((score, i) => {
    const p = sigmoidAt(score, at);
    const pull = weights[i]! * (targets[i]! - p);
    const bend = weights[i]! * p * (1 - p);
    aa += bend * score * score;
    ab += bend * score;
    bb += bend;
    ga += pull * score;
    gb += pull;
  });
  const determinant = aa * bb - ab * ab;
  const da = -(bb * ga - ab * gb) / determinant;
  const db = -(aa * gb - ab * ga) / determinant;
  return { da, db, slope: ga * da + gb * db };
}
