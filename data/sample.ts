import { DataError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import type { Categorical } from "./categorical.ts";
import { categoricalOf } from "./categorical_of.ts";
import type { Finite } from "./finite.ts";

/**
 * One class drawn from each distribution. Probabilities need not sum to one: only their ratios count.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { finite, labels, sample } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(labels(sample(finite(["a", "b"], [[1, 0], [0, 7]]), rng(1))), ["a", "b"]);
 * ```
 */
export function sample(d: Finite, rng: Rng): Categorical {
  const k = d.levels.length;
  const codes = new Int32Array(d.size);
  for (let i = 0; i < d.size; i++) codes[i] = draw(d.probs.subarray(i * k, (i + 1) * k), i, rng.uniform());
  return categoricalOf(codes, d.levels, { ordered: d.scitype === "OrderedFactor" });
}

function draw(probs: Finite["probs"], row: number, uniform: number): number {
  let total = 0;
  let last = 0;
  for (let j = 0; j < probs.length; j++) {
    const p = probs[j]!;
    if (!(p >= 0)) throw unusable(row, `the probability ${p} is among them`);
    if (p > 0) last = j;
    total += p;
  }
  if (!(total > 0 && total < Infinity)) throw unusable(row, `they sum to ${total}`);
  let below = 0;
  for (let j = 0; j < last; j++) {
    below += probs[j]!;
    if (uniform * total < below) return j;
  }
  return last; // never a class of probability 0, however the sums round
}

function unusable(row: number, found: string): DataError {
  return new DataError(
    `Cannot draw from row ${row} of the probabilities: ${found}; ` +
      "give finite numbers of at least 0, one of them above it",
  );
}
