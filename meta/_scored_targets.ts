/** Scores of one class, and what its probability shall be there. */
export interface ScoredTargets {
  readonly scores: Float64Array;
  readonly targets: Float64Array;
  /** How much each row counts. */
  readonly weights: Float64Array;
}

/**
 * What {@linkcode plattTargets} are for several classes at once, row-major: (n + 1) / (n + k) where the class is right,
 * and 1 / (n + k) elsewhere; k is the number of classes, n the sum of the weights of the rows of the right one.
 */
export function smoothedTargets(
  { truth, weights, k }: { readonly truth: Int32Array; readonly weights: Float64Array; readonly k: number },
): Float64Array {
  const masses = new Float64Array(k);
  truth.forEach((code, row) => masses[code]! += weights[row]!);
  const targets = new Float64Array(truth.length * k);
  truth.forEach((code, row) => {
    const whole = masses[code]! + k;
    targets.fill(1 / whole, row * k, (row + 1) * k);
    targets[row * k + code] = (masses[code]! + 1) / whole;
  });
  return targets;
}

/**
 * Platt's (1999) targets instead of 1 and 0, so that no probability is learned to be certain: (n₁ + 1) / (n₁ + 2) where
 * the class is right, 1 / (n₀ + 2) where it is not; n₁ and n₀ are the sums of the weights there.
 */
export function plattTargets(isTrue: readonly boolean[], weights: Float64Array): Float64Array {
  const massOf = (side: boolean) =>
    isTrue.reduce((sum, is, row) => is === side ? sum + weights[row]! : sum, 0);
  const [yes, no] = [(massOf(true) + 1) / (massOf(true) + 2), 1 / (massOf(false) + 2)];
  return Float64Array.from(isTrue, (is) => is ? yes : no);
}
