import { measureField } from "./_measure_field.ts";
import { isResamplingOrPairs } from "./_resampling_field.ts";
import { configured } from "../core/configured.ts";
import type { Model, Predictor, Report, Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { flag, nested, type SchemaOf } from "../core/schema.ts";
import { checkedControls } from "./_check_controls.ts";
import { fitIterated, iteratedTraits, restoreIterated, updateIterated } from "./_fit_iterated.ts";
import { HELD_OUT } from "./_held_out.ts";
import type { AnyMeasure } from "./_judge.ts";
import { modelField, wrapping } from "./_model_field.ts";
import type { Control } from "./control.ts";
import type { ControlRecord } from "./controlled.ts";
import { invalidValue } from "./controls/invalid_value.ts";
import { numberLimit } from "./controls/number_limit.ts";
import { numberSinceBest } from "./controls/number_since_best.ts";
import { step } from "./controls/step.ts";
import type { Measured } from "./judgement.ts";
import type { Pair, Resampling } from "./resampling.ts";

/** Hyperparameters of {@linkcode iterated}. */
export interface IteratedParams<X, Y, Z, P extends object = object> {
  /** The model that is trained, whose own number of iterations does not matter. */
  readonly model: Supervised<X, Y, Z, P>;
  /**
   * What happens in each cycle, in order, and what stops training. Default: step(1), invalidValue(), numberSinceBest(10),
   * numberLimit(1000).
   */
  readonly controls: readonly Control[];
  /**
   * Which rows are held out to stop by: a resampling that gives one pair, or that pair in a list; or `"none"`, by training losses. Default: 20 %,
   * at random, each class by itself.
   */
  readonly resampling: Resampling | readonly Pair[] | "none";
  /** What the rows held out are judged by: a measure that gives numbers and has a goal. Default: that of `evaluate`. */
  readonly measure: AnyMeasure | undefined;
  /** Whether the best that there was is brought back, as `keepBest()` does. Default true. */
  readonly keepBest: boolean;
  /** Whether the model learns anew from all rows in the end, for the number of iterations that was found. Default false. */
  readonly retrain: boolean;
}

/** What the fit of an {@linkcode iterated} model has to tell. */
export interface IteratedReport extends Report {
  /** How many iterations were trained until it stopped. */
  readonly iterations: number;
  /** After how many iterations there was what predicts. */
  readonly kept: number;
  /** Why it stopped, in words. */
  readonly stopped: string;
  /** What the controls report, in order. */
  readonly controls: readonly ControlRecord[];
  /** Name of the measure, where rows were held out. */
  readonly measure?: string;
  /** Whether less or more of it is better. */
  readonly goal?: "min" | "max";
  /** What it measured of what was kept, on the rows held out: an optimistic value, as these rows chose when to stop. */
  readonly measurement?: number;
  /** What it measured after how many iterations, in order. */
  readonly judged?: readonly Measured[];
}

/** What an {@linkcode iterated} model learned. */
export interface LearnedIterated<X, Z> extends Predictor<X, Z> {
  /** What the fit has to tell. */
  readonly report: IteratedReport;
}

/** A model that knows when to stop; `P` are the hyperparameters of the one that is trained. */
export type Iterated<X, Y, Z, P extends object = object> = Model<
  Examples<X, Y>,
  LearnedIterated<X, Z>,
  IteratedParams<X, Y, Z, P>
>;

/**
 * Trains a model until controls stop it, and keeps the best that there was. Any model will do that counts its iterations,
 * whatever wraps it.
 *
 * Rows are held out, within those that it is given, to stop by; in `evaluate` each fold so stops by rows of its own, and no
 * row that judges has any part in it. Which rows they are is told in `report.rows.stopping`, the number of iterations in
 * `report.iterations`, why it stopped in `report.stopped`, the training losses of what was kept in `report.losses`.
 *
 * The best is what there was after the cycle of the least loss: of the measure on the rows held out, its negative for a
 * score, or of training where `resampling` is `"none"`. What is brought back are the bits that there were. So if training
 * diverges, the last good state is kept; the fit throws a RangeError if there never was one.
 *
 * Other controls go on from what was kept, for at least one more cycle, and so do changes on which the model itself goes on,
 * e.g. of its learning rate; all other changes start over, and any does after `retrain`.
 *
 * Throws a TypeError for a model that counts no iterations, and for controls of which none can stop training.
 *
 * @example Stops by itself, by rows that it did not learn from.
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { iterated, lossBelow, numberLimit, step } from "@attune/attune/meta";
 * import { descender } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const data = { x: numeric([1, 2, 3, 4, 5]), y: numeric([2, 4, 6, 8, 10]) };
 * const model = iterated(descender({ eta: 0.01 }), { controls: [step(5), lossBelow(1e-4), numberLimit(100)] });
 * using machine = new Machine(model, data);
 * const { report } = await machine.fit();
 * assert.match(report.stopped, /^LossBelow: the loss is .*, below 0.0001$/);
 * assert.equal(report.rows!.stopping!.length, 1);
 * assert.equal(report.losses!.length, report.iterations);
 * ```
 */
export function iterated<
  X extends Observations,
  Y extends Observations,
  Z extends Observations,
  P extends object = object,
>(
  model: Supervised<X, Y, Z, P>,
  options: Partial<Omit<IteratedParams<X, Y, Z>, "model">> = {},
): Iterated<X, Y, Z, P> {
  type Members = Pick<Iterated<X, Y, Z, P>, "traits" | "fit" | "update" | "restore">;
  const make = configured<IteratedParams<X, Y, Z, P>, Members>("Iterated", schemaOf(), (params) => {
    checkedControls(params.controls);
    return {
      traits: iteratedTraits(params),
      fit: (data, context) => fitIterated(params, data, context),
      update: (learned, old, data, context) =>
        updateIterated({ learned, old: old.params, now: params }, data, context),
      restore: (saved, context, data) => restoreIterated(params, { saved, context, data }),
    };
  });
  return make(wrapping("iterated()", { model, options }));
}

const CONTROLS: readonly Control[] = [step(1), invalidValue(), numberSinceBest(10), numberLimit(1000)];

function schemaOf<X, Y, Z, P extends object>(): SchemaOf<IteratedParams<X, Y, Z, P>> {
  return {
    model: modelField("the model that is trained"),
    controls: {
      default: Object.freeze(CONTROLS),
      expected: "a list of controls, e.g. [step(1), patience(5)]",
      doc: "what happens in each cycle, and what stops training",
      accepts: Array.isArray,
    },
    resampling: nested<IteratedParams<X, Y, Z>["resampling"]>(HELD_OUT, {
      expected: 'a resampling, e.g. holdout({ share: 0.7 }), a list of one { train, test }, or "none"',
      is: (value) => value === "none" || isResamplingOrPairs(value),
      doc: "which rows are held out to stop by",
    }),
    measure: measureField("what the rows held out are judged by"),
    keepBest: flag(true, "whether the best that there was is brought back"),
    retrain: flag(false, "whether the model learns anew from all rows in the end"),
  };
}
