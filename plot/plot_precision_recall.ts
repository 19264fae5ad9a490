import type { Label } from "../data/mod.ts";
import { precisionRecallCurveWith } from "../measures/mod.ts";
import type { Evaluation } from "../meta/mod.ts";
import { shareAxis } from "./_axis.ts";
import type { Mark, Point } from "./_chart.ts";
import { type Curve, linesOf, pointsOf, threeDecimals } from "./_curves.ts";
import { curvesOfLevels } from "./_levels.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { listed, rowsOf, type Several } from "./_sources.ts";
import { type Plot, plotOf } from "./plot.ts";
import type { WeightedGuesses } from "./plot_roc.ts";

/** The points of a precision-recall curve, as the measure `precisionRecallCurve` gives them, with rising recall. */
export interface PrecisionRecallPoints {
  /** What it is called in the legend. */
  readonly name?: string;
  /** The share of the positive rows that are taken for positive, from point to point. */
  readonly recalls: ArrayLike<number>;
  /** The share of the rows that are taken for positive that are so. */
  readonly precisions: ArrayLike<number>;
  /** How many rows are positive, for the line of chance. */
  readonly positives?: number;
  /** How many rows are negative, for the line of chance. */
  readonly negatives?: number;
}

/** What `plotPrecisionRecall` may be told. */
export interface PlotPrecisionRecallOptions extends PlotOptions {
  /** The positive level; the second of two if absent, of more levels each in turn. */
  readonly positive?: Label;
}

const DOING = "draw a precision-recall curve";

interface Drawn extends Curve {
  /** The share of positive rows, where it is known. */
  readonly baseRate: number | undefined;
}

/**
 * Draws precision against recall at every threshold, `precisionRecallCurve`, in steps: between two points is the
 * precision of the one with more recall. The legend tells the level that is positive and the area under the steps,
 * which is `averagePrecisionWith({ rule: "right" })`, scikit-learn's; dotted lines are what chance would give, the
 * shares of positive rows. Of more than two levels, each is drawn against the others, if there are rows of it and of
 * others. Rows whose truth is missing are left out; probabilities must be finite.
 *
 * Of an evaluation, the predictions for all folds that finished are drawn as one curve.
 *
 * @example
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { plotPrecisionRecall } from "@attune/attune/plot";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes"]);
 * const guess = finite(["no", "yes"], [0.1, 0.4, 0.35, 0.8], { augment: true });
 * const plot = plotPrecisionRecall({ name: "logistic", guess, truth });
 * assert.ok(plot.svg.includes("logistic: yes, AP 0.833"));
 * assert.ok(plot.svg.includes("chance 0.500"));
 * ```
 */
export function plotPrecisionRecall(
  curves: Several<WeightedGuesses | PrecisionRecallPoints | Evaluation>,
  options: PlotPrecisionRecallOptions = {},
): Plot {
  checkOptions("plotPrecisionRecall", options, ["positive"]);
  const drawn = listed(DOING, curves).flatMap((source) => curvesOf(source, options));
  const { marks, legend } = linesOf(drawn, { area: "AP" });
  const rates = drawn.flatMap(({ baseRate }) => baseRate === undefined ? [] : [threeDecimals(baseRate)]);
  const chances = [...new Set(rates)].sort();
  const references = chances.map((rate): Mark => ({
    kind: "reference",
    points: [[0, Number(rate)], [1, Number(rate)]],
  }));
  const chance = { label: `chance ${chances.join(", ")}`, kind: "reference", style: 0 } as const;
  return plotOf({
    ...frameOf(options, drawn.length === 1 ? "Precision-recall curve" : "Precision-recall curves"),
    x: shareAxis("recall"),
    panels: [{ y: shareAxis("precision"), marks: [...references, ...marks], aspect: 1 }],
    legend: [...legend, ...chances.length > 0 ? [chance] : []],
  });
}

function curvesOf(
  source: WeightedGuesses | PrecisionRecallPoints | Evaluation,
  { positive }: PlotPrecisionRecallOptions,
): readonly Drawn[] {
  if (isPoints(source)) return [drawnOf(source.name, source)];
  return curvesOfLevels(DOING, rowsOf(DOING, source), { positive, measure: precisionRecallCurveWith })
    .map(({ name, curve }) => drawnOf(name, curve));
}

function isPoints(source: object): source is PrecisionRecallPoints {
  return typeof source === "object" && source !== null && "recalls" in source && "precisions" in source;
}

// Straight lines between the points would promise more (Davis and Goadrich 2006).
function drawnOf(
  name = "",
  { recalls, precisions, positives, negatives }: PrecisionRecallPoints,
): Drawn {
  const [first, ...others] = pointsOf(DOING, { recalls, precisions });
  const steps = others.flatMap(([recall, precision], i): Point[] => [
    [recalls[i]!, precision],
    [recall, precision],
  ]);
  const known = positives !== undefined && negatives !== undefined;
  return {
    name,
    points: steps.length > 0 ? steps : [first!],
    baseRate: known ? positives / (positives + negatives) : undefined,
  };
}
