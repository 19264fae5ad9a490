import { DataError } from "../core/errors.ts";
import { bandAxis } from "./_axis.ts";
import { tableOfBest } from "./_best_table.ts";
import { BETTER } from "./_better.ts";
import { along, type Axis, type Mark, type Point } from "./_chart.ts";
import { coloursOf, measureAxis } from "./_measure_axis.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { type ParameterAxis, parameterAxis } from "./_parameter_axis.ts";
import { bestEntry, byMeasurement, type Candidates, candidatesOf, type Searched } from "./_search_source.ts";
import { shortPaths } from "./_short_path.ts";
import { textWidth } from "./_svg.ts";
import { type Plot, plotOf } from "./plot.ts";

/** What `plotParallelCoordinates` may be told. */
export interface PlotParallelCoordinatesOptions extends PlotOptions {
  /** Whether axis and colours of the measure are logarithmic; its values are above 0 then. Default false. */
  readonly logarithmic?: boolean;
}

const DOING = "draw parallel coordinates";
const PATH = 18; // columns: what is added to names has room too
const LINES = 1000; // more of them are a surface
const [WIDTH, LEAST, EDGES] = [480, 84, 40]; // pixels: of the picture, from axis to axis, and besides
const NO_AXIS: Axis = { label: "", from: 0, to: 1, ticks: [], bands: false };

/**
 * Draws a line for each candidate of a search, over an axis for each hyperparameter and one for the measure, on the scales
 * of their ranges. The better a candidate, the darker its line, and the best one is thick. Without a goal there is no best,
 * and lines are the darker the larger their measurement. Candidates that failed are not drawn, but counted. Of more than
 * 1000, half of as many lines are those of the best, and the others are taken from the rest, evenly by rank.
 *
 * Signs cannot draw this: in a terminal it is a table of the best ten, or without a goal of those with the largest
 * measurements.
 *
 * Takes what a search tells for plots, or a report that holds it as `plotting`. Throws a TypeError for anything else, and
 * a DataError where all candidates failed, or none was tried.
 *
 * @example
 * ```ts
 * import type { SearchTable } from "@attune/attune/meta";
 * import { plotParallelCoordinates } from "@attune/attune/plot";
 * import assert from "node:assert/strict";
 *
 * const plotting: SearchTable = {
 *   names: ["eta", "hidden"],
 *   scales: ["log10", "linear"],
 *   values: [[0.1, 8], [0.01, 16], [1, 16]],
 *   measurements: [0.5, 0.3, NaN],
 *   measure: "logLoss",
 *   goal: "min",
 * };
 * const plot = plotParallelCoordinates({ plotting });
 * assert.ok(plot.svg.includes("Not drawn: 1 failed"));
 * assert.match(`${plot}`, /The best 2 of 2 by logLoss/);
 * ```
 */
export function plotParallelCoordinates(
  search: Searched,
  options: PlotParallelCoordinatesOptions = {},
): Plot {
  checkOptions("plotParallelCoordinates", options, ["logarithmic"]);
  const { logarithmic = false } = options;
  const candidates = candidatesOf(DOING, search);
  const { measure, goal, measurements, finite, failed, failure, best } = candidates;
  if (candidates.names.length === 0) {
    throw new DataError(`Cannot ${DOING}: the search has no hyperparameters; give one of a range or more`);
  }
  const values = finite.map((i) => measurements[i]!);
  const y = measureAxis({ measure, goal: "none" }, values, { logarithmic });
  const colours = coloursOf(candidates, { axis: { ...y, label: `${y.label}${BETTER[goal]}` }, values });
  const axes = [...parametersOf(candidates), { axis: y, places: values }];
  const places = new Map(finite.map((i, at) => [i, at]));
  const shown = thinned(byMeasurement(candidates));
  const threads = shown.map((i, rank): Mark => {
    const points = axes.map(({ axis, places: of }, x): Point => [x, along(axis, of[places.get(i)!]!)]);
    const opacity = opacityOf(shown.length - 1 - rank, shown.length);
    return {
      kind: "thread",
      points,
      share: along(colours.axis, measurements[i]!),
      opacity,
      best: i === best,
    };
  });
  const uprights = axes.map(({ axis }, x): Mark => ({ kind: "upright", x, axis }));
  return plotOf({
    ...frameOf({ width: widthOf(axes), ...options }, "Parallel coordinates of the search"),
    x: bandAxis("", axes.map(({ axis }) => axis.label)),
    panels: [{ y: NO_AXIS, marks: [...threads, ...uprights], aspect: 0.6 }],
    colours,
    legend: bestEntry(candidates, "thread"),
    notes: [
      ...failed.length > 0 ? [`Not drawn: ${failed.length} ${failure}`] : [],
      ...shown.length < finite.length
        ? [`Drawn: ${shown.length} of ${finite.length}, the best ${LINES / 2} and others evenly by rank`]
        : [],
    ],
    listing: tableOfBest(candidates),
  });
}

function parametersOf({ names, scales, values, listed, finite }: Candidates): readonly ParameterAxis[] {
  const labels = shortPaths(names, PATH);
  return names.map((path, j) =>
    parameterAxis(DOING, {
      path,
      scale: scales[j]!,
      values: finite.map((i) => values[i]![j]),
      listed: listed?.[path],
      label: labels[j]!,
    })
  );
}

function thinned(order: readonly number[]): readonly number[] {
  if (order.length <= LINES) return order;
  const [rest, best] = [order.slice(0, -LINES / 2), order.slice(-LINES / 2)];
  const step = rest.length / (LINES / 2);
  return [...Array.from({ length: LINES / 2 }, (_, i) => rest[Math.floor(i * step)]!), ...best];
}

// Some 30 stand out, however many are behind them.
function opacityOf(behind: number, count: number): number {
  const least = Math.min(0.4, Math.max(0.08, 20 / count));
  return least + (0.9 - least) * Math.exp(-behind / 30);
}

// Texts of ticks stand to the right of their axes.
function widthOf(axes: readonly ParameterAxis[]): number {
  const widest = Math.max(...axes.flatMap(({ axis }) => axis.ticks.map(({ text }) => textWidth(text))));
  return Math.ceil(Math.max(WIDTH, EDGES + axes.length * Math.max(LEAST, widest + 20)));
}
