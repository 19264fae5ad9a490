import type { Label } from "../../data/mod.ts";

/** What the records that are run hold; each has some of it. */
export interface Input {
  readonly yhat?: readonly (Label | null)[];
  readonly y?: readonly (Label | null)[];
  readonly w?: readonly number[];
  readonly levels?: readonly Label[];
  readonly probs?: readonly (readonly number[])[];
  readonly scores?: readonly number[];
  readonly positive?: Label;
  readonly A?: readonly (readonly number[])[];
  readonly yhat_rows?: readonly (readonly number[])[];
  readonly y_rows?: readonly (readonly number[])[];
  readonly x?: readonly (number | "NaN" | null)[];
  readonly skipnan?: boolean;
}

/** One record of the oracle. */
export interface OracleRecord {
  readonly area: string;
  readonly case: string;
  readonly input: unknown;
  readonly expected: unknown;
  readonly source: string;
  readonly tol?: number;
}

/** Records of measures that are not built yet: area, then cases. A case stands once for each record of that name. */
export const LATER: Readonly<Record<string, readonly string[]>> = {
  "measures/continuous": [
    "LPLoss(p=2.5)",
    "LPSumLoss(p=2)",
    "rmsl",
    "rmslp1 (offset=1)",
    "rmsp",
    "log_cosh",
    "willmott_d",
    "willmott_d constant zero truth, zero predictions",
    "willmott_d constant zero truth, nonzero predictions",
  ],
  "measures/finite": [
    "matthews_correlation",
    "matthews_correlation from 2x2 matrix",
    "kappa binary",
    "kappa 5 classes",
    "kappa perfect agreement",
    "precision",
    "recall",
    "precision rev=true (positive = first level)",
    "true_positive",
    "true_negative",
    "false_negative",
    "fpr",
    "npv",
    "FScore with 3 levels",
    "true_positive",
    "true_negative",
    "false_negative",
    "true_negative_rate",
    "false_positive_rate",
    "false_negative_rate",
    "false_discovery_rate",
    "positive_predictive_value",
    "multiclass true negatives",
    "multiclass false positives",
    "multiclass precision, no average",
    "multiclass f1, no average",
    "multiclass tnr, no average",
    "multiclass fpr, no average",
    "multiclass precision, macro",
    "multiclass precision, no average, class weights {0:0,1:1,2:2}",
    "multiclass precision, macro, class weights {0:0,1:1,2:2}",
    "multiclass f1, no average, class weights {0:0,1:1,2:2}",
    "multiclass f1, macro, class weights {0:0,1:1,2:2}",
    "multiclass precision, micro",
    "multiclass f1, micro",
    "f1 no average, class weights a7 b5 c2 d0",
    "f1 macro, class weights",
    "FScore(beta=1/3) macro",
    "FScore(beta=1/3) no average, class weights a7 b5 c2 d0",
    "FScore(beta=1/3) macro, class weights",
    "FScore(beta=1/3) micro (class weights ignored with warning)",
    "precision macro",
    "precision macro weighted",
    "precision micro",
    "recall macro weighted",
    "rev and perm together",
  ],
  "measures/aggregate": [
    "IMean skipnan weighted",
    "IMean skipnan",
    "RootMean(2.5) skipnan",
    "weighted() in Sum/Mean/IMean mode, first three non-missing",
    "weighted() in RootMean mode, first three non-missing",
  ],
  "measures/weights": [
    "class weights only",
    "class and sample weights",
  ],
};
