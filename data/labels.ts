import type { Categorical, Label } from "./categorical.ts";

/**
 * The labels of a column of classes, null where a value is missing.
 *
 * @example
 * ```ts
 * import { categorical, labels } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(labels(categorical(["b", null, "a"])), ["b", null, "a"]);
 * ```
 */
export function labels(column: Categorical): (Label | null)[] {
  return Array.from(column.codes, (code) => column.levels[code] ?? null);
}
