/**
 * Plots of how well models do, of how they learn, and of what searches found: each is a function that gives a picture as
 * SVG, which also draws itself in a terminal and in notebooks; `plotLosses` is a control that draws while training goes on.
 * Nothing here needs a browser, a canvas or a font. It is no library for drawing whatever one likes, and judges nothing
 * that `measures` does not.
 *
 * @module
 */
export type { PlotOptions } from "./_options.ts";
export type { Searched } from "./_search_source.ts";
export type { Guessed, Several } from "./_sources.ts";
export type { Plot } from "./plot.ts";
export { plotConfusion, type PlotConfusionOptions } from "./plot_confusion.ts";
export { plotFolds, type PlotFoldsOptions } from "./plot_folds.ts";
export { plotLearningCurve, type PlotLearningCurveOptions } from "./plot_learning_curve.ts";
export { plotLosses, type PlotLossesParams } from "./plot_losses.ts";
export { plotParallelCoordinates, type PlotParallelCoordinatesOptions } from "./plot_parallel_coordinates.ts";
export {
  plotPrecisionRecall,
  type PlotPrecisionRecallOptions,
  type PrecisionRecallPoints,
} from "./plot_precision_recall.ts";
export { plotPredictions, type PlotPredictionsOptions } from "./plot_predictions.ts";
export { plotReliability, type PlotReliabilityOptions } from "./plot_reliability.ts";
export { plotRoc, type PlotRocOptions, type RocPoints, type WeightedGuesses } from "./plot_roc.ts";
export { plotSearchHistory, type PlotSearchHistoryOptions } from "./plot_search_history.ts";
export { plotTraining, type PlotTrainingOptions } from "./plot_training.ts";
export { plotValidationSurface, type PlotValidationSurfaceOptions } from "./plot_validation_surface.ts";
