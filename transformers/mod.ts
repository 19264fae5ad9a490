/**
 * Transformers of tables: models that learn from the training rows how to scale, encode, fill in and choose columns, and
 * then do the same to any rows. They know nothing of networks; `pipeline` puts them in front of a model.
 *
 * @module
 */
export type { FeatureParams } from "./_features.ts";
export { type BoxCox, boxCox, type BoxCoxParams } from "./box_cox.ts";
export { type Discretiser, discretiser, type DiscretiserParams } from "./discretiser.ts";
export { type Interactions, interactions, type InteractionsParams } from "./interactions.ts";
export { type MinMax, minMax, type MinMaxParams } from "./min_max.ts";
export { type Pca, pca, type PcaParams } from "./pca.ts";
export {
  type QuantileTransform,
  quantileTransform,
  type QuantileTransformParams,
} from "./quantile_transform.ts";
export { type RobustScaler, robustScaler, type RobustScalerParams } from "./robust_scaler.ts";
export { type Standardiser, standardiser, type StandardiserParams } from "./standardiser.ts";
export type { InvertibleTableMapper, TableMapper, TableTransformer } from "./_table_transformer.ts";
export { type YeoJohnson, yeoJohnson, type YeoJohnsonParams } from "./yeo_johnson.ts";
