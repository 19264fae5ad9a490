import type { Measure } from "../core/measure.ts";
import { accuracy } from "./accuracy.ts";
import { auc } from "./auc.ts";
import { averagePrecision } from "./average_precision.ts";
import { balancedAccuracy } from "./balanced_accuracy.ts";
import { brierLoss, brierScore } from "./brier_loss.ts";
import { confusionMatrix } from "./confusion_matrix.ts";
import { continuousBoyceIndex } from "./continuous_boyce_index.ts";
import { expectedCalibrationError } from "./expected_calibration_error.ts";
import { logLoss, logScore } from "./log_loss.ts";
import { macroF1 } from "./macro_f1.ts";
import { mae } from "./mae.ts";
import { type MarginLossKind, marginLossWith } from "./margin_loss.ts";
import { MARGIN_LOSSES } from "./_margins.ts";
import { misclassificationRate } from "./misclassification_rate.ts";
import { mse } from "./mse.ts";
import { precisionAtFixedRecall } from "./precision_at_fixed_recall.ts";
import { precisionRecallCurve } from "./precision_recall_curve.ts";
import { rankedProbabilityScore } from "./ranked_probability_score.ts";
import { reliabilityCurve } from "./reliability_curve.ts";
import { rms } from "./rms.ts";
import { rocCurve } from "./roc_curve.ts";
import { rSquared } from "./r_squared.ts";
import { sphericalScore } from "./spherical_score.ts";
import { topKAccuracy } from "./top_k_accuracy.ts";

type Group = "numbers" | "labels" | "distributions" | "margins" | "curves";

// The keys of a record of rules are its kinds, which the compiler only knows as strings.
const MARGIN_KINDS = Object.keys(MARGIN_LOSSES) as readonly MarginLossKind[];

/** All predefined measures, the usual ones of each group first. What is exported as a measure stands here. */
export const CATALOGUE: Readonly<Record<Group, readonly Measure<never, never, unknown>[]>> = Object.freeze({
  numbers: [
    mae,
    mse,
    rms,
    rSquared,
  ],
  labels: [
    accuracy,
    misclassificationRate,
    balancedAccuracy,
    macroF1,
    confusionMatrix,
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
