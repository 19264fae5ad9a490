/** Scores of one class, and what its probability shall be there. */
export interface ScoredTargets {
  readonly scores: Float64Array;
  readonly targets: Float64Array;
  /** How much each row counts. */
  readonly weights: Float64Array;
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
