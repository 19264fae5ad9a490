import type { Layer, Plan } from "../core/mod.ts";
import { adam, behind, chain, crossEntropy, dense, finaliserOf, relu, sigmoid, softmax } from "../nn/mod.ts";
import type { Job } from "./protocol.ts";

type Shape = Pick<Job, "hidden" | "classes" | "activation">;

/** A workload's network. */
export function networkOf({ hidden, classes, activation }: Shape): Layer {
  const word = activation === "relu" ? relu : sigmoid;
  return chain(...hidden.map((units) => dense(units, { activation: word })), dense(classes));
}

/** A workload's plan: softmax, cross-entropy, Adam. */
export function planOf(job: Job): Plan {
  const finaliser = finaliserOf(softmax);
  return {
    network: networkOf(job),
    input: [job.inputs],
    finaliser,
    loss: behind(finaliser, crossEntropy()),
    optimiser: adam({ eta: job.rate }).rules,
    batchSize: job.batch,
    seed: [1, 2],
  };
}
