import { configured } from "../core/configured.ts";
import type { Context } from "../core/context.ts";
import { liftReport, liftTraits } from "../core/lift.ts";
import type { Model, Predictor, Report, Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { equal } from "../core/params.ts";
import { joinSaved } from "../core/saved.ts";
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
import { checkLevels, THRESHOLD, type Thresholds, thresholdsFor } from "./_thresholds.ts";
import { MEASURE, type ThresholdMeasure, tuneThreshold } from "./_tune_threshold.ts";
import type { Pair, Resampling } from "./resampling.ts";

/** Hyperparameters of {@linkcode threshold}. */
export interface ThresholdParams<X> {
  /** The classifier that predicts distributions. */
  readonly model: Supervised<X, Categorical, Finite>;
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
export type Threshold<X> = Model<Examples<X, Categorical>, LearnedThreshold<X>, ThresholdParams<X>>;

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
export function threshold<X extends Observations>(
  model: Supervised<X, Categorical, Finite>,
  options: Partial<Omit<ThresholdParams<X>, "model">> = {},
): Threshold<X> {
  const make = configured<ThresholdParams<X>, Members<X>>(KIND, schemaOf(), membersOf);
  return make(wrapping("threshold()", { model, options }));
}

const KIND = "Threshold";

type Members<X> = Pick<Threshold<X>, "traits" | "fit" | "update">;

function schemaOf<X>(): SchemaOf<ThresholdParams<X>> {
  return {
    model: classifierField("the classifier that predicts distributions"),
    threshold: THRESHOLD,
    measure: MEASURE,
    resampling: resamplingField("which rows are held out to tune by"),
  };
}

/** A classifier that learned, and what others like it said of rows held out, where its threshold is tuned. */
type Source<X> = Omit<Tested<X>, "heldOut"> & Partial<Pick<Tested<X>, "heldOut">>;

function membersOf<X extends Observations>(params: Readonly<ThresholdParams<X>>): Members<X> {
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
  };
}

function plain<X>(inner: Predictor<X, Finite>): Source<X> {
  return { inner, folds: [], report: liftReport(inner.report, "model") };
}

interface Change<X> {
  readonly source: Source<X>;
  readonly from: Readonly<ThresholdParams<X>>;
  readonly to: Readonly<ThresholdParams<X>>;
}

// Rows held out by the one and not by the other would be learned from or missed.
function goOn<X extends Observations>(
  { source: { inner, folds, heldOut }, from, to }: Change<X>,
  data: Examples<X, Categorical>,
  context: Context,
): Promise<Source<X>> | undefined {
  const { model: old } = from;
  const { model, resampling } = to;
  if (to.threshold !== "tuned") {
    if (heldOut) return undefined;
    return updateInner(model, { learned: inner, old, data, context, wrapper: KIND })?.then(plain);
  }
  if (!heldOut || !equal(from.resampling, resampling)) return undefined;
  return updateTested({ kind: KIND, model, data, resampling, context }, { old, inner, folds });
}

// Owns the source.
function learnedFrom<X>(source: Source<X>, params: Readonly<ThresholdParams<X>>): LearnedThreshold<X> {
  const { inner, folds, report, heldOut } = source;
  const parts = [inner, ...folds];
  try {
    const tuned = heldOut && tuneThreshold(heldOut, params.measure);
    const chosen = tuned?.threshold ?? params.threshold as Thresholds; // tuned where rows are held out
    const own = tuned && heldOut && {
      rows: { ...report.rows, threshold: heldOut.rows },
      measure: params.measure.id,
      score: tuned.score,
    };
    return new LearnedWrapper({
      kind: KIND,
      source,
      parts,
      async predict(x: X) {
        const guess = await inner.predict(x);
        checkFinite(guess, { kind: KIND, model: params.model });
        return labelsBy(guess, thresholdsFor(guess.levels, chosen));
      },
      report: { ...report, ...own, threshold: chosen },
      save: async () => joinSaved({ kind: KIND, data: { threshold: chosen } }, { model: await inner.save() }),
    });
  } catch (error) {
    for (const learned of parts) learned[Symbol.dispose]();
    throw error;
  }
}
