import type { Measure } from "../core/measure.ts";
import { MARGIN_KINDS } from "./_margins.ts";
import { accuracy } from "./accuracy.ts";
import { auc } from "./auc.ts";
import { averagePrecision } from "./average_precision.ts";
import { balancedAccuracy } from "./balanced_accuracy.ts";
import { brierLoss, brierScore } from "./brier_loss.ts";
import { classificationReport } from "./classification_report.ts";
import { confusionMatrix } from "./confusion_matrix.ts";
import { continuousBoyceIndex } from "./continuous_boyce_index.ts";
import { expectedCalibrationError } from "./expected_calibration_error.ts";
import { explainedVariance } from "./explained_variance.ts";
import { f1 } from "./f_score.ts";
import { falseDiscoveryRate } from "./false_discovery_rate.ts";
import { falseNegative } from "./false_negative.ts";
import { falseNegativeRate } from "./false_negative_rate.ts";
import { falsePositive } from "./false_positive.ts";
import { falsePositiveRate } from "./false_positive_rate.ts";
import { huber } from "./huber.ts";
import { kappa } from "./kappa.ts";
import { logCosh } from "./log_cosh.ts";
import { logLoss, logScore } from "./log_loss.ts";
import { l1Sum, l2Sum } from "./lp_sum_loss.ts";
import { macroF1 } from "./macro_f1.ts";
import { macroPrecision } from "./macro_precision.ts";
import { macroRecall } from "./macro_recall.ts";
import { mae } from "./mae.ts";
import { mape } from "./mape.ts";
import { marginLossWith } from "./margin_loss.ts";
import { matthewsCorrelation } from "./matthews_correlation.ts";
import { maxError } from "./max_error.ts";
import { medianAbsoluteError } from "./median_absolute_error.ts";
import { microF1 } from "./micro_f1.ts";
import { misclassificationRate } from "./misclassification_rate.ts";
import { mse } from "./mse.ts";
import { negativePredictiveValue } from "./negative_predictive_value.ts";
import { precision } from "./precision.ts";
import { precisionAtFixedRecall } from "./precision_at_fixed_recall.ts";
import { precisionRecallCurve } from "./precision_recall_curve.ts";
import { quantileLoss } from "./quantile_loss.ts";
import { rSquared } from "./r_squared.ts";
import { rankedProbabilityScore } from "./ranked_probability_score.ts";
import { recall } from "./recall.ts";
import { reliabilityCurve } from "./reliability_curve.ts";
import { rms } from "./rms.ts";
import { rmsl } from "./rmsl.ts";
import { rmslp1 } from "./rmslp1.ts";
import { rmsp } from "./rmsp.ts";
import { rocCurve } from "./roc_curve.ts";
import { specificity } from "./specificity.ts";
import { sphericalScore } from "./spherical_score.ts";
import { topKAccuracy } from "./top_k_accuracy.ts";
import { trueNegative } from "./true_negative.ts";
import { truePositive } from "./true_positive.ts";
import { willmottD } from "./willmott_d.ts";

type Group = "numbers" | "labels" | "distributions" | "margins" | "curves";

/** All predefined measures, the usual ones of each group first. What is exported as a measure stands here. */
export const CATALOGUE: Readonly<Record<Group, readonly Measure<never, never, unknown>[]>> = Object.freeze({
  numbers: [
    mae,
    mse,
    rms,
    mape,
    rmsp,
    rmsl,
    rmslp1,
    logCosh,
    huber,
    quantileLoss,
    medianAbsoluteError,
    maxError,
    l1Sum,
    l2Sum,
    rSquared,
    explainedVariance,
    willmottD,
  ],
  labels: [
    accuracy,
    misclassificationRate,
    balancedAccuracy,
    kappa,
    matthewsCorrelation,
    f1,
    macroF1,
    microF1,
    precision,
    recall,
    specificity,
    negativePredictiveValue,
    falsePositiveRate,
    falseNegativeRate,
    falseDiscoveryRate,
    macroPrecision,
    macroRecall,
    truePositive,
    trueNegative,
    falsePositive,
    falseNegative,
    confusionMatrix,
    classificationReport,
  ],
  distributions: [
    logLoss,
    logScore,
    brierLoss,
    brierScore,
    sphericalScore,
    rankedProbabilityScore,
    topKAccuracy,
    auc,
    averagePrecision,
    precisionAtFixedRecall,
    continuousBoyceIndex,
    expectedCalibrationError,
  ],
  margins: MARGIN_KINDS.map((kind) => marginLossWith({ kind })),
  curves: [
    rocCurve,
    precisionRecallCurve,
    reliabilityCurve,
  ],
});
