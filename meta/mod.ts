/**
 * Meta-algorithms: what is done with models, knowing nothing of what they are. Here they are judged; wrappers that
 * stop, tune and compose them come here too.
 *
 * @module
 */
export type { AnyMeasure, PlainMeasure } from "./_judge.ts";
export { type Entry, evaluate, type EvaluateOptions } from "./evaluate.ts";
export type { Evaluation, Evaluations, Result } from "./evaluation.ts";
export type { Pair, Resampling } from "./resampling.ts";
export type { CvParams } from "./resampling/_folds.ts";
export { cv } from "./resampling/cv.ts";
export { holdout, type HoldoutParams } from "./resampling/holdout.ts";
export { inSample } from "./resampling/in_sample.ts";
export { stratifiedCv } from "./resampling/stratified_cv.ts";
