import { DataError } from "../core/errors.ts";
import type { Measure } from "../core/measure.ts";
import { equal } from "../core/params.ts";
import { aligned, brief, printable } from "../core/show.ts";
import type { Categorical, Label } from "../data/categorical.ts";
import { countPairs, shownCount } from "./_counts.ts";
import { define, OF_LABELS } from "./_define.ts";
import { checkDistinct, placeOf } from "./_labels.ts";

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
  /** Levels and counts in plain JSON, from which `valueFromJson` makes it again. */
  toJSON(): ConfusionMatrixJson;
}

/** A confusion matrix in plain JSON. */
export interface ConfusionMatrixJson {
  /** What it is. */
  readonly kind: "confusionMatrix";
  /** The labels, in the order of rows and columns. */
  readonly levels: readonly Label[];
  /** The counts, row-major: guess by truth. */
  readonly counts: readonly number[];
}

const WHOLE = Object.freeze({ whole: "a confusion matrix" });

/**
 * Counts guesses by truths. Rows of the matrix are guesses, columns truths. Matrices of several folds add up.
 * Missing values and weights: as in counts of pairs.
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
    aliases: ["confmat"],
    formula: "counts, guess by truth",
    goal: "none",
    ...OF_LABELS,
    aggregation: "sum",
    weighted: true,
    combine: ([first, ...others]) => others.reduce((sum, matrix) => sum.plus(matrix), first!),
  },
  (guess, truth, { weights }) =>
    matrixOf(truth.levels, countPairs(guess, truth, { id: "confusionMatrix", weights }).counts),
);

/**
 * A confusion matrix from its parts, which are copied: the levels, and the counts, row-major, guess by truth.
 *
 * @example
 * ```ts
 * import { confusionMatrixOf } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const matrix = confusionMatrixOf(["no", "yes"], [50, 3, 2, 45]);
 * assert.equal(matrix.at("no", "yes"), 3);
 * const { levels, counts } = matrix.toJSON();
 * assert.deepEqual(confusionMatrixOf(levels, counts).counts, matrix.counts);
 * ```
 */
export function confusionMatrixOf(levels: readonly Label[], counts: ArrayLike<number>): ConfusionMatrix {
  checkDistinct(levels, WHOLE);
  const wanted = levels.length ** 2;
  if (counts.length !== wanted) {
    throw new DataError(
      `Cannot make a confusion matrix: there are ${counts.length} counts for ${levels.length} levels; ` +
        `give ${wanted}, row by row`,
      { found: `${counts.length} counts`, wanted: `${wanted} counts` },
    );
  }
  const own = Float64Array.from(counts);
  const bad = own.find((count) => !(count >= 0 && count < Infinity));
  if (bad !== undefined) {
    throw new DataError(
      `Cannot make a confusion matrix: a count is ${bad}; counts are finite and not negative`,
    );
  }
  return matrixOf(Object.freeze([...levels]), own);
}

function matrixOf(levels: readonly Label[], counts: Float64Array): ConfusionMatrix {
  const k = levels.length;
  const matrix: ConfusionMatrix = {
    levels,
    counts,
    at: (guess, truth) => counts[placeOf(guess, levels, WHOLE) * k + placeOf(truth, levels, WHOLE)]!,
    plus: (other) => {
      if (!equal(other.levels, levels)) throw unlike(levels, other.levels);
      return matrixOf(levels, counts.map((count, i) => count + other.counts[i]!));
    },
    toJSON: () => ({ kind: "confusionMatrix", levels, counts: [...counts] }),
  };
  return Object.freeze(printable(matrix, () => show(levels, counts)));
}

function unlike(ours: readonly Label[], theirs: readonly Label[]): DataError {
  return new DataError(
    `Cannot add confusion matrices: one has levels ${brief(ours)}, the other ${brief(theirs)}; ` +
      "both must be the same",
  );
}

function show(levels: readonly Label[], counts: Float64Array): string {
  const k = levels.length;
  const rows = levels.map((level, i) => [
    String(level),
    ...Array.from(counts.subarray(i * k, (i + 1) * k), shownCount),
  ]);
  return aligned([["guess \\ truth", ...levels.map(String)], ...rows]);
}
