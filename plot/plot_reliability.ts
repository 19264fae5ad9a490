import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import type { Label } from "../data/mod.ts";
import { scaleAxis, shareAxis } from "./_axis.ts";
import { checkWeights, codesOf } from "./_binary.ts";
import type { Mark, Point } from "./_chart.ts";
import { entryOf, threeDecimals } from "./_curves.ts";
import type { Judged } from "./_judged.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { binned, forecastsOf, type ReliabilityBins } from "./_reliability_bins.ts";
import { isJudged, listed, probabilitiesOf, rowsOf, type Several } from "./_sources.ts";
import { type Plot, plotOf } from "./plot.ts";
import type { WeightedGuesses } from "./plot_roc.ts";

/** What `plotReliability` may be told. */
export interface PlotReliabilityOptions extends PlotOptions {
  /** How many bins; 10 by default. */
  readonly bins?: number;
  /** Bins of one width, or between quantiles of the confidences; `"uniform"` by default. */
  readonly strategy?: "uniform" | "quantile";
  /** The level that is judged; the second of two if absent, of more levels the likeliest of each row. */
  readonly positive?: Label;
}

const DOING = "draw a reliability curve";

interface Drawn extends ReliabilityBins {
  readonly name: string;
  /** The share of the rows, or of their weights, in twenty steps of confidence. */
  readonly histogram: readonly number[];
  readonly error: number;
}

/**
 * Draws how often what was forecast came true, against how sure the forecast was, in bins of confidence. On the
 * diagonal, probabilities mean what they say. Below is how often which confidence was given, in steps of 0.05. The
 * legend tells the expected calibration error, the mean distance from the diagonal weighted by the rows of the bins.
 * Bins without rows are left out, and so are rows whose truth is missing; probabilities must be finite.
 *
 * Of an evaluation, the predictions for all folds are drawn as one curve.
 *
 * @example
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { plotReliability } from "@attune/attune/plot";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["dry", "wet", "wet", "wet"]);
 * const guess = finite(["dry", "wet"], [0.5, 0.5, 1, 1], { augment: true });
 * assert.ok(plotReliability({ name: "rain", guess, truth }).svg.includes("rain, ECE 0.000"));
 * ```
 */
export function plotReliability(
  sources: Several<WeightedGuesses | Judged>,
  options: PlotReliabilityOptions = {},
): Plot {
  checkOptions("plotReliability", options, ["bins", "strategy", "positive"]);
  const drawn = listed(DOING, sources).map((source) => drawnOf(source, options));
  const shares = scaleAxis("share of rows", [0, ...drawn.flatMap(({ histogram }) => histogram)]);
  return plotOf({
    ...frameOf(options, drawn.length === 1 ? "Reliability curve" : "Reliability curves"),
    x: shareAxis("confidence"),
    panels: [
      {
        y: shareAxis("frequency"),
        marks: [{ kind: "reference", points: [[0, 0], [1, 1]] }, ...drawn.flatMap(curve)],
        aspect: 0.9,
      },
      { y: shares, marks: drawn.map(({ histogram }, style) => steps(histogram, style)), aspect: 0.25 },
    ],
    legend: [
      ...drawn.map(({ name, error }, style) =>
        entryOf({ name, value: `ECE ${threeDecimals(error)}` }, { kind: "line", style })
      ),
      { label: "calibrated", kind: "reference", style: 0 },
    ],
  });
}

function drawnOf(
  source: WeightedGuesses | Judged,
  { bins = 10, strategy = "uniform", positive }: PlotReliabilityOptions,
): Drawn {
  checkBins(bins, strategy);
  const rows = rowsOf(DOING, source);
  const guessed = probabilitiesOf(DOING, rows);
  const weights = isJudged(source) ? undefined : source.weights;
  checkWeights(DOING, { weights, size: guessed.truth.size });
  const codes = codesOf(DOING, guessed.truth.levels, positive);
  const forecasts = forecastsOf(guessed, { code: codes.length === 1 ? codes[0] : undefined, weights });
  const found = binned(forecasts, { bins, strategy });
  const total = found.counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new DataError(`Cannot ${DOING}: no row counts; give rows whose truth is known`);
  const histogram = new Array<number>(STEPS).fill(0);
  for (const { confidence, weight } of forecasts) {
    histogram[Math.min(STEPS - 1, Math.max(0, Math.ceil(confidence * STEPS) - 1))]! += weight / total;
  }
  // Naeini, Cooper and Hauskrecht 2015: ECE = Σ nᵦ / n · |frequencyᵦ − confidenceᵦ|
  const error = found.counts.reduce(
    (sum, count, i) => sum + count / total * Math.abs(found.frequencies[i]! - found.confidences[i]!),
    0,
  );
  return { ...found, name: rows.name ?? "", histogram, error };
}

const STEPS = 20;

function checkBins(bins: number, strategy: string): void {
  if (!(Number.isInteger(bins) && bins >= 1 && bins <= 1000)) {
    throw new RangeError(
      `Cannot set "bins" of plotReliability: it is ${brief(bins)}; give a number from 1 to 1000`,
    );
  }
  if (strategy === "uniform" || strategy === "quantile") return;
  throw new TypeError(
    `Cannot set "strategy" of plotReliability: it is ${brief(strategy)}; choose "uniform" or "quantile"`,
  );
}

function curve({ confidences, frequencies }: Drawn, style: number): readonly Mark[] {
  const points = confidences.map((confidence, i): Point => [confidence, frequencies[i]!]);
  return [{ kind: "line", points, style }, { kind: "points", points, style, large: true }];
}

function steps(histogram: readonly number[], style: number): Mark {
  const tops = histogram.flatMap((share, i): Point[] => [[i / STEPS, share], [(i + 1) / STEPS, share]]);
  return { kind: "area", points: [[0, 0], ...tops, [1, 0]], style };
}
