/**
 * Transformers of tables: models that learn from the training rows how to scale, encode, fill in and choose columns, and
 * then do the same to any rows. They know nothing of networks; `pipeline` puts them in front of a model.
 *
 * @module
 */
export {
  type CardinalityReducer,
  cardinalityReducer,
  type CardinalityReducerParams,
} from "./cardinality_reducer.ts";
export type { ClassFeatureParams } from "./_class_encoder.ts";
export {
  type ContinuousEncoder,
  continuousEncoder,
  type ContinuousEncoderParams,
} from "./continuous_encoder.ts";
export {
  type ContrastEncoder,
  contrastEncoder,
  type ContrastEncoderParams,
  type ContrastMatrix,
  type ContrastMode,
} from "./contrast_encoder.ts";
export { type DropConstant, dropConstant, type DropConstantParams } from "./drop_constant.ts";
export { type FeatureSelector, featureSelector, type FeatureSelectorParams } from "./feature_selector.ts";
export { type FillImputer, fillImputer, type FillImputerParams } from "./fill_imputer.ts";
export { type FrequencyEncoder, frequencyEncoder, type FrequencyEncoderParams } from "./frequency_encoder.ts";
export {
  type MissingnessEncoder,
  missingnessEncoder,
  type MissingnessEncoderParams,
} from "./missingness_encoder.ts";
export { type OneHotEncoder, oneHotEncoder, type OneHotEncoderParams } from "./one_hot_encoder.ts";
export { type OrdinalEncoder, ordinalEncoder, type OrdinalEncoderParams } from "./ordinal_encoder.ts";
export {
  type TargetEncoder,
  targetEncoder,
  type TargetEncoderParams,
  type TargetMapper,
} from "./target_encoder.ts";
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
export {
  type InvertibleStandardiser,
  type InvertibleStandardiserParams,
  type Standardiser,
  standardiser,
  type StandardiserParams,
} from "./standardiser.ts";
export type { InvertibleTableMapper, TableMapper, TableTransformer } from "./_table_transformer.ts";
export { type YeoJohnson, yeoJohnson, type YeoJohnsonParams } from "./yeo_johnson.ts";
