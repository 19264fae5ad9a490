import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { aggregate } from "./aggregate.ts";
import { countPairs, oneAgainstRest } from "./_counts.ts";
import { define, LABELS } from "./_define.ts";

/**
 * The mean over all levels of F₁ = 2 TP / (2 TP + FN + FP), each level against the others. A level that is neither
 * guessed nor true adds nothing and is counted. Pairs with a missing label are left out; if none is left the
 * result is NaN.
 *
 * @example F₁ is 2/3 for "a" and 4/5 for "b".
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { macroF1 } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "a", "b", "b"]);
 * assert.equal(macroF1(categorical(["a", "b", "b", "b"]), truth), (2 / 3 + 4 / 5) / 2);
 * ```
 */
export const macroF1: Measure<Categorical, Categorical> = define(
  {
    id: "macroF1",
    formula: "mean over levels of 2 TP / (2 TP + FN + FP)",
    goal: "max",
    of: "point",
    aggregation: "mean",
    target: LABELS,
  },
  (guess, truth) => {
    const counts = countPairs(guess, truth, { id: "macroF1" });
    if (counts.total === 0) return NaN;
    const scores = truth.levels.map((_, j) => {
      const { hits, guessed, truths } = oneAgainstRest(counts, j);
      return 2 * hits / (guessed + truths); // guessed + truths = 2 TP + FP + FN
    });
    return aggregate(scores, "mean", { skipsNaN: true });
  },
);
