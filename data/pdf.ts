import { checkSize, unknownLabel } from "./_rows.ts";
import type { Categorical, Label } from "./categorical.ts";
import type { Finite } from "./finite.ts";

/**
 * The probability that each distribution gives to a class: the same class everywhere, or to each row its own. NaN
 * where the class is missing.
 *
 * @example
 * ```ts
 * import { categorical, finite, pdf } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const sky = finite(["blue", "grey"], [[0.75, 0.25], [0.5, 0.5]]);
 * assert.deepEqual([...pdf(sky, "grey")], [0.25, 0.5]);
 * assert.deepEqual([...pdf(sky, categorical(["blue", "grey"]))], [0.75, 0.5]);
 * ```
 */
export function pdf(d: Finite, at: Label | null | Categorical): Float64Array {
  const k = d.levels.length;
  const found = new Float64Array(d.size);
  const codes = codesOf(d, at);
  for (let i = 0; i < d.size; i++) {
    const code = codes(i);
    found[i] = code < 0 ? NaN : d.probs[i * k + code]!;
  }
  return found;
}

function codesOf(d: Finite, at: Label | null | Categorical): (row: number) => number {
  if (at === null) return () => -1;
  if (typeof at !== "object") {
    const code = codeOf(d, at);
    return () => code;
  }
  checkSize("look up probabilities", at.size, d.size);
  // Pools may list the same labels in another order, and levels that no row has may be unknown here.
  const codes = new Int32Array(at.levels.length).fill(-1);
  for (const code of new Set(at.codes)) if (code >= 0) codes[code] = codeOf(d, at.levels[code]!);
  return (row) => at.codes[row]! < 0 ? -1 : codes[at.codes[row]!]!;
}

function codeOf(d: Finite, label: Label): number {
  const code = d.levels.indexOf(label);
  if (code < 0) throw unknownLabel("look up probabilities", label, d.levels);
  return code;
}
