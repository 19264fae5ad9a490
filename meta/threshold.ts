import { configured } from "../core/configured.ts";
import type { Context } from "../core/context.ts";
import { SavedError } from "../core/errors.ts";
import { liftReport, liftTraits } from "../core/lift.ts";
import type { Model, Predictor, Report, Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { equal } from "../core/params.ts";
import { checkSaved, type Saved } from "../core/saved.ts";
import type { SchemaOf } from "../core/schema.ts";
import { updateInner } from "../core/update_inner.ts";
import type { Categorical, Finite } from "../data/mod.ts";
import { checkFinite } from "./_check_finite.ts";
import { classifierField } from "./_classifier_field.ts";
import { wrapping } from "./_model_field.ts";
import { fitTested, type Tested, updateTested } from "./_fit_tested.ts";
import { labelsBy } from "./_labels_by.ts";
import { LearnedWrapper } from "./_learned_wrapper.ts";
import { resamplingField } from "./_resampling_field.ts";
import { restoreTested, savedTested } from "./_restore_tested.ts";
import { checkLevels, THRESHOLD, type Thresholds, thresholdsFor } from "./_thresholds.ts";
import { MEASURE, type ThresholdMeasure, tuneThreshold } from "./_tune_threshold.ts";
import type { Pair, Resampling } from "./resampling.ts";

/** Hyperparameters of {@linkcode threshold}. */
export interface ThresholdParams<X, P extends object = object> {
  /** The classifier that predicts distributions. */
  readonly model: Supervised<X, Categorical, Finite, P>;
  /**
   * Of two levels, what the probability of the second must exceed, in [0, 1); of any number, one above 0 for each
   * level, by label; or `"tuned"` on rows held out. Default 0.5.
   */
  readonly threshold: Thresholds | "tuned";
  /** What a tuned threshold makes best: a measure of labels with a goal. Default: balancedAccuracy. */
  readonly measure: ThresholdMeasure;
  /**
   * Which rows are held out to tune by: with one pair the model learns from the others; with folds it learns from all,
   * and one more model is fitted, and kept, for each fold. Default: 20 %, at random, each class by itself.
   * Without `"tuned"` none is held out.
   */
  readonly resampling: Resampling | readonly Pair[];
}

/** What the fit of a {@linkcode threshold} model has to tell. */
export interface ThresholdReport extends Report {
  /** The threshold, as given or tuned. */
  readonly threshold: Thresholds;
  /** Name of the measure that was tuned by, where it was. */
  readonly measure?: string;
  /** The measure with that threshold on the rows held out: the best of them, so an optimistic one. */
  readonly score?: number;
}

/** What a {@linkcode threshold} model learned. */
export interface LearnedThreshold<X> extends Predictor<X, Categorical> {
  /** What the fit has to tell. */
  readonly report: ThresholdReport;
}

/** A classifier that predicts labels by thresholds. */
export type Threshold<X, P extends object = object> = Model<
  Examples<X, Categorical>,
  LearnedThreshold<X>,
  ThresholdParams<X, P>
>;

/**
 * Labels instead of distributions: of two levels the second, the positive one, where its probability exceeds the
 * threshold t, that is where p₂ / t > p₁ / (1 − t); in general the level of the largest p / t, and of several the first.
 *
 * A tuned threshold is the best by the measure on rows that the model did not learn from, of those between neighbouring
 * probabilities there (of 1000 at most); of several, the nearest to one half. Weights of rows count where the measure
 * takes them.
 *
 * The report has `threshold`, and where it was tuned `score`, `measure` and in `rows.threshold` the rows held out. More
 * iterations go on as in one go; a changed `threshold`, if none is tuned, or a changed `measure` fits no model anew.
 *
 * Throws a RangeError for a threshold out of range, and in the fit a DataError for a target that is not of classes, has
 * missing values, or whose levels the thresholds do not suit: a number, or `"tuned"`, wants two.
 *
 * @example Three of four rows are "out", which is not enough to exceed 0.8.
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, labels, table } from "@attune/attune/data";
 * import { threshold } from "@attune/attune/meta";
 * import { constantClassifier } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const data = { x: table({ a: [1, 2, 3, 4] }), y: categorical(["in", "out", "out", "out"]) };
 * using machine = new Machine(threshold(constantClassifier(), { threshold: 0.8 }), data);
 * const learned = await machine.fit();
 * assert.deepEqual(labels(await learned.predict(table({ a: [5] }))), ["in"]);
 * ```
 */
export function threshold<X extends Observations, P extends object = object>(
  model: Supervised<X, Categorical, Finite, P>,
  options: Partial<Omit<ThresholdParams<X>, "model">> = {},
): Threshold<X, P> {
  const make = configured<ThresholdParams<X, P>, Members<X, P>>(KIND, schemaOf(), membersOf);
  return make(wrapping("threshold()", { model, options }));
}

const KIND = "Threshold";

type Members<X, P extends object> = Pick<Threshold<X, P>, "traits" | "fit" | "update" | "restore">;

function schemaOf<X, P extends object>(): SchemaOf<ThresholdParams<X, P>> {
  return {
    model: classifierField("the classifier that predicts distributions"),
    threshold: THRESHOLD,
    measure: MEASURE,
    resampling: resamplingField("which rows are held out to tune by"),
  };
}

/** A classifier that learned, and what others like it said of rows held out, where its threshold is tuned. */
type Tuning<X> = Omit<Tested<X>, "heldOut"> & Partial<Pick<Tested<X>, "heldOut">>;

/** What was decided by that. */
type Decision = Pick<ThresholdReport, "threshold" | "measure" | "score">;

/** What an update goes on from. */
interface Source<X> extends Pick<Tested<X>, "inner" | "folds"> {
  readonly tuned: boolean;
}

function membersOf<X extends Observations, P extends object>(
  params: Readonly<ThresholdParams<X, P>>,
): Members<X, P> {
  const { model, resampling } = params;
  const lifted = liftTraits(model.traits, "model");
  const tuned = params.threshold === "tuned";
  const warm = [...lifted.warm ?? [], tuned ? "measure" : "threshold"];
  return {
    traits: Object.freeze({ ...lifted, warm, prediction: "point", ...(tuned && { holdsOut: true }) }),
    async fit(data, context) {
      checkLevels(data.y, params.threshold);
      const source = tuned
        ? await fitTested({ kind: KIND, model, data, resampling, context })
        : plain(await model.fit(data, context));
      return learnedFrom(source, params);
    },
    update(learned, old, data, context) {
      if (!(learned instanceof LearnedWrapper)) return undefined;
      checkLevels(data.y, params.threshold);
      const going = goOn({ source: learned.source, from: old.params, to: params }, data, context);
      if (!going) return undefined;
      learned.release();
      return going.then((next) => learnedFrom(next, params));
    },
    async restore(saved, context, data) {
      checkSaved(saved, KIND);
      const decision = decisionIn(saved);
      const held = tuned ? resampling : undefined;
      const restored = await restoreTested({ model, resampling: held, saved, context, data });
      return wrapped(restored, decision, params);
    },
  };
}

function plain<X>(inner: Predictor<X, Finite>): Tuning<X> {
  return { inner, folds: [], report: liftReport(inner.report, "model") };
}

interface Change<X> {
  readonly source: Source<X>;
  readonly from: Readonly<ThresholdParams<X>>;
  readonly to: Readonly<ThresholdParams<X>>;
}

// Rows held out by the one and not by the other would be learned from or missed.
function goOn<X extends Observations>(
  { source: { inner, folds, tuned }, from, to }: Change<X>,
  data: Examples<X, Categorical>,
  context: Context,
): Promise<Tuning<X>> | undefined {
  const { model: old } = from;
  const { model, resampling } = to;
  if (to.threshold !== "tuned") {
    if (tuned) return undefined;
    return updateInner(model, { learned: inner, old, data, context, wrapper: KIND })?.then(plain);
  }
  if (!tuned || !equal(from.resampling, resampling)) return undefined;
  return updateTested({ kind: KIND, model, data, resampling, context }, { old, inner, folds });
}

// Owns what learned.
function learnedFrom<X>(tuning: Tuning<X>, params: Readonly<ThresholdParams<X>>): LearnedThreshold<X> {
  const { inner, folds, report, heldOut } = tuning;
  try {
    if (!heldOut) return wrapped(tuning, { threshold: params.threshold as Thresholds }, params); // else rows are held out
    const decision = { ...tuneThreshold(heldOut, params.measure), measure: params.measure.id };
    const rows = { ...report.rows, threshold: heldOut.rows };
    return wrapped({ inner, folds, report: { ...report, rows } }, decision, params);
  } catch (error) {
    for (const learned of [inner, ...folds]) learned[Symbol.dispose]();
    throw error;
  }
}

function wrapped<X>(
  { inner, folds, report }: Omit<Tuning<X>, "heldOut">,
  decision: Decision,
  { model, threshold }: Readonly<ThresholdParams<X>>,
): LearnedWrapper<X, Categorical, ThresholdReport, Source<X>> {
  const told = { ...report, ...decision };
  return new LearnedWrapper({
    kind: KIND,
    source: { inner, folds, tuned: threshold === "tuned" },
    parts: [inner, ...folds],
    async predict(x: X) {
      const guess = await inner.predict(x);
      checkFinite(guess, { kind: KIND, model });
      return labelsBy(guess, thresholdsFor(guess.levels, decision.threshold));
    },
    report: told,
    save: () => savedTested({ kind: KIND, data: { ...decision }, inner, folds, report: told }),
  });
}

function decisionIn({ data: { threshold, measure, score } }: Saved): Decision {
  const isThreshold = typeof threshold === "number" ||
    Object.values(Object(threshold)).every((t) => typeof t === "number");
  const isScore = measure === undefined || (typeof measure === "string" && typeof score === "number");
  if (!isThreshold || !isScore) {
    throw new SavedError(`Cannot restore ${KIND}: its threshold is not told`, KIND);
  }
  const chosen = threshold as Thresholds; // as was seen
  return typeof measure === "string"
    ? { threshold: chosen, measure, score: score as number }
    : { threshold: chosen }; // as was seen
}
