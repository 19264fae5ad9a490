/**
 * Meta-algorithms: what is done with models, knowing nothing of what they are. Here they are judged; wrappers that
 * stop, tune and compose them come here too.
 *
 * @module
 */
export type { Interval } from "./_interval.ts";
export type { AnyMeasure, PlainMeasure } from "./_judge.ts";
export { compare, type CompareOptions } from "./compare.ts";
export type { Comparison, Difference, Ranked } from "./comparison.ts";
export { type Entry, evaluate, type EvaluateOptions } from "./evaluate.ts";
export type { Evaluation, Evaluations, Fold, Result } from "./evaluation.ts";
export { EvaluationError, type Failure } from "./evaluation_error.ts";
export { evaluationFromJson } from "./evaluation_from_json.ts";
export type { Pair, Resampling } from "./resampling.ts";
export type { CvParams } from "./resampling/_folds.ts";
export { cv } from "./resampling/cv.ts";
export { holdout, type HoldoutParams } from "./resampling/holdout.ts";
export { inSample } from "./resampling/in_sample.ts";
export { stratifiedCv } from "./resampling/stratified_cv.ts";
export { rowReport, type RowUses } from "./row_report.ts";
