/**
 * Builders: from the shape of the data to a network. They are values with hyperparameters and draw no numbers.
 *
 * @module
 */
export { builder, type OwnBuilderParams } from "./builder.ts";
export { defineBuilder } from "./define_builder.ts";
export { linear, type LinearParams } from "./linear.ts";
export { mlp, type MlpParams } from "./mlp.ts";
export { short, type ShortParams } from "./short.ts";
