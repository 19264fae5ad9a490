/**
 * Measures: functions that judge guesses against the truth, guesses first, with traits that say how. They do not
 * train anything: what a network minimises is a loss of `nn`, even where it has the name of a measure.
 *
 * Conventions, for all of them:
 * - A weighted mean is Σ wᵢ vᵢ / n, not over the sum of the weights. A measure without weights refuses them.
 * - A missing truth adds nothing to a mean and is counted in n; measures that count labels or rank leave the pair
 *   out. A guess that is missing (NaN, or no label) where the truth is known makes a mean NaN: a diverged network
 *   must not look good. Measures that count labels leave it out.
 * - Levels of guesses and truth must be the same, in the same order. With two, the second is the positive one.
 * - Of no rows a mean is NaN.
 *
 * `measures()` lists them.
 *
 * @module
 */
export { accuracy } from "./accuracy.ts";
export { aggregate, type AggregateOptions } from "./aggregate.ts";
export { auc, type AucOptions, aucWith } from "./auc.ts";
export { averagePrecision, type AveragePrecisionOptions, averagePrecisionWith } from "./average_precision.ts";
export { balancedAccuracy, type BalancedAccuracyOptions, balancedAccuracyWith } from "./balanced_accuracy.ts";
export { brierLoss, brierScore } from "./brier_loss.ts";
export { type ConfusionMatrix, confusionMatrix } from "./confusion_matrix.ts";
export {
  continuousBoyceIndex,
  type ContinuousBoyceIndexOptions,
  continuousBoyceIndexWith,
} from "./continuous_boyce_index.ts";
export {
  expectedCalibrationError,
  type ExpectedCalibrationErrorOptions,
  expectedCalibrationErrorWith,
} from "./expected_calibration_error.ts";
export {
  crossEntropy,
  logLoss,
  type LogLossOptions,
  logLossWith,
  logScore,
  logScoreWith,
} from "./log_loss.ts";
export { macroF1 } from "./macro_f1.ts";
export { l1, mae } from "./mae.ts";
export { type MarginLossKind, type MarginLossOptions, marginLossWith } from "./margin_loss.ts";
export { type MeasureFilter, measures } from "./measures.ts";
export { misclassificationRate } from "./misclassification_rate.ts";
export { l2, mse } from "./mse.ts";
export {
  precisionAtFixedRecall,
  type PrecisionAtFixedRecallOptions,
  precisionAtFixedRecallWith,
} from "./precision_at_fixed_recall.ts";
export {
  type PrecisionRecallCurve,
  precisionRecallCurve,
  type PrecisionRecallCurveOptions,
  precisionRecallCurveWith,
} from "./precision_recall_curve.ts";
export { rSquared } from "./r_squared.ts";
export { rankedProbabilityScore } from "./ranked_probability_score.ts";
export {
  type ReliabilityCurve,
  reliabilityCurve,
  type ReliabilityCurveOptions,
  reliabilityCurveWith,
} from "./reliability_curve.ts";
export { rms } from "./rms.ts";
export { type RocCurve, rocCurve, type RocCurveOptions, rocCurveWith } from "./roc_curve.ts";
export { sphericalScore } from "./spherical_score.ts";
export { topKAccuracy, type TopKAccuracyOptions, topKAccuracyWith } from "./top_k_accuracy.ts";
export type { Numbers } from "./_targets.ts";
