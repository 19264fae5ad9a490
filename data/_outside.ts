import { DataError } from "../core/errors.ts";

/** The error of a number that is no brightness. */
export function outside(where: string, value: unknown, max: number): DataError {
  const number = typeof value === "number";
  const hint = max === 1 && number && value > 1
    ? "say which number is full brightness, e.g. { max: 255 }"
    : `give numbers in [0, ${max}]`;
  return new DataError(
    `Cannot make images: ${where} holds ${
      number ? value : typeof value
    }, not a number in [0, ${max}]; ${hint}`,
    { found: String(value), wanted: `a number in [0, ${max}]` },
  );
}
