/**
 * Losses: what training makes small. Element-wise formulas as data; the same value in every backend.
 *
 * @module
 */
export {
  binaryCrossEntropy,
  binaryFocal,
  crossEntropy,
  type CrossEntropyParams,
  focal,
  type FocalParams,
  klDivergence,
  logitBinaryCrossEntropy,
  logitCrossEntropy,
  type LogitCrossEntropyParams,
} from "./classification.ts";
export { hinge, siameseContrastive, type SiameseContrastiveParams, squaredHinge } from "./margin.ts";
export { dice, type DiceParams, tversky, type TverskyParams } from "./overlap.ts";
export { huber, type HuberParams, type LogParams, mae, mse, msle, poisson } from "./regression.ts";
