/** For each row, how far it reaches along a direction: Σ column·coordinate. At least one column. */
export function project(columns: readonly Float64Array[], direction: ArrayLike<number>): Float64Array {
  const scores = new Float64Array(columns[0]!.length);
  const none = new Float64Array(scores.length);
  for (let j = 0; j < columns.length; j += 4) { // four at a time take half the time of one
    const [a, b = none, c = none, d = none] = columns.slice(j, j + 4) as [Float64Array, ...Float64Array[]]; // as j is below their number
    const [s, t = 0, u = 0, v = 0] = [direction[j]!, direction[j + 1], direction[j + 2], direction[j + 3]];
    for (let i = 0; i < scores.length; i++) scores[i]! += a[i]! * s + b[i]! * t + c[i]! * u + d[i]! * v;
  }
  return scores;
}
