import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import { bandAxis, scaleAxis } from "./_axis.ts";
import type { Mark, Point } from "./_chart.ts";
import type { Judged, JudgedResult } from "./_judged.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { isJudged, listed, type Several, whatIs } from "./_sources.ts";
import { type Plot, plotOf } from "./plot.ts";

/** What `plotFolds` may be told. */
export interface PlotFoldsOptions extends PlotOptions {
  /** The measure, or its name; the first of the first evaluation if absent. */
  readonly measure?: string | { readonly id: string };
}

const DOING = "draw values of folds";

interface Row {
  readonly name: string;
  readonly values: readonly number[];
  readonly middle: number | undefined;
  readonly ends: Point | undefined;
}

/**
 * Draws what a measure says of every fold, a row for each model, over its value for all folds and the interval around
 * that. The interval is the evaluation's, or ± its radius. A fold whose value is not finite is not drawn, and its row
 * says so.
 *
 * @example Values are told apart by heights, which mean nothing.
 * ```ts
 * import { plotFolds } from "@attune/attune/plot";
 * import assert from "node:assert/strict";
 *
 * const results = [{ measure: "rms", measurement: 2, perFold: [1.5, 2.5, 2], radius: 0.7 }];
 * const plot = plotFolds({ tag: "ridge", results, folds: [] }, { measure: "rms" });
 * assert.equal(plot.svg.split("<circle").length - 1, 3);
 * ```
 */
export function plotFolds(evaluations: Several<Judged>, options: PlotFoldsOptions = {}): Plot {
  checkOptions("plotFolds", options, ["measure"]);
  const list = listed(DOING, evaluations);
  const other = list.find((each) => typeof each !== "object" || each === null || !isJudged(each));
  if (other !== undefined) throw new TypeError(`Cannot ${DOING}: got ${whatIs(other)}; give evaluations`);
  const measure = nameOf(list, options.measure);
  const rows = list.map((evaluation) => rowOf(evaluation, measure));
  const shown = rows.flatMap((
    { values, middle, ends = [] },
  ) => [...values, ...middle === undefined ? [] : [middle], ...ends]);
  if (shown.length === 0) {
    throw new DataError(`Cannot ${DOING}: no value of ${measure} is finite; judge by another measure`);
  }
  return plotOf({
    ...frameOf(options, `${measure} of every fold`),
    x: scaleAxis(measure, shown),
    panels: [{
      y: bandAxis("", rows.map(({ name }) => name), { downwards: true }),
      marks: rows.flatMap(marksOf),
      aspect: Math.max(0.25, rows.length * 0.16),
    }],
    legend: [],
  });
}

function nameOf(list: readonly Judged[], measure: PlotFoldsOptions["measure"]): string {
  if (measure !== undefined) return typeof measure === "string" ? measure : measure.id;
  const first = list[0]?.results[0]?.measure;
  if (first !== undefined) return first;
  throw new DataError(`Cannot ${DOING}: the first evaluation has no results; judge by a measure`);
}

function rowOf({ tag, results }: Judged, measure: string): Row {
  const found = results.find((result) => result.measure === measure);
  if (!found) {
    const known = results.map((result) => result.measure).join(", ");
    throw new RangeError(
      `Cannot ${DOING} by ${measure}: ${brief(tag)} was judged by ${known}; choose one of them`,
    );
  }
  const { measurement, perFold } = found;
  const odd = perFold.find((value) => value !== undefined && typeof value !== "number");
  if (odd !== undefined) {
    throw new DataError(
      `Cannot ${DOING} by ${measure}: it gives ${whatIs(odd)}; choose a measure that gives numbers`,
    );
  }
  const values = perFold.filter(isFiniteNumber);
  const lost = perFold.length - values.length;
  return {
    name: lost === 0 ? tag : `${tag} (${lost} of ${perFold.length} lost)`,
    values,
    middle: isFiniteNumber(measurement) ? measurement : undefined,
    ends: endsOf(found),
  };
}

function endsOf({ measurement, radius, interval }: JudgedResult): Point | undefined {
  if (!isFiniteNumber(measurement)) return undefined;
  const ends = interval
    ? [interval.low, interval.high] as const
    : [measurement - (radius ?? NaN), measurement + (radius ?? NaN)] as const;
  return ends.every(isFiniteNumber) ? ends : undefined;
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
