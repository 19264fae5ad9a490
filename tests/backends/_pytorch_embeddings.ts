import type { Plan } from "../../core/mod.ts";
import {
  adam,
  behind,
  chain,
  crossEntropy,
  dense,
  descent,
  entityEmbedding,
  finaliserOf,
  identity,
  mse,
  relu,
  softmax,
  tanh,
} from "../../nn/mod.ts";
import golden from "../golden/pytorch_embeddings.json" with { type: "json" };
import { type PytorchCase, pytorchCases } from "./_pytorch.ts";

type Case = (typeof golden.cases)[number];

const [scalar, probabilities] = [finaliserOf(identity), finaliserOf(softmax)];

// Case by case, in the order of the golden file: the same network in attune's words.
const RECIPES: readonly ((example: Case) => Omit<Plan, "batchSize" | "seed">)[] = [
  ({ columns, input, settings: { eta } }) => ({
    network: chain(entityEmbedding({ columns }), dense(7, { activation: relu }), dense(3)),
    input,
    finaliser: probabilities,
    loss: behind(probabilities, crossEntropy()),
    optimiser: adam({ eta, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }).rules,
  }),
  ({ columns, input, settings: { eta } }) => ({
    network: chain(entityEmbedding({ columns }), dense(6, { activation: tanh }), dense(3)),
    input,
    finaliser: scalar,
    loss: behind(scalar, mse()),
    optimiser: descent({ eta }).rules,
  }),
];

/** What PyTorch's nn.Embedding asks of a backend. */
export const pytorchEmbeddings: readonly PytorchCase[] = pytorchCases(
  golden,
  (example, i) => RECIPES[i]!(example),
);
