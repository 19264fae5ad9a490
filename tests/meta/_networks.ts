import { mlp } from "../../builders/mod.ts";
import { neuralNetworkClassifier } from "../../models/mod.ts";

/** A small network for classes, fitted fast. */
export function smallNetwork(epochs = 2): ReturnType<typeof neuralNetworkClassifier> {
  return neuralNetworkClassifier({ builder: mlp({ hidden: [4] }), epochs, batchSize: 8 });
}
