import {
  accuracy,
  adam,
  evaluate,
  iris,
  mlp,
  neuralNetworkClassifier,
  stratifiedCv,
  unpack,
} from "../../mod.ts";

/** Accuracy on irises by six folds, on the default backend: the same numbers on every platform. */
export async function irisAccuracy(): Promise<string> {
  const { x, y } = unpack(iris(), "species");
  const model = neuralNetworkClassifier({
    builder: mlp({ hidden: [16] }),
    optimiser: adam({ eta: 0.01 }),
    epochs: 800, // long enough that workers take part
    batchSize: 5,
  });
  const resampling = stratifiedCv({ folds: 6 });
  const evaluation = await evaluate(model, { x, y }, {
    resampling,
    measures: accuracy,
    seed: 1,
    verbosity: 0,
  });
  return evaluation.of(accuracy).measurement.toFixed(6);
}
