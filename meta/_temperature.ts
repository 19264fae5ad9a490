/** Temperatures that are tried lie in [1 / MOST, MOST]. */
const MOST = 100;

/** Rows of scores, one for each class, and which class is right. */
export interface Scored {
  /** Logarithms of probabilities, row-major. */
  readonly scores: Float64Array;
  /** The right class of each row. */
  readonly truth: Int32Array;
  /** How much each row counts. */
  readonly weights: Float64Array;
}

/**
 * The temperature T in [0.01, 100] that minimises the log loss of softmax(scores / T) (Guo, Pleiss, Sun and Weinberger
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

// Slope and curvature of Σ w (ln Σⱼ exp(β sⱼ) − β s_y): the mean of s under the softmax, less s_y, and its variance.
function slopeAt(beta: number, { scores, truth, weights }: Scored) {
  const k = scores.length / truth.length;
  let [slope, curvature] = [0, 0];
  truth.forEach((y, row) => {
    const own = scores.subarray(row * k, (row + 1) * k);
    const top = own.reduce((most, s) => Math.max(most, s), -Infinity);
    let [mass, mean, square] = [0, 0, 0];
    for (const s of own) {
      const e = Math.exp(beta * (s - top));
      const gap = s - own[y]!;
      mass += e;
      mean += e * gap;
      square += e * gap * gap;
    }
    mean /= mass;
    slope += weights[row]! * mean;
    curvature += weights[row]! * (square / mass - mean * mean);
  });
  return { slope, curvature };
}
