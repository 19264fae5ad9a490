import type { Layer, Plan } from "../core/mod.ts";
import {
  adam,
  behind,
  chain,
  conv2d,
  crossEntropy,
  dense,
  finaliserOf,
  flatten,
  maxPool2d,
  relu,
  sigmoid,
  softmax,
} from "../nn/mod.ts";
import type { Job } from "./protocol.ts";

/** A workload's network. */
export function networkOf(
  { channels, hidden, classes, activation }: Pick<Job, "channels" | "hidden" | "classes" | "activation">,
): Layer {
  const word = activation === "relu" ? relu : sigmoid;
  const blocks = channels.flatMap((n) => [conv2d(n, { padding: "same", activation: word }), maxPool2d(2)]);
  return chain(
    ...(blocks.length > 0 ? [...blocks, flatten()] : []),
    ...hidden.map((units) => dense(units, { activation: word })),
    dense(classes),
  );
}

/** Shape of an observation: a row, or a square gray image. */
export function inputOf({ channels, inputs }: Pick<Job, "channels" | "inputs">): readonly number[] {
  return channels.length > 0 ? [Math.sqrt(inputs), Math.sqrt(inputs), 1] : [inputs];
}

/** A workload's plan: softmax, cross-entropy, Adam. */
export function planOf(job: Job): Plan {
  const finaliser = finaliserOf(softmax);
  return {
    network: networkOf(job),
    input: inputOf(job),
    finaliser,
    loss: behind(finaliser, crossEntropy()),
    optimiser: adam({ eta: job.rate }).rules,
    batchSize: job.batch,
    seed: [1, 2],
  };
}
