import type { Categorical, Label } from "./categorical.ts";
import type { Finite } from "./finite.ts";
import { pdf } from "./pdf.ts";

/**
 * The natural logarithm of `pdf(d, at)`: −Infinity where a probability is 0, NaN where the class is missing.
 *
 * @example
 * ```ts
 * import { finite, logpdf } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * assert.equal(logpdf(finite(["a", "b"], [0.5, 0.5]), "a")[0], Math.log(0.5));
 * ```
 */
export function logpdf(d: Finite, at: Label | null | Categorical): Float64Array {
  return pdf(d, at).map(Math.log);
}
