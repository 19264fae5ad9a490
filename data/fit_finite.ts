import { DataError } from "../core/errors.ts";
import { checkSize } from "./_rows.ts";
import type { Categorical } from "./categorical.ts";
import { type Finite, finite } from "./finite.ts";

/**
 * One distribution: how often each class occurs, or how much weight it has. Missing values do not count; classes
 * that do not occur keep their level, with probability 0.
 *
 * @example
 * ```ts
 * import { categorical, fitFinite } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const votes = categorical(["a", "b", null, "a", "a"], { levels: ["a", "b", "c"] });
 * assert.deepEqual([...fitFinite(votes).probs], [0.75, 0.25, 0]);
 * ```
 */
export function fitFinite(y: Categorical, weights?: ArrayLike<number>): Finite {
  if (weights) checkSize("weigh classes", weights.length, y.size);
  const mass = new Float64Array(y.levels.length);
  const seen = new Set<number>();
  let total = 0;
  y.codes.forEach((code, i) => {
    if (code < 0) return;
    const weight = weights ? weights[i]! : 1;
    if (!(weight >= 0 && weight < Infinity)) {
      throw new DataError(
        `Cannot weigh classes: row ${i} has weight ${weight}; give finite numbers of at least 0`,
      );
    }
    mass[code]! += weight;
    total += weight;
    seen.add(code);
  });
  if (total === 0) {
    throw new DataError("Cannot fit a distribution: no observed value has a weight; give one class or more");
  }
  const support = [...seen].sort((a, b) => a - b);
  return finite(y.levels, support.map((code) => mass[code]! / total), {
    ordered: y.scitype === "OrderedFactor",
    support: support.map((code) => y.levels[code]!),
  });
}
