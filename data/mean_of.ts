/**
 * The mean of numbers, none missing, corrected once, so that equal numbers have exactly themselves for it. Not finite
 * where these are not, or too large to sum.
 */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const rough = sum / values.length;
  let rest = 0;
  for (let i = 0; i < values.length; i++) rest += values[i]! - rough;
  return rough + rest / values.length;
}
