import { mlp } from "../../builders/mod.ts";
import { blobs, numeric, regression } from "../../data/mod.ts";
import { logLoss, mae } from "../../measures/mod.ts";
import { balancedBagging, cv, ensemble, recursiveFeatureElimination, stack } from "../../meta/mod.ts";
import { constantClassifier, neuralNetworkClassifier, neuralNetworkRegressor } from "../../models/mod.ts";
import { adam, tanh } from "../../nn/mod.ts";
import { conformModel, constantGuess, descender } from "../../testing/mod.ts";

const classes = blobs({ rows: 18, seed: 1 });
const numbers = regression({ rows: 15, columns: 4, seed: 1 });
const line = { x: numeric([1, 2, 3, 4, 5, 6, 7, 8]), y: numeric([2, 4, 7, 8, 9, 12, 15, 16]) };
const some = {
  builder: mlp({ hidden: [3], activation: tanh }),
  epochs: 2,
  batchSize: 5,
  optimiser: adam({ eta: 0.02 }),
};

conformModel("ensemble() of descenders", {
  make: () => ensemble(descender({ epochs: 3 }), { n: 3, measures: mae }),
  data: line,
  changes: [{ baggingFraction: 0.5 }, { replacement: true }, { "model.lambda": 0.1 }, { "model.epochs": 2 }],
});
conformModel("ensemble() of classifiers, weighted, with subspaces", {
  make: () =>
    ensemble(neuralNetworkClassifier(some), { n: 2, replacement: true, features: 1, measures: [logLoss] }),
  data: { ...classes, weights: Float64Array.from({ length: 18 }, (_, i) => 1 + i % 3) },
  changes: [{ features: 0 }, { n: 3, baggingFraction: 1 }],
});
conformModel("ensemble() that is wrapped in another", {
  make: () => ensemble(ensemble(descender({ epochs: 2 }), { n: 2 }), { n: 2, baggingFraction: 1 }),
  data: line,
  changes: [{ "model.baggingFraction": 0.5 }],
});
conformModel("balancedBagging()", {
  make: () => balancedBagging(neuralNetworkClassifier(some), { n: 2 }),
  data: { x: classes.x.take([0, 1, 2, 3, 4, 5, 6, 7]), y: classes.y.take([0, 1, 2, 3, 4, 5, 6, 7]) },
});
conformModel("stack()", {
  make: () =>
    stack({ net: neuralNetworkClassifier(some), constant: constantClassifier() }, {
      metalearner: neuralNetworkClassifier(some),
      resampling: cv({ folds: 3, shuffled: true }),
    }),
  data: classes,
  changes: [
    { "net.epochs": 3 },
    { resampling: cv({ folds: 2, shuffled: true }) },
    { "metalearner.batchSize": 4 },
    { "metalearner.epochs": 3, "net.epochs": 3 },
  ],
});
conformModel("recursiveFeatureElimination()", {
  make: () => recursiveFeatureElimination(neuralNetworkRegressor(some), { repeats: 2 }),
  data: numbers,
  changes: [{ features: 3 }, { step: 2 }, { "model.epochs": 3 }],
});
conformModel("stack() of toys", {
  make: () => stack({ guess: constantGuess() }, { metalearner: neuralNetworkRegressor(some) }),
  data: { x: line.x, y: line.y },
  changes: [{ metalearner: neuralNetworkRegressor({ ...some, epochs: 1 }) }],
});
