import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { candidatesOf, type Searched } from "./_search_source.ts";
import { isGrid, parametersOf } from "./_surface.ts";
import { gridChart } from "./_surface_grid.ts";
import { scatterChart } from "./_surface_scatter.ts";
import { type Plot, plotOf } from "./plot.ts";

/** What `plotValidationSurface` may be told. */
export interface PlotValidationSurfaceOptions extends PlotOptions {
  /** Paths of the hyperparameters across and upwards. The first two of the search if absent. */
  readonly parameters?: readonly [across: string, upwards: string];
  /** Whether colours are logarithmic; values of the measure are above 0 then. Default false. */
  readonly logarithmic?: boolean;
}

const DOING = "draw a validation surface";

/**
 * Draws what a measure says over two hyperparameters, in colours: the darker, the better; without a goal, the larger. Where
 * candidates form a grid, each pair of values is a cell with its number, if there are few; otherwise each candidate is a
 * point, on the scales of the ranges, the better ones above. The best is framed, or a star, and crosses mark what failed.
 *
 * Candidates form a grid where more than half of all pairs of values were tried, and where each range of numbers has at
 * most 60 values, and half as many pairs again as values. Of candidates with the same pair, which differ in hyperparameters that are not shown, the
 * best gives the colour, and there is a cross if all failed; without a goal it is their mean. The picture says where this
 * is so.
 *
 * Takes what a search tells for plots, or a report that holds it as `plotting`. Throws a RangeError for a path that the
 * search does not have, a TypeError for what is no search, and a DataError where all candidates failed, or none was tried.
 *
 * @example
 * ```ts
 * import type { SearchTable } from "@attune/attune/meta";
 * import { plotValidationSurface } from "@attune/attune/plot";
 * import assert from "node:assert/strict";
 *
 * const plotting: SearchTable = {
 *   names: ["eta", "hidden"],
 *   scales: ["log10", "none"],
 *   values: [[0.01, [8]], [0.1, [8]], [0.01, [8, 8]], [0.1, [8, 8]]],
 *   measurements: [0.5, 0.3, 0.7, NaN],
 *   measure: "logLoss",
 *   goal: "min",
 * };
 * const { svg } = plotValidationSurface({ plotting });
 * assert.ok(svg.includes(">[8, 8]</text>") && svg.includes(">0.7</text>"));
 * ```
 */
export function plotValidationSurface(search: Searched, options: PlotValidationSurfaceOptions = {}): Plot {
  checkOptions("plotValidationSurface", options, ["parameters", "logarithmic"]);
  const { parameters, logarithmic = false } = options;
  const candidates = candidatesOf(DOING, search);
  const [across, upwards] = parametersOf(DOING, candidates, parameters);
  const surface = { candidates, across, upwards, logarithmic };
  const frame = frameOf(options, "Validation surface");
  return plotOf({ ...frame, ...isGrid(surface) ? gridChart(surface) : scatterChart(DOING, surface) });
}
