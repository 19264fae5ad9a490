import type { Configured } from "./configured.ts";
import type { Context } from "./context.ts";
import type { Examples, Rows, Scitype } from "./observations.ts";
import type { Changes } from "./params.ts";
import type { Saved } from "./saved.ts";

/** What a model says of itself, for wrappers and checks. */
export interface Traits {
  /** Scitypes that input columns may have. */
  readonly input?: readonly Scitype[];
  /** Scitypes that the target may have. */
  readonly target?: readonly Scitype[];
  /** Whether predictions are single guesses or distributions over them. Absent: it makes no predictions. */
  readonly prediction?: "point" | "distribution";
  /** Path of the hyperparameter that counts iterations, where there is one. */
  readonly iteration?: string;
  /** Paths of hyperparameters whose change does not force a fresh fit. */
  readonly warm?: readonly string[];
  /** Whether row weights reach the fit. */
  readonly weights?: boolean;
  /** Whether a fit judges some of its rows by what it learned from others, so that no row may be there twice. */
  readonly holdsOut?: boolean;
}

/** What a fit has to tell. */
export interface Report {
  /** Mean training loss of each iteration so far, for models that iterate. */
  readonly losses?: readonly number[];
  /** Rows that a fit used apart, e.g. to stop by: names of their uses to row numbers within the data that it was given. */
  readonly rows?: Readonly<Record<string, Rows>>;
  /** Whatever else the model reports. */
  readonly [name: string]: unknown;
}

/** What was learned. Who called a model's `fit` disposes of it; what a machine learns, the machine disposes of. */
export interface Learned extends Disposable {
  /** What the fit has to tell. */
  readonly report: Report;
  /** Copies all that is needed to use it again. */
  save(): Promise<Saved>;
}

/** Learned, and able to predict. */
export interface Predictor<X, Z> extends Learned {
  /** A guess, or a distribution over guesses, for each observation. */
  predict(x: X): Promise<Z>;
}

/** Learned, and able to transform. */
export interface Mapper<X, Z> extends Learned {
  /** Each observation, transformed. */
  transform(x: X): Promise<Z>;
  /**
   * The very data that it learned from, transformed for whoever learns from them further on, as an encoder by the target
   * must not do by what it knows of the row itself. Absent: as `transform(data.x)`.
   */
  transformTraining?(data: { readonly x: X }): Promise<Z>;
  /** Goes back from what `transform` gave. Absent: there is no way back. */
  inverseTransform?(z: Z): Promise<X>;
}

/**
 * What to learn: hyperparameters and nothing else. `with`, `fit`, `update` and `restore` are methods, not properties
 * that hold functions, so that a model with more hyperparameters is accepted where fewer are asked; because `D` only goes in,
 * `Model` with no arguments means any model.
 */
export interface Model<D = never, L extends Learned = Learned, P extends object = object>
  extends Configured<P> {
  /** What it is and can do. */
  readonly traits: Traits;
  /** A new, checked model with these changes; `"builder.dropout"` reaches inside. */
  with(changes: Changes<P>): Model<D, L, P>;
  /** Learns from scratch. */
  fit(data: D, context: Context): Promise<L>;
  /**
   * Takes over `learned`, which `old` learned from the same data, emits `update`, and goes on from there. Gives
   * `undefined`, and leaves `learned` alone, where it cannot. Where it throws, `learned` is lost, taken over or not: who
   * called it disposes of that. Absent: always fitted afresh.
   */
  update?(learned: L, old: Model<D, L, P>, data: D, context: Context): Promise<L> | undefined;
  /**
   * What `learned.save()` gave, as it was: predicts the same bits, and with `data`, of those that it learned from, goes on
   * by `update`, too. Throws a SavedError for what this model did not learn. Absent: it cannot be restored.
   */
  restore?(saved: Saved, context: Context, data?: D): Promise<L>;
}

/** Learns to predict `Z` about `Y` from `X`. */
export type Supervised<X, Y, Z, P extends object = object> = Model<Examples<X, Y>, Predictor<X, Z>, P>;

/** Learns to transform `X` into `Z`. */
export type Unsupervised<X, Z, P extends object = object> = Model<{ readonly x: X }, Mapper<X, Z>, P>;
