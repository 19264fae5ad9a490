import { configured } from "../core/configured.ts";
import type { Context } from "../core/context.ts";
import { SavedError } from "../core/errors.ts";
import { liftTraits } from "../core/lift.ts";
import type { Model, Predictor, Report, Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { equal } from "../core/params.ts";
import { checkSaved, type Saved } from "../core/saved.ts";
import { oneOf, type SchemaOf } from "../core/schema.ts";
import type { Categorical, Finite } from "../data/mod.ts";
import { calibrate, type Calibration } from "./_calibration.ts";
import { checkClasses } from "./_check_classes.ts";
import { checkFinite } from "./_check_finite.ts";
import { chooseCalibration } from "./_choose_calibration.ts";
import { classifierField } from "./_classifier_field.ts";
import { wrapping } from "./_model_field.ts";
import { fitTested, type Tested, updateTested } from "./_fit_tested.ts";
import { LearnedWrapper } from "./_learned_wrapper.ts";
import { restoreTested, savedTested } from "./_restore_tested.ts";
import { resamplingField } from "./_resampling_field.ts";
import type { Pair, Resampling } from "./resampling.ts";

/** Hyperparameters of {@linkcode calibrated}. */
export interface CalibratedParams<X, P extends object = object> {
  /** The classifier whose probabilities are calibrated. */
  readonly model: Supervised<X, Categorical, Finite, P>;
  /**
   * `"temperature"` (default) sharpens or flattens all probabilities alike; `"platt"` puts log odds, `"isotonic"`
   * probabilities through a curve for each class; `"auto"` takes the best of the three.
   */
  readonly method: "temperature" | "platt" | "isotonic" | "auto";
  /** Whether to keep the calibration only where it `"improved"` the log loss (default), or `"always"`. */
  readonly keep: "improved" | "always";
  /**
   * Which rows are held out to calibrate by: with one pair the model learns from the others; with folds it learns from
   * all, and one more model is fitted, and kept, for each fold. Default: 20 %, at random, each class by itself.
   */
  readonly resampling: Resampling | readonly Pair[];
}

/** What the fit of a {@linkcode calibrated} model has to tell. */
export interface CalibratedReport extends Report {
  /** The method, chosen by `"auto"` or given. */
  readonly method: "temperature" | "platt" | "isotonic";
  /** Whether probabilities are calibrated; else they are the model's own. */
  readonly kept: boolean;
  /** Log loss of the model's own probabilities on the rows held out. */
  readonly before: number;
  /** Log loss of calibrated ones on the same rows, of each by a calibration that was fitted without it. */
  readonly after: number;
  /** Probabilities are divided by it, as logarithms: above 1 the model was too sure. Where that is the method. */
  readonly temperature?: number;
}

/** What a {@linkcode calibrated} model learned. */
export interface LearnedCalibrated<X> extends Predictor<X, Finite> {
  /** What the fit has to tell. */
  readonly report: CalibratedReport;
}

/** A classifier whose probabilities are calibrated. */
export type Calibrated<X, P extends object = object> = Model<
  Examples<X, Categorical>,
  LearnedCalibrated<X>,
  CalibratedParams<X, P>
>;

/**
 * A classifier whose probabilities are made to mean what they say, by rows that it did not learn from, and only where
 * that lowers the log loss on rows that the calibration was not fitted to: the rows held out are cut into five folds,
 * and each is judged by a calibration that was fitted to the others. What is kept is fitted to all of them. Weights of
 * rows count throughout.
 *
 * - `"temperature"`: softmax(ln p / T), with the T in [0.01, 100] of the least cross entropy (Guo, Pleiss, Sun and
 *   Weinberger 2017). Keeps the order of the classes, and needs the fewest rows.
 * - `"platt"`: 1 / (1 + exp(a f + b)) of the log odds f of a class (Platt 1999; Lin, Lin and Weng 2007).
 * - `"isotonic"`: a rising curve of the probability of a class (Zadrozny and Elkan 2002), which needs most rows.
 *
 * All learn Platt's targets instead of 1 and 0, so that few rows, all of them right, make nothing certain. With more than
 * two classes the last two take each against the rest, scaled to sum 1. A class that the model gave no probability (`support`) is given none.
 *
 * The report has `method`, `kept`, `before`, `after` and `temperature`, and in `rows.calibration` the rows held out.
 * More iterations go on as in one go; a changed `method` or `keep` fits no model anew. Throws a DataError for a target
 * that is not of classes, or has missing values, and for fewer than two rows held out.
 *
 * @example Shares of classes are calibrated already, so that nothing is changed.
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, table } from "@attune/attune/data";
 * import { calibrated } from "@attune/attune/meta";
 * import { constantClassifier } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const labels = Array.from({ length: 400 }, (_, i) => i % 4 ? "yes" : "no");
 * const data = { x: table({ a: labels.map((_, i) => i) }), y: categorical(labels) };
 * using machine = new Machine(calibrated(constantClassifier()), data);
 * const { report } = await machine.fit();
 * assert.equal(report.kept, false);
 * assert.equal(report.rows!.calibration!.length, 80);
 * ```
 */
export function calibrated<X extends Observations, P extends object = object>(
  model: Supervised<X, Categorical, Finite, P>,
  options: Partial<Omit<CalibratedParams<X>, "model">> = {},
): Calibrated<X, P> {
  const make = configured<CalibratedParams<X, P>, Members<X, P>>(KIND, schemaOf(), membersOf);
  return make(wrapping("calibrated()", { model, options }));
}

const KIND = "Calibrated";

type Members<X, P extends object> = Pick<Calibrated<X, P>, "traits" | "fit" | "update" | "restore">;

function schemaOf<X, P extends object>(): SchemaOf<CalibratedParams<X, P>> {
  return {
    model: classifierField("the classifier whose probabilities are calibrated"),
    method: oneOf(["temperature", "platt", "isotonic", "auto"], "how they are calibrated"),
    keep: oneOf(["improved", "always"], "when the calibration is kept"),
    resampling: resamplingField("which rows are held out to calibrate by"),
  };
}

function membersOf<X extends Observations, P extends object>(
  params: Readonly<CalibratedParams<X, P>>,
): Members<X, P> {
  const { model, resampling } = params;
  const lifted = liftTraits(model.traits, "model");
  return {
    traits: Object.freeze({ ...lifted, warm: [...lifted.warm ?? [], "method", "keep"], holdsOut: true }),
    async fit(data, context) {
      checkClasses(data.y, "calibrate");
      const tested = await fitTested({ kind: KIND, model, data, resampling, context });
      return learnedFrom(tested, params, context);
    },
    update(learned, { params: old }, data, context) {
      if (!(learned instanceof LearnedWrapper) || !equal(old.resampling, resampling)) return undefined;
      const { inner, folds }: Source<X> = learned.source;
      const job = { kind: KIND, model, data, resampling, context };
      const going = updateTested(job, { old: old.model, inner, folds });
      if (!going) return undefined;
      learned.release();
      return going.then((next) => learnedFrom(next, params, context));
    },
    async restore(saved, context, data) {
      checkSaved(saved, KIND);
      const decision = decisionIn(saved);
      return wrapped(await restoreTested({ model, resampling, saved, context, data }), decision, params);
    },
  };
}

// Owns what was tested.
function learnedFrom<X>(
  tested: Tested<X>,
  params: Readonly<CalibratedParams<X>>,
  context: Context,
): LearnedCalibrated<X> {
  const { inner, folds, report, heldOut } = tested;
  try {
    const { method, keep } = params;
    const methods = method === "auto" ? METHODS : [method];
    const { calibration, before, after } = chooseCalibration(methods, heldOut, context.rng);
    const kept = keep === "always" || after < before;
    const rows = { ...report.rows, calibration: heldOut.rows };
    return wrapped(
      { inner, folds, report: { ...report, rows } },
      { calibration, kept, before, after },
      params,
    );
  } catch (error) {
    for (const learned of [inner, ...folds]) learned[Symbol.dispose]();
    throw error;
  }
}

/** What was decided by the rows held out. */
interface Decision extends Pick<CalibratedReport, "kept" | "before" | "after"> {
  readonly calibration: Calibration;
}

type Source<X> = Pick<Tested<X>, "inner" | "folds">;

function wrapped<X>(
  { inner, folds, report }: Source<X> & Pick<Tested<X>, "report">,
  { calibration, ...decision }: Decision,
  { model }: Readonly<CalibratedParams<X>>,
): LearnedWrapper<X, Finite, CalibratedReport, Source<X>> {
  const { method } = calibration;
  const temperature = method === "temperature" && { temperature: calibration.temperature };
  const told = { ...report, method, ...decision, ...temperature };
  return new LearnedWrapper({
    kind: KIND,
    source: { inner, folds },
    parts: [inner, ...folds],
    async predict(x: X) {
      const guess = await inner.predict(x);
      checkFinite(guess, { kind: KIND, model });
      return decision.kept ? calibrate(guess, calibration) : guess;
    },
    report: told,
    save: () => savedTested({ kind: KIND, data: { calibration, ...decision }, inner, folds, report: told }),
  });
}

function decisionIn({ data: { calibration, kept, before, after } }: Saved): Decision {
  const { method } = Object(calibration);
  if (
    METHODS.includes(method) && typeof kept === "boolean" && typeof before === "number" &&
    typeof after === "number"
  ) {
    return { calibration: calibration as Calibration, kept, before, after }; // as a calibrated model saved it
  }
  throw new SavedError(`Cannot restore ${KIND}: how it was calibrated is not told`, KIND);
}

const METHODS = ["temperature", "platt", "isotonic"] as const;
