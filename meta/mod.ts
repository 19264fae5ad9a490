/**
 * Meta-algorithms: what is done with models, knowing nothing of what they are. Here they are judged, composed, stopped and
 * tuned.
 *
 * @module
 */
export type { Interval } from "./_interval.ts";
export type { Thresholds } from "./_thresholds.ts";
export type { ThresholdMeasure } from "./_tune_threshold.ts";
export type { AnyMeasure, PlainMeasure } from "./_judge.ts";
export {
  type Balanced,
  balanced,
  type BalancedParams,
  type BalancedReport,
  type LearnedBalanced,
} from "./balanced.ts";
export {
  type Calibrated,
  calibrated,
  type CalibratedParams,
  type CalibratedReport,
  type LearnedCalibrated,
} from "./calibrated.ts";
export { type BalancedBagging, balancedBagging, type BalancedBaggingParams } from "./balanced_bagging.ts";
export { compare, type CompareOptions } from "./compare.ts";
export type { Comparison, Difference, Ranked } from "./comparison.ts";
export { type Ensemble, ensemble, type EnsembleParams } from "./ensemble.ts";
export type { EnsembleModel } from "./_ensemble_kind.ts";
export { type Entry, evaluate, type EvaluateOptions } from "./evaluate.ts";
export type { Evaluation, Evaluations, Fold, Result } from "./evaluation.ts";
export { EvaluationError, type Failure } from "./evaluation_error.ts";
export { evaluationFromJson } from "./evaluation_from_json.ts";
export { type NamedPipeline, pipeline, type PipelineParams, type PredictingPipeline } from "./pipeline.ts";
export type { Step } from "./_pipeline_steps.ts";
export type { EnsembleReport, LearnedEnsemble } from "./learned_ensemble.ts";
export type { LearnedStack, StackReport } from "./learned_stack.ts";
export type { OutOfBag } from "./_out_of_bag.ts";
export {
  type ColumnImportance,
  type PermutationImportance,
  permutationImportance,
  type PermutationImportanceOptions,
} from "./permutation_importance.ts";
export {
  type EliminationReport,
  type LearnedElimination,
  type RecursiveFeatureElimination,
  recursiveFeatureElimination,
  type RecursiveFeatureEliminationParams,
} from "./recursive_feature_elimination.ts";
export type { Control, ControlMembers, ControlOf, Need, Run } from "./control.ts";
export { type Controlled, controlled, type ControlledOptions, type ControlRecord } from "./controlled.ts";
export type { DoOptions, DoParams } from "./controls/_do_with.ts";
export type { Message } from "./controls/_message.ts";
export type { Cycling } from "./controls/_cycle_rates.ts";
export { callback } from "./controls/callback.ts";
export { cycleLearningRate, type CycleLearningRateParams } from "./controls/cycle_learning_rate.ts";
export { delayed, type DelayedParams } from "./controls/delayed.ts";
export { error, type ErrorParams } from "./controls/error.ts";
export { feed, type FeedParams } from "./controls/feed.ts";
export { info, type InfoParams } from "./controls/info.ts";
export { louder, type LouderParams } from "./controls/louder.ts";
export { saveSnapshots, type SaveSnapshotsParams } from "./controls/save_snapshots.ts";
export { skip, type SkipParams } from "./controls/skip.ts";
export { warn, type WarnParams } from "./controls/warn.ts";
export { withEvaluationDo } from "./controls/with_evaluation_do.ts";
export { withIterationsDo } from "./controls/with_iterations_do.ts";
export { withLearnedDo } from "./controls/with_learned_do.ts";
export { withLossDo } from "./controls/with_loss_do.ts";
export { withMachineDo } from "./controls/with_machine_do.ts";
export { withModelDo } from "./controls/with_model_do.ts";
export { withNumberDo } from "./controls/with_number_do.ts";
export { withReportDo } from "./controls/with_report_do.ts";
export { withStateDo, type WithStateDoParams } from "./controls/with_state_do.ts";
export { withTrainingLossesDo } from "./controls/with_training_losses_do.ts";
export { composite, type CompositeParams } from "./controls/composite.ts";
export { gl, type GlParams } from "./controls/gl.ts";
export { invalidValue } from "./controls/invalid_value.ts";
export { keepBest } from "./controls/keep_best.ts";
export { lossBelow, type LossBelowParams } from "./controls/loss_below.ts";
export { numberLimit, type NumberLimitParams } from "./controls/number_limit.ts";
export { numberSinceBest, type NumberSinceBestParams } from "./controls/number_since_best.ts";
export { patience, type PatienceParams } from "./controls/patience.ts";
export { pq, type PqParams } from "./controls/pq.ts";
export { step, type StepParams } from "./controls/step.ts";
export { timeLimit, type TimeLimitParams } from "./controls/time_limit.ts";
export {
  type Iterated,
  iterated,
  type IteratedParams,
  type IteratedReport,
  type LearnedIterated,
} from "./iterated.ts";
export type { Judgement, Measured } from "./judgement.ts";
export type { AnyMachine, Trainable } from "./trainable.ts";
export type { Pair, Resampling, ResamplingOf } from "./resampling.ts";
export type { CvParams } from "./resampling/_folds.ts";
export type { Groups } from "./resampling/_groups.ts";
export { bootstrap, type BootstrapParams } from "./resampling/bootstrap.ts";
export { cv } from "./resampling/cv.ts";
export { groupCv, type GroupCvParams } from "./resampling/group_cv.ts";
export { holdout, type HoldoutParams } from "./resampling/holdout.ts";
export { inSample } from "./resampling/in_sample.ts";
export { leaveOneGroupOut, type LeaveOneGroupOutParams } from "./resampling/leave_one_group_out.ts";
export { leaveOneOut } from "./resampling/leave_one_out.ts";
export { repeated, type RepeatedParams } from "./resampling/repeated.ts";
export { stratifiedCv } from "./resampling/stratified_cv.ts";
export { timeSeriesCv, type TimeSeriesCvParams } from "./resampling/time_series_cv.ts";
export type { FunctionPair, TargetTransformer } from "./_target_mapper.ts";
export { transformedTarget, type TransformedTargetParams } from "./transformed_target.ts";
export { rowReport, type RowUses } from "./row_report.ts";
export { type Stack, stack, type StackOptions, type StackParams } from "./stack.ts";
export {
  type LearnedThreshold,
  type Threshold,
  threshold,
  type ThresholdParams,
  type ThresholdReport,
} from "./threshold.ts";
export { fileStore } from "./file_store.ts";
export { type Moment, type Snapshot, type Snapshots, snapshots, type SnapshotsOptions } from "./snapshots.ts";
export type { Store } from "./store.ts";
export type { NominalRange, NominalRangeMembers, NominalRangeParams } from "./nominal_range.ts";
export type { NumericRange, NumericRangeMembers, NumericRangeParams } from "./numeric_range.ts";
export {
  type BoundsOf,
  isNumericRange,
  type NominalRangeOptions,
  type NumericRangeOptions,
  type Range,
  range,
} from "./range.ts";
export type { Scale } from "./_scale.ts";
export type { HistoryEntry, LearningCurve, SearchTable } from "./history.ts";
export type { JournalEntry } from "./journal.ts";
export type { Search, Searching, SearchOf, Space, Trial, TrialResult } from "./search.ts";
export type { Goal, Selection } from "./selection.ts";
export { type LeastLoss, leastLoss, type LeastLossParams } from "./selection/least_loss.ts";
export {
  type OneStandardError,
  oneStandardError,
  type OneStandardErrorParams,
} from "./selection/one_standard_error.ts";
export {
  type LearnedTuned,
  type Tuned,
  tuned,
  type TunedOptions,
  type TunedParams,
  type TunedReport,
} from "./tuned.ts";
export { TuningError } from "./tuning_error.ts";
export { learningCurve, type LearningCurveOptions } from "./learning_curve.ts";
export { type Candidate, explicit, type ExplicitParams } from "./search/explicit.ts";
export { grid, type GridParams } from "./search/grid.ts";
export { latinHypercube, type LatinHypercubeParams } from "./search/latin_hypercube.ts";
export { sobol } from "./search/sobol.ts";
export { type JournalSearch, readJournal } from "./read_journal.ts";
export type { HalvingParams } from "./search/_ladder.ts";
export { hyperband, type HyperbandParams } from "./search/hyperband.ts";
export { successiveHalving, type SuccessiveHalvingParams } from "./search/successive_halving.ts";
export { tpe, type TpeParams } from "./search/tpe.ts";
export type {
  Distribution,
  DistributionName,
  IntervalDistribution,
  PlacedDistribution,
} from "./distribution.ts";
export { randomSearch, type RandomSearchParams } from "./search/random_search.ts";
