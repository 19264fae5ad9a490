/**
 * Transformers of tables: models that learn from the training rows how to scale, encode, fill in and choose columns, and
 * then do the same to any rows. They know nothing of networks; `pipeline` puts them in front of a model.
 *
 * @module
 */
export type { FeatureParams } from "./_features.ts";
export { type Standardiser, standardiser, type StandardiserParams } from "./standardiser.ts";
export type { InvertibleTableMapper, TableMapper, TableTransformer } from "./_table_transformer.ts";
