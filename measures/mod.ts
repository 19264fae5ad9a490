/**
 * Measures: functions that judge guesses against the truth, guesses first, with traits that say how. They do not
 * train anything: what a network minimises is a loss of `nn`, even where it has the name of a measure. Where a measure
 * is wanted, a plain function of guesses and truth will do; `defineMeasure` gives it a name, a goal, and its checks.
 *
 * Conventions, which the documentation of each measure refers to:
 * - Weights are of rows, `weights`, one a row, and of classes, `classWeights`, one for each level of the truth under
 *   its name. A measure that does not take them refuses them.
 * - Means over rows are Σ wᵢ vᵢ / n, not over the sum of the weights, where wᵢ is the weight of the row times that of
 *   its class; of no rows they are NaN. Root means and sums go alike. A missing truth adds nothing and is counted
 *   in n. A guess that is missing (NaN, or no label) where the truth is known makes the mean NaN: a diverged network
 *   must not look good. Tables of numeric targets are matched by name, and their values made one per row as the rows are.
 * - Counts of pairs leave out pairs in which a label is missing, and count others by the weight of their row. What is
 *   divided by nothing is NaN. A mean over levels is Σ wₖ vₖ / k by the weights of classes, where a level without a
 *   value (NaN) adds nothing and is counted in k; NaN if no level has one.
 * - Measures of all rows at once (medians, variances, ranks, curves) leave out rows whose truth is missing or whose
 *   weight is 0; a guess of NaN in another row makes them NaN. Weights count wherever rows are counted or added up.
 * - Guesses and truths of another kind than a measure judges (a table for a column, labels for distributions) are
 *   refused by a DataError that says what would do.
 * - Levels of guesses and truth must be the same, in the same order. With two, the second is the positive one.
 *
 * `measures()` lists them. What they give becomes JSON, and comes back by `valueFromJson`.
 *
 * @module
 */
export { accuracy } from "./accuracy.ts";
export { aggregate, type AggregateOptions } from "./aggregate.ts";
export { auc, type AucOptions, aucWith } from "./auc.ts";
export { averagePrecision, type AveragePrecisionOptions, averagePrecisionWith } from "./average_precision.ts";
export { balancedAccuracy, type BalancedAccuracyOptions, balancedAccuracyWith } from "./balanced_accuracy.ts";
export { brierLoss, brierScore } from "./brier_loss.ts";
export {
  type ClassificationReport,
  classificationReport,
  type ClassificationReportJson,
} from "./classification_report.ts";
export {
  type ConfusionMatrix,
  confusionMatrix,
  type ConfusionMatrixJson,
  confusionMatrixOf,
} from "./confusion_matrix.ts";
export {
  continuousBoyceIndex,
  type ContinuousBoyceIndexOptions,
  continuousBoyceIndexWith,
} from "./continuous_boyce_index.ts";
export { defineMeasure, type MeasureTraits } from "./define_measure.ts";
export {
  expectedCalibrationError,
  type ExpectedCalibrationErrorOptions,
  expectedCalibrationErrorWith,
} from "./expected_calibration_error.ts";
export { explainedVariance } from "./explained_variance.ts";
export { f1, type FScoreOptions, fScoreWith } from "./f_score.ts";
export { falseDiscoveryRate, falseDiscoveryRateWith } from "./false_discovery_rate.ts";
export { falseNegative, falseNegativeWith } from "./false_negative.ts";
export { falseNegativeRate, falseNegativeRateWith } from "./false_negative_rate.ts";
export { falsePositive, falsePositiveWith } from "./false_positive.ts";
export { falsePositiveRate, falsePositiveRateWith } from "./false_positive_rate.ts";
export { huber, type HuberOptions, huberWith } from "./huber.ts";
export { kappa, type KappaOptions, kappaWith } from "./kappa.ts";
export { logCosh } from "./log_cosh.ts";
export {
  crossEntropy,
  logLoss,
  type LogLossOptions,
  logLossWith,
  logScore,
  logScoreWith,
} from "./log_loss.ts";
export { lpLossWith, type LpOptions } from "./lp_loss.ts";
export { l1Sum, l2Sum, lpSumLossWith } from "./lp_sum_loss.ts";
export { macroF1 } from "./macro_f1.ts";
export { macroPrecision } from "./macro_precision.ts";
export { macroRecall } from "./macro_recall.ts";
export { l1, mae } from "./mae.ts";
export { mape, mapeWith, type ProportionalOptions } from "./mape.ts";
export { type MarginLossKind, type MarginLossOptions, marginLossWith } from "./margin_loss.ts";
export { matthewsCorrelation, mcc } from "./matthews_correlation.ts";
export { maxError } from "./max_error.ts";
export { type MeasureFilter, measures } from "./measures.ts";
export { medianAbsoluteError } from "./median_absolute_error.ts";
export { microF1 } from "./micro_f1.ts";
export { misclassificationRate } from "./misclassification_rate.ts";
export { l2, mse } from "./mse.ts";
export { multitarget, type MultitargetOptions } from "./multitarget.ts";
export { negativePredictiveValue, negativePredictiveValueWith } from "./negative_predictive_value.ts";
export { type PerClass, type PerClassJson, perClassOf } from "./per_class.ts";
export { positivePredictiveValue, precision, precisionWith } from "./precision.ts";
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
export { quantileLoss, type QuantileLossOptions, quantileLossWith } from "./quantile_loss.ts";
export { rSquared } from "./r_squared.ts";
export { rankedProbabilityScore } from "./ranked_probability_score.ts";
export { recall, recallWith, sensitivity, truePositiveRate } from "./recall.ts";
export {
  type ReliabilityCurve,
  reliabilityCurve,
  type ReliabilityCurveOptions,
  reliabilityCurveWith,
} from "./reliability_curve.ts";
export { rms, rmse } from "./rms.ts";
export { rmsl } from "./rmsl.ts";
export { rmslp1, type RmslpOptions, rmslpWith } from "./rmslp1.ts";
export { rmsp, rmspWith } from "./rmsp.ts";
export { type RocCurve, rocCurve, type RocCurveOptions, rocCurveWith } from "./roc_curve.ts";
export { specificity, specificityWith, trueNegativeRate } from "./specificity.ts";
export { sphericalScore } from "./spherical_score.ts";
export { topKAccuracy, type TopKAccuracyOptions, topKAccuracyWith } from "./top_k_accuracy.ts";
export { trueNegative, trueNegativeWith } from "./true_negative.ts";
export { truePositive, truePositiveWith } from "./true_positive.ts";
export { valueFromJson } from "./value_from_json.ts";
export { willmottD } from "./willmott_d.ts";
export type { RateFactory } from "./_by_average.ts";
export type { Average, RateOptions } from "./_rate_options.ts";
export type { CurveJson } from "./_curve.ts";
export type { Numbers } from "./_targets.ts";
