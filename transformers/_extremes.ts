/** The smallest and the largest of numbers, none missing; ∞ and −∞ of none. */
export function extremes(known: Float64Array): readonly [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < known.length; i++) {
    least = Math.min(least, known[i]!);
    most = Math.max(most, known[i]!);
  }
  return [least, most];
}
