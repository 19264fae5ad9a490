import { countAxis } from "./_axis.ts";
import { worseFirst } from "./_better.ts";
import type { Entry, Mark, Point } from "./_chart.ts";
import { measureAxis, worseEnd } from "./_measure_axis.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { bestEntry, type Candidates, candidatesOf, failedEntry, type Searched } from "./_search_source.ts";
import { type Plot, plotOf } from "./plot.ts";

/** What `plotSearchHistory` may be told. */
export interface PlotSearchHistoryOptions extends PlotOptions {
  /** Whether the axis of the measure is logarithmic; its values are above 0 then. Default false. */
  readonly logarithmic?: boolean;
}

const DOING = "draw the history of a search";
const [STEPS, DOTS] = [0, 5]; // of the palette: blue without dashes, and light blue

/**
 * Draws what a measure says of each candidate of a search, in the order in which they were tried: a point for each, and
 * steps for the best so far. A star marks the best, and crosses at the edge those that failed. Without a goal there is no
 * best. Of many candidates, points that nobody could tell apart are drawn once; the extremes always are.
 *
 * Takes what a search tells for plots, or a report that holds it as `plotting`. Throws a TypeError for anything else, and
 * a DataError where all candidates failed, or none was tried.
 *
 * @example
 * ```ts
 * import type { SearchTable } from "@attune/attune/meta";
 * import { plotSearchHistory } from "@attune/attune/plot";
 * import assert from "node:assert/strict";
 *
 * const plotting: SearchTable = {
 *   names: ["eta"],
 *   scales: ["log10"],
 *   values: [[0.1], [0.01], [1]],
 *   measurements: [0.5, 0.3, NaN],
 *   measure: "logLoss",
 *   goal: "min",
 * };
 * const { svg } = plotSearchHistory({ plotting });
 * assert.ok(svg.includes("best: candidate 1, logLoss 0.3"));
 * assert.ok(svg.includes("failed (1)"));
 * ```
 */
export function plotSearchHistory(search: Searched, options: PlotSearchHistoryOptions = {}): Plot {
  checkOptions("plotSearchHistory", options, ["logarithmic"]);
  const { logarithmic = false } = options;
  const candidates = candidatesOf(DOING, search);
  const { measurements, numbers, finite, failed, goal, best } = candidates;
  const y = measureAxis(candidates, finite.map((i) => measurements[i]!), { logarithmic });
  const edge = worseEnd(y, goal);
  const marks: readonly Mark[] = [
    { kind: "dots", points: finite.map((i): Point => [numbers[i]!, measurements[i]!]), style: DOTS },
    { kind: "crosses", points: failed.map((i): Point => [numbers[i]!, edge]) },
    ...best === undefined ? [] : [
      { kind: "line", points: stepsOf(candidates), style: STEPS } as const,
      { kind: "star", at: [numbers[best]!, measurements[best]!] } as const,
    ],
  ];
  const legend: readonly Entry[] = [
    { label: `candidates (${finite.length})`, kind: "dots", style: DOTS },
    ...failedEntry(candidates),
    ...best === undefined ? [] : [{ label: "best so far", kind: "line", style: STEPS } as const],
    ...bestEntry(candidates, "star"),
  ];
  return plotOf({
    ...frameOf(options, "History of the search"),
    x: countAxis("candidate", [0, Math.max(1, numbers.at(-1)!)]),
    panels: [{ y, marks, aspect: 0.6 }],
    legend,
  });
}

// From the first that was measured to the last that was tried.
function stepsOf({ finite, measurements, numbers, goal }: Candidates): readonly Point[] {
  const worse = worseFirst(goal);
  const points: Point[] = [];
  for (const i of finite) {
    const [value, before] = [measurements[i]!, points.at(-1)?.[1]];
    if (before !== undefined && worse(before, value) >= 0) continue;
    if (before !== undefined) points.push([numbers[i]!, before]);
    points.push([numbers[i]!, value]);
  }
  return [...points, [numbers.at(-1)!, points.at(-1)![1]]];
}
