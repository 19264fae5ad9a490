import type { Categorical, Finite, Label } from "../data/mod.ts";
import { scoredOf } from "./_binary.ts";
import { shareAxis } from "./_axis.ts";
import type { Point } from "./_chart.ts";
import { cutsOf } from "./_cuts.ts";
import { type Curve, curveName, linesOf, pointsOf, threeDecimals } from "./_curves.ts";
import type { Judged } from "./_judged.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { type Guessed, isJudged, listed, probabilitiesOf, rowsOf, type Several } from "./_sources.ts";
import { type Plot, plotOf } from "./plot.ts";

/** Probabilities of classes with the classes that are true. */
export interface WeightedGuesses extends Guessed<Finite, Categorical> {
  /** How much each row counts. All alike if absent. */
  readonly weights?: Float64Array | undefined;
}

/** The points of an ROC curve, as the measure `rocCurve` gives them. */
export interface RocPoints {
  /** What it is called in the legend. */
  readonly name?: string;
  /** The share of the negative rows that are taken for positive, from point to point. */
  readonly falsePositiveRates: ArrayLike<number>;
  /** The share of the positive rows that are. */
  readonly truePositiveRates: ArrayLike<number>;
}

/** What `plotRoc` may be told. */
export interface PlotRocOptions extends PlotOptions {
  /** The positive level; the second of two if absent, of more levels each in turn. */
  readonly positive?: Label;
}

const DOING = "draw an ROC curve";

/**
 * Draws receiver operating characteristics: how many positive rows are found, against how many negative rows are
 * taken for positive, at every threshold. The legend tells the areas under the curves, by trapezoids; a dotted line
 * is what chance would give. Of more than two levels, each is drawn against the others, if there are rows of it and
 * of others. Rows whose truth is missing are left out; probabilities must be finite.
 *
 * Of an evaluation, the predictions for all folds are drawn as one curve.
 *
 * @example
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { plotRoc } from "@attune/attune/plot";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes"]);
 * const guess = finite(["no", "yes"], [0.1, 0.4, 0.35, 0.8], { augment: true });
 * const plot = plotRoc({ name: "logistic", guess, truth });
 * assert.ok(plot.svg.includes("logistic, AUC 0.750"));
 * ```
 */
export function plotRoc(
  curves: Several<WeightedGuesses | RocPoints | Judged>,
  options: PlotRocOptions = {},
): Plot {
  checkOptions("plotRoc", options, ["positive"]);
  const drawn = listed(DOING, curves).flatMap((source) => curvesOf(source, options));
  const { marks, legend } = linesOf(drawn);
  return plotOf({
    ...frameOf(options, drawn.length === 1 ? "ROC curve" : "ROC curves"),
    x: shareAxis("false positive rate"),
    panels: [{
      y: shareAxis("true positive rate"),
      marks: [{ kind: "reference", points: [[0, 0], [1, 1]] }, ...marks],
      aspect: 1,
    }],
    legend: [...legend, { label: "chance", kind: "reference", style: 0 }],
  });
}

function curvesOf(
  source: WeightedGuesses | RocPoints | Judged,
  { positive }: PlotRocOptions,
): readonly Curve[] {
  if (isPoints(source)) {
    const { name = "", falsePositiveRates, truePositiveRates } = source;
    return [curveOf(name, pointsOf(DOING, { falsePositiveRates, truePositiveRates }))];
  }
  const rows = rowsOf(DOING, source);
  const guessed = probabilitiesOf(DOING, rows);
  const weights = isJudged(source) ? undefined : source.weights;
  const several = guessed.truth.levels.length > 2;
  return scoredOf(DOING, guessed, { positive, weights }).map((scored) => {
    const { hits, falls } = cutsOf(scored);
    const points = falls.map((fall, i): Point => [fall / falls.at(-1)!, hits[i]! / hits.at(-1)!]);
    return curveOf(curveName(rows.name, several ? scored.level : undefined), points);
  });
}

function isPoints(source: object): source is RocPoints {
  return typeof source === "object" && source !== null && "falsePositiveRates" in source &&
    "truePositiveRates" in source;
}

function curveOf(name: string, points: readonly Point[]): Curve {
  return { name, points, value: `AUC ${threeDecimals(areaUnder(points))}` };
}

function areaUnder(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, [x, y], i) => sum + (x - points[i]![0]) * (y + points[i]![1]) / 2, 0);
}
