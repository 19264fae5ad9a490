import { DataError } from "../core/errors.ts";
import type { Label } from "../data/mod.ts";
import {
  type ReliabilityCurve,
  type ReliabilityCurveOptions,
  reliabilityCurveWith,
} from "../measures/mod.ts";
import type { Evaluation } from "../meta/mod.ts";
import { scaleAxis, shareAxis } from "./_axis.ts";
import type { Mark, Point } from "./_chart.ts";
import { curveName, entryOf, threeDecimals } from "./_curves.ts";
import { judgedLevels } from "./_levels.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { listed, probabilitiesOf, rowsOf, type Several } from "./_sources.ts";
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

const STEPS = 20; // of the histogram

interface Drawn {
  readonly curve: ReliabilityCurve;
  /** The share of the rows, or of their weights, in steps of confidence. */
  readonly histogram: readonly number[];
  readonly name: string;
  /** For the legend: `"mean gap 0.043"`. */
  readonly value: string;
}

/**
 * Draws how often what was forecast came true, against how sure the forecast was: the measure `reliabilityCurve`, in
 * 10 bins. On the diagonal, probabilities mean what they say. Below is how often which probability was given, in steps
 * of 0.05. The legend tells the level that is judged and the mean distance of the bins from the diagonal, weighted by
 * their rows. Where the likeliest level of each row is judged, that is `expectedCalibrationError` in as many bins, and
 * is called ECE. Bins without rows are left out, and so are rows whose truth is missing; probabilities must be finite.
 *
 * Of an evaluation, the predictions for all folds that finished are drawn as one curve.
 *
 * @example
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { plotReliability } from "@attune/attune/plot";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["dry", "wet", "wet", "wet"]);
 * const guess = finite(["dry", "wet"], [0.5, 0.5, 1, 1], { augment: true });
 * assert.ok(plotReliability({ name: "rain", guess, truth }).svg.includes("rain: wet, mean gap 0.000"));
 * ```
 */
export function plotReliability(
  sources: Several<WeightedGuesses | Evaluation>,
  options: PlotReliabilityOptions = {},
): Plot {
  checkOptions("plotReliability", options, ["bins", "strategy", "positive"]);
  const drawn = listed(DOING, sources).map((source) => drawnOf(source, options));
  const shares = scaleAxis("share of rows", [0, ...drawn.flatMap(({ histogram }) => histogram)]);
  return plotOf({
    ...frameOf(options, drawn.length === 1 ? "Reliability curve" : "Reliability curves"),
    x: shareAxis("predicted probability"),
    panels: [
      {
        y: shareAxis("observed frequency"),
        marks: [
          { kind: "reference", points: [[0, 0], [1, 1]] },
          ...drawn.flatMap(({ curve }, style) => lineOf(curve, style)),
        ],
        aspect: 0.9,
      },
      { y: shares, marks: drawn.map(({ histogram }, style) => steps(histogram, style)), aspect: 0.25 },
    ],
    legend: [
      ...drawn.map((each, style) => entryOf(each, { kind: "line", style })),
      { label: "perfectly calibrated", kind: "reference", style: 0 },
    ],
  });
}

function drawnOf(
  source: WeightedGuesses | Evaluation,
  { bins = 10, strategy = "uniform", positive }: PlotReliabilityOptions,
): Drawn {
  const rows = rowsOf(DOING, source);
  const { guess, truth } = probabilitiesOf(DOING, rows);
  const [level, ...others] = judgedLevels(DOING, truth, { positive });
  const judged = others.length > 0 ? { mostProbable: true } : { positive: level! };
  const measured = (options: ReliabilityCurveOptions) =>
    reliabilityCurveWith({ ...options, ...judged })(guess, truth, { weights: rows.weights });
  const curve = measured({ bins, strategy });
  if (curve.counts.length === 0) {
    throw new DataError(`Cannot ${DOING}: no row counts; give rows whose truth is known`);
  }
  return {
    curve,
    histogram: histogramOf(measured({ bins: STEPS })),
    name: curveName(rows.name, judged.positive),
    value: `${others.length > 0 ? "ECE" : "mean gap"} ${threeDecimals(meanGap(curve))} in ${bins} bins`,
  };
}

// Σ nᵦ / n · |frequencyᵦ − confidenceᵦ|
function meanGap({ confidences, frequencies, counts }: ReliabilityCurve): number {
  const gaps = counts.map((count, b) => count * Math.abs(frequencies[b]! - confidences[b]!));
  return sum(gaps) / sum(counts);
}

// The mean of a bin may exceed the edge that closes it by its rounding, hence the margin.
function histogramOf({ confidences, counts }: ReliabilityCurve): readonly number[] {
  const shares = new Array<number>(STEPS).fill(0);
  for (const [b, confidence] of confidences.entries()) {
    shares[Math.max(0, Math.ceil(confidence * STEPS - 1e-9) - 1)]! += counts[b]! / sum(counts);
  }
  return shares;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function lineOf({ confidences, frequencies }: ReliabilityCurve, style: number): readonly Mark[] {
  const points = Array.from(confidences, (confidence, i): Point => [confidence, frequencies[i]!]);
  return [{ kind: "line", points, style }, { kind: "points", points, style, large: true }];
}

function steps(histogram: readonly number[], style: number): Mark {
  const tops = histogram.flatMap((share, i): Point[] => [[i / STEPS, share], [(i + 1) / STEPS, share]]);
  return { kind: "area", points: [[0, 0], ...tops, [1, 0]], style };
}
