import { DataError } from "../core/errors.ts";
import type { Learned, Report } from "../core/model.ts";
import type { Measured } from "../meta/mod.ts";
import type { Point } from "./_chart.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { whatIs } from "./_sources.ts";
import { ofHeldOut, ofTraining, type Series, trainingChart } from "./_training_chart.ts";
import { type Plot, plotOf } from "./plot.ts";

/** What `plotTraining` may be told. */
export interface PlotTrainingOptions extends PlotOptions {
  /** Whether the axis of losses is logarithmic. Default false. */
  readonly logarithmic?: boolean;
}

const DOING = "draw training";

/**
 * Draws how training went, of what was learned or its report: the training loss of each iteration, and where controls held
 * rows out, what was measured on those, up to where training stopped. A dotted line marks the iterate that was kept. The
 * legend tells the last values.
 *
 * Both lines share an axis, unless rows held out were judged by a score, or by a loss so unlike that of training that one
 * line would be flat: each has a panel of its own then. A value that is not finite, or not above 0 on a logarithmic axis,
 * interrupts its line, and the legend says how many are drawn. The axis of a score is never logarithmic.
 *
 * Throws a TypeError for what is no report, and a DataError for one that has nothing to draw.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { iterated } from "@attune/attune/meta";
 * import { plotTraining } from "@attune/attune/plot";
 * import { descender } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const data = { x: numeric([1, 2, 3, 4, 5]), y: numeric([3, 3, 6, 9, 9]) };
 * using machine = new Machine(iterated(descender({ eta: 0.01 })), data);
 * const { kept } = (await machine.fit()).report;
 * const { svg } = plotTraining(machine.learned, { logarithmic: true });
 * assert.ok(svg.includes(`kept: ${kept} iterations`));
 * ```
 */
export function plotTraining(
  source: Report | Pick<Learned, "report">,
  options: PlotTrainingOptions = {},
): Plot {
  checkOptions("plotTraining", options, ["logarithmic"]);
  const { logarithmic = false } = options;
  const report = reportOf(source);
  const { kept } = report;
  const series = seriesOf(report);
  const marked = typeof kept === "number" ? { as: "kept", iterations: kept } : undefined;
  const chart = trainingChart({ series, marked, logarithmic }, frameOf(options, "Losses of training"));
  if (chart) return plotOf(chart);
  throw new DataError(
    `Cannot ${DOING}: no loss is finite${logarithmic ? " and above 0" : ""}; see whether training diverged`,
  );
}

function reportOf(source: unknown): Readonly<Record<string, unknown>> {
  const report = isRecord(source) && isRecord(source.report) ? source.report : source;
  if (isRecord(report)) return report;
  throw new TypeError(`Cannot ${DOING}: got ${whatIs(source)}; give a report, or what was learned`);
}

function seriesOf({ losses, judged, measure, goal }: Readonly<Record<string, unknown>>): readonly Series[] {
  const training = isListOf(losses, isNumber) ? losses.map((loss, i): Point => [i + 1, loss]) : [];
  const heldOut = isListOf(judged, isMeasured)
    ? judged.map(({ iterations, measurement }): Point => [iterations, measurement])
    : [];
  if (training.length + heldOut.length === 0) {
    throw new DataError(
      `Cannot ${DOING}: the report tells of no losses; give that of a model that iterates`,
    );
  }
  return [
    ...training.length > 0 ? [ofTraining(training)] : [],
    ...heldOut.length > 0 ? [ofHeldOut({ measure: String(measure), goal: String(goal) }, heldOut)] : [],
  ];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOf<T>(value: unknown, is: (each: unknown) => each is T): value is readonly T[] {
  return Array.isArray(value) && value.every(is);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function isMeasured(value: unknown): value is Measured {
  return isRecord(value) && isNumber(value.iterations) && isNumber(value.measurement);
}
