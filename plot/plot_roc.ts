import type { Categorical, Finite, Label } from "../data/mod.ts";
import { rocCurveWith } from "../measures/mod.ts";
import type { Evaluation } from "../meta/mod.ts";
import { shareAxis } from "./_axis.ts";
import { type Curve, linesOf, pointsOf } from "./_curves.ts";
import { curvesOfLevels } from "./_levels.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { type Guessed, listed, rowsOf, type Several } from "./_sources.ts";
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
 * Draws receiver operating characteristics, `rocCurve`: how many positive rows are found, against how many negative
 * rows are taken for positive, at every threshold. The legend tells the level that is positive and the area under its
 * curve, which is `auc`; a dotted line is what chance would give. Of more than two levels, each is drawn against the
 * others, if there are rows of it and of others. Rows whose truth is missing are left out; probabilities must be finite.
 *
 * Of an evaluation, the predictions for all folds that finished are drawn as one curve.
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
 * assert.ok(plot.svg.includes("logistic: yes, AUC 0.750"));
 * ```
 */
export function plotRoc(
  curves: Several<WeightedGuesses | RocPoints | Evaluation>,
  options: PlotRocOptions = {},
): Plot {
  checkOptions("plotRoc", options, ["positive"]);
  const drawn = listed(DOING, curves).flatMap((source) => curvesOf(source, options));
  const { marks, legend } = linesOf(drawn, { area: "AUC" });
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
  source: WeightedGuesses | RocPoints | Evaluation,
  { positive }: PlotRocOptions,
): readonly Curve[] {
  if (isPoints(source)) return [curveOf(source.name, source)];
  return curvesOfLevels(DOING, rowsOf(DOING, source), { positive, measure: rocCurveWith })
    .map(({ name, curve }) => curveOf(name, curve));
}

function isPoints(source: object): source is RocPoints {
  return typeof source === "object" && source !== null && "falsePositiveRates" in source &&
    "truePositiveRates" in source;
}

function curveOf(name = "", { falsePositiveRates, truePositiveRates }: RocPoints): Curve {
  return { name, points: pointsOf(DOING, { falsePositiveRates, truePositiveRates }) };
}
