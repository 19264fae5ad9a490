import type { Label } from "./categorical.ts";
import type { Finite } from "./finite.ts";
import { mode } from "./mode.ts";

/**
 * The likeliest classes of each distribution, more than one where they tie, in the order of the levels.
 *
 * @example
 * ```ts
 * import { finite, modes } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(modes(finite(["a", "b", "c"], [0.4, 0.2, 0.4])), [["a", "c"]]);
 * ```
 */
export function modes(d: Finite): readonly (readonly Label[])[] {
  const k = d.levels.length;
  return Array.from(mode(d).codes, (best, i) => {
    const most = d.probs[i * k + best]!;
    return d.levels.filter((_, j) => d.probs[i * k + j] === most);
  });
}
