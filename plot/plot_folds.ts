import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import type { Evaluation, Result } from "../meta/mod.ts";
import { bandAxis, scaleAxis } from "./_axis.ts";
import { BETTER } from "./_better.ts";
import type { Entry, Mark, Point } from "./_chart.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { isEvaluation, listed, type Several, whatIs } from "./_sources.ts";
import { type Plot, plotOf } from "./plot.ts";

/** What `plotFolds` may be told. */
export interface PlotFoldsOptions extends PlotOptions {
  /** The measure, or its name; the first of the first evaluation if absent. */
  readonly measure?: string | { readonly id: string };
}

const DOING = "draw values of folds";

interface Row {
  readonly goal: Result["goal"];
  readonly name: string;
  readonly values: readonly number[];
  readonly middle: number | undefined;
  readonly ends: Point | undefined;
}

/**
 * Draws what a measure says of every fold, a row for each model, over its value for all folds and the interval around
 * that, where the evaluation has one. The axis says whether less or more is better. A fold whose value is not finite is
 * not drawn, and its row says so. Heights within a row keep folds apart, and mean nothing. Evaluations in the compact
 * form will do.
 *
 * @example
 * ```ts
 * import { numeric, table } from "@attune/attune/data";
 * import { mae } from "@attune/attune/measures";
 * import { cv, evaluate } from "@attune/attune/meta";
 * import { constantRegressor } from "@attune/attune/models";
 * import { plotFolds } from "@attune/attune/plot";
 * import assert from "node:assert/strict";
 *
 * const data = { x: table({ a: [1, 2, 3, 4] }), y: numeric([1, 1, 2, 4]) };
 * const evaluation = await evaluate(constantRegressor(), data, { resampling: cv({ folds: 2 }), measures: mae });
 * const plot = plotFolds(evaluation);
 * assert.equal(plot.svg.split("<circle").length - 1, 2);
 * assert.ok(plot.svg.includes("mae, less is better"));
 * ```
 */
export function plotFolds(evaluations: Several<Evaluation>, options: PlotFoldsOptions = {}): Plot {
  checkOptions("plotFolds", options, ["measure"]);
  const list = listed(DOING, evaluations);
  const other = list.find((each) => typeof each !== "object" || each === null || !isEvaluation(each));
  if (other !== undefined) throw new TypeError(`Cannot ${DOING}: got ${whatIs(other)}; give evaluations`);
  const measure = nameOf(list, options.measure);
  const rows = list.map((evaluation) => rowOf(evaluation, measure));
  const shown = rows.flatMap((
    { values, middle, ends = [] },
  ) => [...values, ...middle === undefined ? [] : [middle], ...ends]);
  if (shown.length === 0) {
    throw new DataError(`Cannot ${DOING}: no value of ${measure} is finite; judge by another measure`);
  }
  const x = scaleAxis(measure, shown);
  const entry: Entry = {
    label: rows.some(({ ends }) => ends) ? "all folds, with the 95 % interval" : "all folds",
    kind: "interval",
    style: 0,
  };
  return plotOf({
    ...frameOf(options, `${measure} of every fold`),
    x: { ...x, label: `${x.label}${BETTER[rows[0]!.goal]}` },
    panels: [{
      y: bandAxis("", rows.map(({ name }) => name), { downwards: true }),
      marks: rows.flatMap(marksOf),
      aspect: Math.max(0.25, rows.length * 0.16),
    }],
    legend: [entry],
  });
}

function nameOf(list: readonly Evaluation[], measure: PlotFoldsOptions["measure"]): string {
  if (measure !== undefined) return typeof measure === "string" ? measure : measure.id;
  const first = list[0]?.results[0]?.measure;
  if (first !== undefined) return first;
  throw new DataError(`Cannot ${DOING}: the first evaluation has no results; judge by a measure`);
}

function rowOf({ tag, results }: Evaluation, measure: string): Row {
  const found = results.find((result) => result.measure === measure);
  if (!found) {
    const known = results.map((result) => result.measure).join(", ");
    throw new RangeError(
      `Cannot ${DOING} by ${measure}: ${brief(tag)} was judged by ${known}; choose one of them`,
    );
  }
  const { goal, measurement, perFold, interval } = found;
  const odd = perFold.find((value) => value !== undefined && typeof value !== "number");
  if (odd !== undefined) {
    throw new DataError(
      `Cannot ${DOING} by ${measure}: it gives ${whatIs(odd)}; choose a measure that gives numbers`,
    );
  }
  const values = perFold.filter(isFiniteNumber);
  return {
    goal,
    name: values.length === perFold.length ? tag : `${tag} (${values.length} of ${perFold.length} folds)`,
    values,
    middle: isFiniteNumber(measurement) ? measurement : undefined,
    ends: interval && [interval.low, interval.high].every(isFiniteNumber)
      ? [interval.low, interval.high]
      : undefined,
  };
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

// The interval is beneath its points. Heights in the band by the golden section, which keeps neighbours apart however many there are (Weyl's sequence).
function marksOf({ values, middle, ends }: Row, row: number): readonly Mark[] {
  const points = values.map((
    value,
    i,
  ): Point => [value, row - 0.1 + 0.4 * ((i * 0.6180339887 + 0.5) % 1 - 0.5)]);
  const interval: readonly Mark[] = middle === undefined
    ? []
    : [{ kind: "interval", y: row + 0.3, middle, ends }];
  return [...interval, { kind: "points", points, style: row, large: true }];
}
