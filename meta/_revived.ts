/** A value of a measure as it was before it was JSON: numbers that JSON cannot spell are spelled as strings. */
export function revived(value: unknown): unknown {
  return value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : value;
}
