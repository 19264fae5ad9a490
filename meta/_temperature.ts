/** Temperatures that are tried lie in [1 / MOST, MOST]. */
const MOST = 100;

/** Rows of scores, one for each class, and what the probability of each class shall be. */
export interface Scored {
  /** Logarithms of probabilities, row-major. */
  readonly scores: Float64Array;
  /** Of the same form; each row sums to 1. */
  readonly targets: Float64Array;
  /** How much each row counts. */
  readonly weights: Float64Array;
}

/**
 * The temperature T in [0.01, 100] that minimises the cross entropy of softmax(scores / T) to the targets (Guo, Pleiss, Sun and Weinberger
 * 2017). In 1 / T the loss is convex: its slope's zero is found by Newton's method, kept within a bracket.
 */
export function fitTemperature(scored: Scored): number {
  let [low, high] = [1 / MOST, MOST];
  if (slopeAt(low, scored).slope > 0) return 1 / low;
  if (slopeAt(high, scored).slope < 0) return 1 / high;
  let beta = 1;
  for (let i = 0; i < 200 && high - low > Number.EPSILON * beta; i++) {
    const { slope, curvature } = slopeAt(beta, scored);
    const next = beta - slope / curvature;
    if (slope === 0 || next === beta) break;
    if (slope < 0) low = beta;
    else high = beta;
    beta = next > low && next < high ? next : (low + high) / 2;
  }
  return 1 / beta;
}

// Slope and curvature of Σ w (ln Σⱼ exp(β sⱼ) − β Σⱼ tⱼ sⱼ): the mean of s under the softmax, less that under t, and its
// variance.
function slopeAt(beta: number, { scores, targets, weights }: Scored) {
  const k = scores.length / weights.length;
  let [slope, curvature] = [0, 0];
  weights.forEach((weight, row) => {
    const own = scores.subarray(row * k, (row + 1) * k);
    const top = own.reduce((most, s) => Math.max(most, s), -Infinity);
    let [mass, mean, square, wanted] = [0, 0, 0, 0];
    own.forEach((s, j) => {
      const gap = s - top;
      const e = Math.exp(beta * gap);
      mass += e;
      mean += e * gap;
      square += e * gap * gap;
      wanted += targets[row * k + j]! * gap;
    });
    mean /= mass;
    slope += weight * (mean - wanted);
    curvature += weight * (square / mass - mean * mean);
  });
  return { slope, curvature };
}
