/** The numbers that are not missing, in order; the very array where none is. */
export function knownAmong(values: Float64Array): Float64Array {
  const known = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) known[count++] = values[i]!;
  return count === values.length ? values : known.slice(0, count);
}
