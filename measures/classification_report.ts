import { type JsonNumber, toJsonNumber } from "../core/json_number.ts";
import type { Measure } from "../core/measure.ts";
import { aligned, printable, significant } from "../core/show.ts";
import type { Categorical, Label } from "../data/categorical.ts";
import { classValues, meanOfClasses, shownCount, tallyOf } from "./_counts.ts";
import { define, OF_LABELS } from "./_define.ts";
import { F1, PRECISION, type Rate, RECALL } from "./_rates.ts";
import { aggregate } from "./aggregate.ts";
import { type ConfusionMatrix, confusionMatrix, type ConfusionMatrixJson } from "./confusion_matrix.ts";
import { type PerClass, type PerClassJson, perClassOf } from "./per_class.ts";

/** How well each class was recognised. Prints as a table. */
export interface ClassificationReport {
  /** The classes, in order. */
  readonly levels: readonly Label[];
  /** Of those guessed to be of a class, the share that is; NaN where none was. */
  readonly precision: PerClass;
  /** Of those of a class, the share that was guessed to be; NaN where there is none. */
  readonly recall: PerClass;
  /** The harmonic mean of both; NaN where a class is neither guessed nor true. */
  readonly f1: PerClass;
  /** How often each class is true, or how much weight it has. */
  readonly support: PerClass;
  /** The share of labels that are right, among the pairs that have both. */
  readonly accuracy: number;
  /** Means over the classes, where NaN adds nothing and is counted. */
  readonly macro: { readonly precision: number; readonly recall: number; readonly f1: number };
  /** The counts that all this is from. */
  readonly matrix: ConfusionMatrix;
  /** All of it in plain JSON, from which `valueFromJson` makes it again. */
  toJSON(): ClassificationReportJson;
}

/** A classification report in plain JSON. */
export interface ClassificationReportJson {
  /** What it is. */
  readonly kind: "classificationReport";
  /** The classes, in order. */
  readonly levels: readonly Label[];
  /** The counts that all this is from, row-major: guess by truth. */
  readonly counts: ConfusionMatrixJson["counts"];
  /** Precision of each class. */
  readonly precision: PerClassJson["values"];
  /** Recall of each class. */
  readonly recall: PerClassJson["values"];
  /** Their harmonic mean, of each class. */
  readonly f1: PerClassJson["values"];
  /** How often each class is true. */
  readonly support: PerClassJson["values"];
  /** The share of labels that are right. */
  readonly accuracy: JsonNumber;
  /** Means over the classes. */
  readonly macro: Readonly<Record<keyof ClassificationReport["macro"], JsonNumber>>;
}

/**
 * Precision, recall, F₁ and support of each class, with accuracy and means over classes. The report of several folds
 * is that of all their pairs together. Missing values and weights: as in counts of pairs.
 *
 * @example One of two cats was taken for a dog.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { classificationReport } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["cat", "cat", "dog", "dog"]);
 * const report = classificationReport(categorical(["cat", "dog", "dog", "dog"]), truth);
 * assert.equal(report.recall.at("cat"), 0.5);
 * const lines = [
 *   "            precision  recall  f1     support",
 *   "cat         1          0.5     0.667  2",
 *   "dog         0.667      1       0.8    2",
 *   "accuracy                       0.75   4",
 *   "macro mean  0.833      0.75    0.733  4",
 * ];
 * assert.equal(String(report), lines.join("\n"));
 * ```
 */
export const classificationReport: Measure<Categorical, Categorical, ClassificationReport> = define(
  {
    id: "classificationReport",
    formula: "precision, recall and F₁ of each level",
    goal: "none",
    ...OF_LABELS,
    aggregation: "sum",
    weighted: true,
    combine: (reports, sizes) =>
      reportOf(confusionMatrix.combine!(reports.map(({ matrix }) => matrix), sizes)),
  },
  (guess, truth, options) => reportOf(confusionMatrix(guess, truth, options)),
);

/** The report of these counts. */
export function reportOf(matrix: ConfusionMatrix): ClassificationReport {
  const { levels } = matrix;
  const counts = { k: levels.length, counts: matrix.counts };
  const perClass = (rate: Pick<Rate, "value">) => perClassOf(levels, classValues(rate, counts));
  const total = aggregate(matrix.counts, "sum");
  const hits = aggregate(levels.map((_, j) => tallyOf(counts, j).tp), "sum");
  const parts = {
    precision: perClass(PRECISION),
    recall: perClass(RECALL),
    f1: perClass(F1),
  };
  const { precision, recall, f1 } = parts;
  const report: ClassificationReport = {
    levels,
    ...parts,
    support: perClass({ value: ({ tp, fn }) => tp + fn }),
    accuracy: hits / total,
    macro: Object.freeze({
      precision: meanOfClasses(precision.values),
      recall: meanOfClasses(recall.values),
      f1: meanOfClasses(f1.values),
    }),
    matrix,
    toJSON: () => json(report),
  };
  return Object.freeze(printable(report, () => show(report, total)));
}

function json(report: ClassificationReport): ClassificationReportJson {
  const { levels, matrix, precision, recall, f1, support, accuracy, macro } = report;
  return {
    kind: "classificationReport",
    levels,
    counts: matrix.toJSON().counts,
    precision: precision.toJSON().values,
    recall: recall.toJSON().values,
    f1: f1.toJSON().values,
    support: support.toJSON().values,
    accuracy: toJsonNumber(accuracy),
    macro: {
      precision: toJsonNumber(macro.precision),
      recall: toJsonNumber(macro.recall),
      f1: toJsonNumber(macro.f1),
    },
  };
}

function show(report: ClassificationReport, total: number): string {
  const { levels, precision, recall, f1, support, accuracy, macro } = report;
  const rows = levels.map((level, j) => [
    String(level),
    ...[precision, recall, f1].map(({ values }) => significant(values[j]!)),
    shownCount(support.values[j]!),
  ]);
  const means = [macro.precision, macro.recall, macro.f1].map((value) => significant(value));
  return aligned([
    ["", "precision", "recall", "f1", "support"],
    ...rows,
    ["accuracy", "", "", significant(accuracy), shownCount(total)],
    ["macro mean", ...means, shownCount(total)],
  ]);
}
