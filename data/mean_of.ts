/**
 * The mean of numbers, none missing, corrected once, so that equal numbers have exactly themselves for it. Not finite
 * where these are not, or too large to sum.
 */
export function meanOf(values: Float64Array): number {
  const rough = values.reduce((sum, v) => sum + v, 0) / values.length;
  return rough + values.reduce((sum, v) => sum + (v - rough), 0) / values.length;
}
