import { DataError } from "../core/errors.ts";
import type { Measure, MeasureOptions } from "../core/measure.ts";
import type { Model } from "../core/model.ts";
import type { Observations, Scitype } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { type Finite, mode, type Table } from "../data/mod.ts";
import { aggregate, logLoss, misclassificationRate, mse } from "../measures/mod.ts";
import type { Result } from "./evaluation.ts";

/** A measure of ours or a stranger's, or a plain function of guesses and truth. */
export type AnyMeasure = Measure<never, never, unknown> | PlainMeasure;

/** A function of guesses and truth, as they are. */
export type PlainMeasure = (guess: never, truth: never) => unknown;

/** A measure, ready to judge predictions. */
export interface Judge {
  readonly id: string;
  readonly operation: Result["operation"];
  readonly aggregation: Measure["aggregation"];
  /** Whether it takes weights. */
  readonly weighted: boolean;
  /** Whether it takes weights of classes. */
  readonly classWeighted: boolean;
  judge(prediction: Observations, truth: Observations, options?: MeasureOptions): unknown;
}

/** A measure against a model and a target: infers what is to be judged. Throws where they do not fit. */
export function judgeOf(measure: AnyMeasure, model: Model, truth: Observations): Judge {
  if (typeof measure !== "function") {
    throw new TypeError(
      `Cannot judge by ${brief(measure)}: give a measure, e.g. accuracy, or a function of guesses and truth`,
    );
  }
  // Whether guesses and truths suit is checked below, where they are known; types cannot follow that.
  const call = measure as unknown as (guess: unknown, truth: unknown, options?: MeasureOptions) => unknown;
  if (!("of" in measure)) {
    const id = measure.name || "custom";
    const judge: Judge["judge"] = (guess, y) => settled(call(guess, y), id);
    return { id, operation: "predict", aggregation: "mean", weighted: false, classWeighted: false, judge };
  }
  const { id, aggregation, weighted, classWeighted } = measure;
  checkTarget(measure, truth);
  const distribution = model.traits.prediction === "distribution";
  if (measure.of === "distribution" && !distribution) {
    throw new TypeError(
      `Cannot judge ${model.kind} by ${id}: it judges distributions, and the model predicts single guesses; ` +
        "use a measure of points, e.g. accuracy or rms",
    );
  }
  if (measure.of === "distribution" || !distribution) {
    return { id, operation: "predict", aggregation, weighted, classWeighted, judge: call };
  }
  const judge: Judge["judge"] = (guess, y, options) => call(mode(guess as Finite), y, options); // it predicts Finite
  return { id, operation: "mode", aggregation, weighted, classWeighted, judge };
}

// A function that gives a promise, or nothing, has judged nothing yet.
function settled(value: unknown, id: string): unknown {
  if (value !== undefined && !(value instanceof Promise)) return value;
  throw new TypeError(
    `Cannot judge by ${id}: it gave ${value === undefined ? "nothing" : "a promise"}; give a number`,
  );
}

/** The measure that is used when none is given: by what the model predicts, and what the target is. */
export function defaultMeasure(model: Model, truth: Observations): AnyMeasure {
  if (model.traits.prediction === "distribution") return logLoss;
  const [scitype] = scitypesOf(truth);
  if (scitype === "Continuous" || scitype === "Count") return mse;
  if (scitype === "Multiclass" || scitype === "OrderedFactor") return misclassificationRate;
  throw new TypeError(`Cannot choose a measure for ${model.kind} and a target of ${scitype}: give measures`);
}

/** Values of several folds as one, and how far they spread. */
export function summarised(
  values: readonly unknown[],
  sizes: readonly number[],
  aggregation: Measure["aggregation"],
): Pick<Result, "measurement" | "radius"> {
  const numbers = values.filter((value): value is number => typeof value === "number");
  if (numbers.length < values.length) return { measurement: added(values), radius: undefined };
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const weights = aggregation === "sum" ? undefined : sizes.map((size) => sizes.length * size / total);
  return { measurement: aggregate(numbers, aggregation, { weights }), radius: radiusOf(numbers) };
}

// 1.96 · s / √(folds − 1), s corrected
function radiusOf(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return Infinity;
  const mean = aggregate(values, "mean");
  const variance = aggregate(values.map((value) => (value - mean) ** 2), "sum") / (n - 1);
  return 1.96 * Math.sqrt(variance) / Math.sqrt(n - 1);
}

// Values that are no numbers add up if they can, as confusion matrices do; else the folds' values stand for themselves.
function added(values: readonly unknown[]): unknown {
  const [first, ...others] = values;
  return others.reduce((sum: unknown, value) => {
    const plus: unknown = typeof sum === "object" && sum !== null ? Reflect.get(sum, "plus") : undefined;
    return typeof plus === "function" ? plus.call(sum, value) : undefined;
  }, first);
}

function checkTarget(measure: Measure<never, never, unknown>, truth: Observations): void {
  const odd = scitypesOf(truth).find((scitype) => scitype !== undefined && !measure.target.includes(scitype));
  if (odd === undefined) return;
  throw new DataError(
    `Cannot judge by ${measure.id}: the target is ${odd}, and it judges ${measure.target.join(" or ")}; ` +
      "use another measure, or coerce the target",
    { column: "y", found: odd, wanted: measure.target.join(" or ") },
  );
}

function scitypesOf(truth: Observations & Partial<Pick<Table, "names" | "column">>): (Scitype | undefined)[] {
  const { names } = truth;
  if (names) return names.map((name) => truth.column?.(name).scitype);
  return "scitype" in truth ? [truth.scitype as Scitype] : []; // columns carry their scitype under that name
}
