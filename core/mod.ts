/**
 * The contracts of attune and the little code that they share. It knows nothing of networks, tables or backends,
 * and imports nothing.
 *
 * @module
 */
export { type Floats, type HostArray, type Shape, sizeOf, type State } from "./array.ts";
export type { Backend, DeviceData, HostExamples, Plan, Program, TrainOptions } from "./backend.ts";
export type { Builder, BuilderInput } from "./builder.ts";
export { type Configured, configured, type Made } from "./configured.ts";
export type { Context, Event, Listener, RunOptions } from "./context.ts";
export {
  DataError,
  DeviceError,
  NotLearnedError,
  SavedError,
  ShapeError,
  UnsupportedError,
} from "./errors.ts";
export type {
  BatchNormLayer,
  Conv2dLayer,
  DenseLayer,
  EmbeddedColumn,
  EntityEmbeddingLayer,
  Expr,
  Finaliser,
  ForeignLayer,
  ForeignParameter,
  Init,
  Layer,
  LossPlan,
  Op,
  Padding,
  Pair,
  Pool2dLayer,
  Rule,
  ScalarFunction,
} from "./layer.ts";
export { checkModel } from "./check_model.ts";
export { checkPredicts } from "./check_predicts.ts";
export { liftReport, liftTraits } from "./lift.ts";
export { contextOf, type FitOptions, type Kept, Machine, type MachineOptions } from "./machine.ts";
export {
  type AnyModel,
  type DataOf,
  type LearnedOf,
  load,
  type LoadOptions,
  type MachineOf,
  type ParamsOf,
} from "./load.ts";
export { type Savable, save } from "./save.ts";
export type { Aggregation, Measure, MeasureOptions } from "./measure.ts";
export type { Learned, Mapper, Model, Predictor, Report, Supervised, Traits, Unsupervised } from "./model.ts";
export { allRows, type Examples, type Observations, type Rows, type Scitype } from "./observations.ts";
export { type Owned, owned, type Owning } from "./owned.ts";
export type { ParamAt, ParamName, ParamPath } from "./param_path.ts";
export { change, type Changes, diff, equal, get, type Kinded, type NoParams } from "./params.ts";
export { type Rng, rng, threefry } from "./rng.ts";
export { restorePart, restoreParts, type RestoringPart } from "./restore_part.ts";
export { checkSaved, joinSaved, partOf, type Saved } from "./saved.ts";
export { fromBytes, toBytes } from "./saved_bytes.ts";
export { checkNames, nearest } from "./names.ts";
export type { Kind } from "./kinds.ts";
export { modelFromJson } from "./model_from_json.ts";
export { modelToJson } from "./model_to_json.ts";
export { fromJsonNumber, type JsonNumber, toJsonNumber } from "./json_number.ts";
export {
  type Field,
  flag,
  integer,
  listOf,
  nested,
  type NumberOptions,
  oneOf,
  real,
  required,
  resolve,
  type SchemaOf,
} from "./schema.ts";
export { aligned, brief, listing, printable, significant } from "./show.ts";
export { countRows, take } from "./take.ts";
export { type Onwards, updateInner } from "./update_inner.ts";
