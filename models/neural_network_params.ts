import type { Builder } from "../core/builder.ts";
import { flag, integer, nested, real, type SchemaOf } from "../core/schema.ts";
import {
  adam,
  type FinaliserChoice,
  type Loss,
  lossField,
  type Optimiser,
  optimiserField,
} from "../nn/mod.ts";

/** Hyperparameters of every neural network model, with the names and defaults of MLJFlux. */
export interface NeuralNetworkParams {
  /** Makes the network from the shape of the data. */
  readonly builder: Builder;
  /** How weights move. Default adam(). */
  readonly optimiser: Optimiser;
  /** What training makes small. */
  readonly loss: Loss;
  /** Passes through the data; 0 leaves the network untrained. Default 10. */
  readonly epochs: number;
  /** Rows a step. Default 1. */
  readonly batchSize: number;
  /** Strength of the penalty on the size of weights, for a whole epoch. Default 0. */
  readonly lambda: number;
  /** Kind of the penalty: 0 for squares (L2), 1 for sizes (L1), between for a mixture. Default 0. */
  readonly alpha: number;
  /** Whether a changed optimiser starts training over, rather than going on with it. Default false. */
  readonly optimiserChangesTriggerRetraining: boolean;
  /** Whether each epoch takes the rows in a new random order. Default true. */
  readonly shuffle: boolean;
}

/** Hyperparameters of the classifiers: as {@linkcode NeuralNetworkParams}, and how classes come about. */
export interface NeuralNetworkClassifierParams extends NeuralNetworkParams {
  /** Turns raw outputs into probabilities. Default softmax; for the binary classifier sigmoid. */
  readonly finaliser: FinaliserChoice;
  /** How much rows of each class count: by label, `"balanced"` for equal sums, or `"none"`. Default `"none"`. */
  readonly classWeights: ClassWeights;
}

/** How much rows of each class count in the loss; see {@linkcode NeuralNetworkClassifierParams}. */
export type ClassWeights = "none" | "balanced" | Readonly<Record<string, number>>;

/** Whether a value is a builder. */
function isBuilder(value: unknown): boolean {
  return typeof value === "object" && value !== null && "build" in value;
}

/** The shared fields, for this builder and loss, in the order in which they are listed. */
export function networkFields(
  builder: Builder,
  loss: Loss,
  { batchSize = 1, optimiser = adam() }: { readonly batchSize?: number; readonly optimiser?: Optimiser } = {},
): SchemaOf<NeuralNetworkParams> {
  return {
    builder: nested(builder, {
      expected: "a builder, e.g. mlp({ hidden: [64] })",
      is: isBuilder,
      doc: "makes the network from the shape of the data",
    }),
    optimiser: optimiserField(optimiser),
    loss: lossField(loss),
    epochs: integer(10, { min: 0, doc: "passes through the data" }),
    batchSize: integer(batchSize, { min: 1, doc: "rows a step" }),
    lambda: real(0, { min: 0, doc: "strength of the penalty" }),
    alpha: real(0, { min: 0, max: 1, doc: "kind of the penalty: 0 for L2, 1 for L1" }),
    optimiserChangesTriggerRetraining: flag(false, "whether a changed optimiser starts training over"),
    shuffle: flag(true, "whether each epoch takes the rows in a new random order"),
  };
}

/** The field of class weights. */
export const CLASS_WEIGHTS: SchemaOf<{ readonly classWeights: ClassWeights }>["classWeights"] = nested<
  ClassWeights
>(
  "none",
  {
    expected: `"none", "balanced" or a weight ≥ 0 for each label`,
    is: (v) =>
      v === "none" || v === "balanced" ||
      (typeof v === "object" && v !== null && Object.getPrototypeOf(v) === Object.prototype &&
        Object.values(v).every((w) => typeof w === "number" && Number.isFinite(w) && w >= 0)),
    doc: "how much rows of each class count",
  },
);
