/**
 * Models: what to learn, as hyperparameters and nothing else. Here tables and images meet networks; how arithmetic is
 * done is a backend's matter, and comes with the context.
 *
 * @module
 */
export { augment, type Augmentation, type AugmentParams } from "./augment.ts";
export type { ClassCodes } from "./_class_codes.ts";
export type { ColumnParams } from "./column_params.ts";
export { type ConstantClassifier, constantClassifier } from "./constant_classifier.ts";
export { type ConstantRegressor, constantRegressor } from "./constant_regressor.ts";
export {
  type EntityEmbedder,
  entityEmbedder,
  type EntityEmbedderParams,
  type EntityEmbedderReport,
  type LearnedEmbedder,
  type TableNetwork,
} from "./entity_embedder.ts";
export { type ImageClassifier, imageClassifier, type ImageClassifierParams } from "./image_classifier.ts";
export type { LearnedNetwork, NetworkReport } from "./learned_network.ts";
export {
  type MultitargetNeuralNetworkRegressor,
  multitargetNeuralNetworkRegressor,
} from "./multitarget_neural_network_regressor.ts";
export {
  type NeuralNetworkBinaryClassifier,
  neuralNetworkBinaryClassifier,
} from "./neural_network_binary_classifier.ts";
export { type NeuralNetworkClassifier, neuralNetworkClassifier } from "./neural_network_classifier.ts";
export type {
  ClassWeights,
  NeuralNetworkClassifierParams,
  NeuralNetworkParams,
} from "./neural_network_params.ts";
export { type NeuralNetworkRegressor, neuralNetworkRegressor } from "./neural_network_regressor.ts";
export type { NetworkModel } from "./_network_model.ts";
