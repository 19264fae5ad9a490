import type { Label } from "../data/mod.ts";
import { shareAxis } from "./_axis.ts";
import { scoredOf } from "./_binary.ts";
import type { Mark, Point } from "./_chart.ts";
import { type Curve, curveName, linesOf, pointsOf, threeDecimals } from "./_curves.ts";
import { cutsOf } from "./_cuts.ts";
import type { Judged } from "./_judged.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { isJudged, listed, probabilitiesOf, rowsOf, type Several } from "./_sources.ts";
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
 * Draws precision against recall at every threshold, in steps: between two points is the precision of the one with
 * more recall. The legend tells the average precision, which is the area under the steps; dotted lines are what
 * chance would give, the shares of positive rows. Of more than two levels, each is drawn against the others, if there
 * are rows of it and of others. Rows whose truth is missing are left out; probabilities must be finite.
 *
 * Of an evaluation, the predictions for all folds are drawn as one curve.
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
 * assert.ok(plot.svg.includes("logistic, AP 0.833"));
 * assert.ok(plot.svg.includes("chance 0.500"));
 * ```
 */
export function plotPrecisionRecall(
  curves: Several<WeightedGuesses | PrecisionRecallPoints | Judged>,
  options: PlotPrecisionRecallOptions = {},
): Plot {
  checkOptions("plotPrecisionRecall", options, ["positive"]);
  const drawn = listed(DOING, curves).flatMap((source) => curvesOf(source, options));
  const { marks, legend } = linesOf(drawn);
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
  source: WeightedGuesses | PrecisionRecallPoints | Judged,
  { positive }: PlotPrecisionRecallOptions,
): readonly Drawn[] {
  if (isPoints(source)) {
    const { name = "", recalls, precisions, positives, negatives } = source;
    const known = positives !== undefined && negatives !== undefined;
    const baseRate = known ? positives / (positives + negatives) : undefined;
    return [{ ...curveOf(name, pointsOf(DOING, { recalls, precisions })), baseRate }];
  }
  const rows = rowsOf(DOING, source);
  const guessed = probabilitiesOf(DOING, rows);
  const weights = isJudged(source) ? undefined : source.weights;
  const several = guessed.truth.levels.length > 2;
  return scoredOf(DOING, guessed, { positive, weights }).map((scored) => {
    const { hits, falls } = cutsOf(scored);
    const [hit, fall] = [hits.at(-1)!, falls.at(-1)!];
    // before the first threshold nothing is taken for positive, and precision is 1 by convention
    const points = hits.map((h, i): Point => [h / hit, h + falls[i]! > 0 ? h / (h + falls[i]!) : 1]);
    const name = curveName(rows.name, several ? scored.level : undefined);
    return { ...curveOf(name, points), baseRate: hit / (hit + fall) };
  });
}

function isPoints(source: object): source is PrecisionRecallPoints {
  return typeof source === "object" && source !== null && "recalls" in source && "precisions" in source;
}

// AP = Σ (Rᵢ − Rᵢ₋₁) Pᵢ; straight lines between the points would promise more (Davis and Goadrich 2006)
function curveOf(name: string, points: readonly Point[]): Curve {
  const area = points.slice(1).reduce(
    (sum, [recall, precision], i) => sum + (recall - points[i]![0]) * precision,
    0,
  );
  const [first, ...others] = points;
  const steps = others.flatMap((
    [recall, precision],
    i,
  ): Point[] => [[points[i]![0], precision], [recall, precision]]);
  return { name, points: steps.length > 0 ? steps : [first!], value: `AP ${threeDecimals(area)}` };
}
