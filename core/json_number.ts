/** A number in JSON, which has no NaN and no infinity: they are spelled. */
export type JsonNumber = number | "NaN" | "Infinity" | "-Infinity";

/** A number as JSON can have it. */
export function toJsonNumber(value: number): JsonNumber {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

/** The number that was spelled, if it was; anything else as it is. */
export function fromJsonNumber(plain: unknown): unknown {
  return plain === "NaN" || plain === "Infinity" || plain === "-Infinity" ? Number(plain) : plain;
}
