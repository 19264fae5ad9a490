import { adam, momentum } from "../../nn/mod.ts";
import {
  type Plot,
  plotLearningCurve,
  plotParallelCoordinates,
  plotSearchHistory,
  plotValidationSurface,
} from "../../plot/mod.ts";
import { gridSearch, overfittedCurve, powers, randomSearch } from "./_searched.ts";

const SEVERAL = overfittedCurve({ seeds: 5, seed: 1 });
const RANDOM = randomSearch(100, { seed: 2 });
const OPTIMISERS = [adam({ eta: 0.001 }), adam({ eta: 0.01 }), momentum()];
const LAYERS = [[], [64], [64, 32], [128, 64, 32, 16, 8, 4, 2], [128, 64, 32, 24, 8, 4, 2]];

/** Of a random search, the two first hyperparameters listed. */
const LISTED = {
  ...RANDOM,
  names: ["optimiser", "builder.hidden", ...RANDOM.names.slice(2)],
  scales: ["none", "none", ...RANDOM.scales.slice(2)],
  values: RANDOM.values.map((values, i) => [OPTIMISERS[i % 3]!, LAYERS[i % 5]!, ...values.slice(2)]),
};

/** Pictures of searches that are kept, by name. */
export const SEARCH_GALLERY: Readonly<Record<string, () => Plot>> = {
  learning_curve: () =>
    plotLearningCurve(overfittedCurve({ seeds: 1, seed: 3 }), { title: "Epochs", logarithmic: true }),
  learning_curve_seeds: () => plotLearningCurve(SEVERAL),
  learning_curve_failed: () =>
    plotLearningCurve({
      ...SEVERAL,
      measurements: SEVERAL.measurements.map((each, i) =>
        [4, 6, 14, 15].includes(i) ? [NaN, ...each.slice(1)] : each
      ),
    }),
  learning_curve_listed: () =>
    plotLearningCurve({
      ...SEVERAL,
      path: "builder.encoder.layers.0.hidden",
      scale: "none",
      values: LAYERS,
      measurements: SEVERAL.measurements.slice(0, LAYERS.length),
    }),
  surface_grid: () => plotValidationSurface(gridSearch(powers(7, -4, 0), [4, 8, 16, 32, 64, 128])),
  surface_fine: () =>
    plotValidationSurface(gridSearch(powers(30, -4, 0), [4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256])),
  surface_listed: () => plotValidationSurface(LISTED),
  surface_random: () => plotValidationSurface(RANDOM),
  surface_mixed: () =>
    plotValidationSurface(RANDOM, {
      parameters: ["builder.activation", "optimiser.eta"],
      logarithmic: true,
    }),
  parallel: () => plotParallelCoordinates(randomSearch(40, { seed: 4 })),
  parallel_many: () => plotParallelCoordinates(randomSearch(300, { seed: 5 }), { title: "Three hundred" }),
  parallel_listed: () => plotParallelCoordinates(LISTED),
  history: () => plotSearchHistory(RANDOM),
  history_score: () =>
    plotSearchHistory({
      ...RANDOM,
      measurements: RANDOM.measurements.map((loss) => 1 - loss),
      measure: "accuracy",
      goal: "max",
    }),
};
