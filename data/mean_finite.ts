import { DataError } from "../core/errors.ts";
import { type Finite, finite } from "./finite.ts";

/**
 * The mean, row by row, of several columns of distributions over the same levels: how an ensemble votes.
 *
 * @example
 * ```ts
 * import { finite, meanFinite } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const sure = finite(["a", "b"], [1, 0]);
 * const torn = finite(["a", "b"], [0.5, 0.5]);
 * assert.deepEqual([...meanFinite([sure, torn]).probs], [0.75, 0.25]);
 * ```
 */
export function meanFinite(members: readonly Finite[]): Finite {
  const [first] = members;
  if (!first) throw new DataError("Cannot average distributions: none are given; give one column or more");
  const sum = new Float64Array(first.probs.length);
  const support = new Set(first.support);
  for (const [m, member] of members.entries()) {
    checkAlike(first, member, m);
    for (let i = 0; i < sum.length; i++) sum[i]! += member.probs[i]!;
    member.support.forEach((label) => support.add(label));
  }
  const mean = sum.map((total) => total / members.length);
  const narrow = members.every(({ probs }) => probs instanceof Float32Array);
  return within(first, narrow ? Float32Array.from(mean) : mean, support);
}

// All levels are given with their probabilities, so the support is that of the members only if it is said.
function within(like: Finite, probs: Finite["probs"], support: ReadonlySet<unknown>): Finite {
  const ordered = like.scitype === "OrderedFactor";
  const codes = like.levels.map((_, code) => code).filter((code) => support.has(like.levels[code]));
  const k = like.levels.length;
  const some = probs.filter((_, i) => codes.includes(i % k));
  return finite(like.levels, some, { ordered, support: codes.map((code) => like.levels[code]!) });
}

function checkAlike(first: Finite, other: Finite, index: number): void {
  const levels = first.levels.length === other.levels.length &&
    first.levels.every((label, j) => label === other.levels[j]);
  if (levels && first.size === other.size) return;
  const found = levels
    ? `column ${index} has ${other.size} rows, the first ${first.size}`
    : `column ${index} has the levels ${other.levels.join(", ")}, the first ${first.levels.join(", ")}`;
  throw new DataError(`Cannot average distributions: ${found}; give columns of the same rows and levels`);
}
