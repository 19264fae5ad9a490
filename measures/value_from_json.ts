import { fromJsonNumber } from "../core/json_number.ts";
import { brokenPart, type PlainParts, plainParts } from "./_plain_parts.ts";
import { reportOf } from "./classification_report.ts";
import { type ConfusionMatrix, confusionMatrixOf } from "./confusion_matrix.ts";
import { perClassOf } from "./per_class.ts";
import { precisionRecallCurveOf } from "./precision_recall_curve.ts";
import { reliabilityCurveOf } from "./reliability_curve.ts";
import { type RocCurve, rocCurveOf } from "./roc_curve.ts";

/**
 * What a measure gave, from what JSON made of it: confusion matrices, values of classes, classification reports and
 * curves, which are told by their `kind`; numbers, of which NaN and the infinities are spelled as strings, in lists and records
 * as well. Anything else comes back as it is. Throws a SavedError for what claims to be of such a kind and is not.
 *
 * @example Out and in again.
 * ```ts
 * import { type ConfusionMatrix, confusionMatrixOf, valueFromJson } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const matrix = confusionMatrixOf(["no", "yes"], [50, 3, 2, 45]);
 * const again = valueFromJson(JSON.parse(JSON.stringify(matrix))) as ConfusionMatrix;
 * assert.equal(again.at("no", "yes"), 3);
 * assert.equal(String(again), String(matrix));
 * assert.equal(valueFromJson("-Infinity"), -Infinity);
 * ```
 */
export function valueFromJson(json: unknown): unknown {
  if (typeof json !== "object" || json === null) return fromJsonNumber(json);
  if (Array.isArray(json)) return json.map(valueFromJson);
  const kind: unknown = Reflect.get(json, "kind");
  if (typeof kind !== "string" || !Object.hasOwn(READERS, kind)) {
    return Object.fromEntries(Object.entries(json).map(([name, member]) => [name, valueFromJson(member)]));
  }
  try {
    return READERS[kind]!(plainParts(kind, json));
  } catch (error) {
    throw error instanceof RangeError ? brokenPart(kind, error.message) : error;
  }
}

const READERS: Readonly<Record<string, (parts: PlainParts) => unknown>> = Object.freeze({
  confusionMatrix: matrix,
  perClass: (parts) => perClassOf(parts.labels("levels"), parts.numbers("values")),
  classificationReport: (parts) => reportOf(matrix(parts)),
  rocCurve: (parts) =>
    rocCurveOf({
      ...sides(parts),
      falsePositiveRates: parts.numbers("falsePositiveRates"),
      truePositiveRates: parts.numbers("truePositiveRates"),
      thresholds: parts.numbers("thresholds"),
    }),
  precisionRecallCurve: (parts) =>
    precisionRecallCurveOf({
      ...sides(parts),
      recalls: parts.numbers("recalls"),
      precisions: parts.numbers("precisions"),
      thresholds: parts.numbers("thresholds"),
    }),
  reliabilityCurve: (parts) =>
    reliabilityCurveOf({
      confidences: parts.numbers("confidences"),
      frequencies: parts.numbers("frequencies"),
      counts: parts.numbers("counts"),
    }),
});

function matrix(parts: PlainParts): ConfusionMatrix {
  return confusionMatrixOf(parts.labels("levels"), parts.numbers("counts"));
}

function sides(parts: PlainParts): Pick<RocCurve, "positives" | "negatives"> {
  return { positives: parts.number("positives"), negatives: parts.number("negatives") };
}
