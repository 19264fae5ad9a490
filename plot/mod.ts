/**
 * Plots of how well models do: each is a function that gives a picture as SVG, which also draws itself in a terminal
 * and in notebooks. Nothing here needs a browser, a canvas or a font. It is no library for drawing whatever one likes,
 * and its pictures do not move; it judges nothing that `measures` does not.
 *
 * @module
 */
export type { PlotOptions } from "./_options.ts";
export type { Guessed, Several } from "./_sources.ts";
export type { Plot } from "./plot.ts";
export { plotConfusion, type PlotConfusionOptions } from "./plot_confusion.ts";
export { plotFolds, type PlotFoldsOptions } from "./plot_folds.ts";
export {
  plotPrecisionRecall,
  type PlotPrecisionRecallOptions,
  type PrecisionRecallPoints,
} from "./plot_precision_recall.ts";
export { plotPredictions, type PlotPredictionsOptions } from "./plot_predictions.ts";
export { plotReliability, type PlotReliabilityOptions } from "./plot_reliability.ts";
export { plotRoc, type PlotRocOptions, type RocPoints, type WeightedGuesses } from "./plot_roc.ts";
