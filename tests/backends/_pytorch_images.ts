import type { Plan } from "../../core/mod.ts";
import {
  activate,
  adam,
  batchNorm,
  behind,
  chain,
  conv2d,
  crossEntropy,
  dense,
  finaliserOf,
  flatten,
  globalMeanPool,
  identity,
  maxPool2d,
  meanPool2d,
  momentum,
  mse,
  relu,
  softmax,
  tanh,
  upsample2d,
} from "../../nn/mod.ts";
import { type PytorchCase, pytorchCases } from "./_pytorch.ts";
import golden from "../golden/pytorch_images.json" with { type: "json" };

type Case = (typeof golden.cases)[number];
type Recipe = (settings: Case["settings"]) => Pick<Plan, "network" | "finaliser" | "loss" | "optimiser">;

// Case by case, in the order of the golden file: the same network in attune's words, layer by layer.
const RECIPES: readonly Recipe[] = [
  ({ eta }) => {
    const finaliser = finaliserOf(softmax);
    return {
      network: chain(
        conv2d(4, { padding: "same", bias: false }),
        batchNorm(),
        activate(relu),
        maxPool2d(2),
        conv2d(6, { stride: 2, padding: 1, groups: 2, bias: false }),
        batchNorm(),
        activate(relu),
        flatten(),
        dense(3),
      ),
      finaliser,
      loss: behind(finaliser, crossEntropy()),
      optimiser: adam({ eta, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }).rules,
    };
  },
  ({ eta, rho }) => {
    const finaliser = finaliserOf(identity);
    return {
      network: chain(
        conv2d(4, { padding: [2, 1], dilation: [2, 1] }),
        activate(tanh),
        meanPool2d(3, { stride: 2, padding: 1 }),
        upsample2d([2, 3]),
        conv2d(8, { kernel: 2, groups: 4 }),
        batchNorm(),
        activate(tanh),
        conv2d(6, { kernel: [1, 2], stride: [1, 3] }),
        globalMeanPool(),
        flatten(),
        dense(3),
      ),
      finaliser,
      loss: behind(finaliser, mse()),
      optimiser: momentum({ eta, rho }).rules,
    };
  },
];

/** What PyTorch's numbers ask of a backend, by name; `tolerance` picks that of its numbers. */
export const pytorchImages: readonly PytorchCase[] = pytorchCases(
  golden,
  (example, i) => ({ ...RECIPES[i]!(example.settings), input: golden.input }),
);
