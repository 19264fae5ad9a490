import { DataError } from "../core/errors.ts";
import type { Measure } from "../core/measure.ts";
import { aligned, brief, printable } from "../core/show.ts";
import type { Categorical, Label } from "../data/categorical.ts";
import { countPairs } from "./_counts.ts";
import { define, LABELS } from "./_define.ts";

/** How often each label was guessed for each. Prints as a table: rows are guesses, columns truths. */
export interface ConfusionMatrix {
  /** The labels, in the order of rows and columns. */
  readonly levels: readonly Label[];
  /** The counts, row-major: guess by truth. */
  readonly counts: Float64Array;
  /** How often `guess` was guessed where `truth` was true. */
  at(guess: Label, truth: Label): number;
  /** The sum of both, whose levels must be the same. */
  plus(other: ConfusionMatrix): ConfusionMatrix;
}

/**
 * Counts guesses by truths. Rows of the matrix are guesses, columns truths. Pairs with a missing label are left
 * out. Matrices of several folds add up.
 *
 * @example Once "a" was guessed where "b" was true.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { confusionMatrix } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const matrix = confusionMatrix(categorical(["a", "b", "a"]), categorical(["a", "b", "b"]));
 * assert.equal(matrix.at("a", "b"), 1);
 * assert.deepEqual([...matrix.counts], [1, 1, 0, 1]);
 * ```
 */
export const confusionMatrix: Measure<Categorical, Categorical, ConfusionMatrix> = define(
  {
    id: "confusionMatrix",
    formula: "counts, guess by truth",
    goal: "none",
    of: "point",
    aggregation: "sum",
    target: LABELS,
    combine: ([first, ...others]) => others.reduce((sum, matrix) => sum.plus(matrix), first!),
  },
  (guess, truth) => matrixOf(truth.levels, countPairs(guess, truth, { id: "confusionMatrix" }).counts),
);

function matrixOf(levels: readonly Label[], counts: Float64Array): ConfusionMatrix {
  const k = levels.length;
  const matrix: ConfusionMatrix = {
    levels,
    counts,
    at: (guess, truth) => counts[indexOf(levels, guess) * k + indexOf(levels, truth)]!,
    plus: (other) => {
      if (brief(other.levels) !== brief(levels)) {
        throw new DataError(
          `Cannot add confusion matrices: one has levels ${brief(levels)}, the other ${
            brief(other.levels)
          }; ` +
            "both must be the same",
        );
      }
      return matrixOf(levels, counts.map((count, i) => count + other.counts[i]!));
    },
  };
  return Object.freeze(printable(matrix, () => show(levels, counts)));
}

function indexOf(levels: readonly Label[], label: Label): number {
  const index = levels.indexOf(label);
  if (index >= 0) return index;
  throw new RangeError(
    `Cannot look up ${brief(label)} in a confusion matrix: its levels are ${brief(levels)}`,
  );
}

function show(levels: readonly Label[], counts: Float64Array): string {
  const k = levels.length;
  const rows = levels.map((
    level,
    i,
  ) => [String(level), ...Array.from(counts.subarray(i * k, (i + 1) * k), String)]);
  return aligned([["guess \\ truth", ...levels.map(String)], ...rows]);
}
