import type { Backend } from "../../core/backend.ts";
import { adam, iris, Machine, mlp, neuralNetworkClassifier, unpack } from "../../mod.ts";

/** Losses of irises, trained on a backend. */
export async function irisLosses(backend: Backend): Promise<readonly number[]> {
  const model = neuralNetworkClassifier({
    builder: mlp({ hidden: [16] }),
    optimiser: adam({ eta: 0.01 }),
    epochs: 10,
    batchSize: 10,
  });
  const { x, y } = unpack(iris(), "species");
  using machine = new Machine(model, { x, y }, { seed: 1, verbosity: 0, backend });
  return (await machine.fit()).report.losses;
}
