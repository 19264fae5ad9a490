/**
 * Builders: from the shape of the data to a network. They are values with hyperparameters and draw no numbers.
 *
 * @module
 */
export { builder, type OwnBuilderParams } from "./builder.ts";
export { cnn, type CnnParams } from "./cnn.ts";
export { convNet, type ConvNetParams } from "./conv_net.ts";
export { defineBuilder } from "./define_builder.ts";
export { linear, type LinearParams } from "./linear.ts";
export { mlp, type MlpParams } from "./mlp.ts";
export { resNet, type ResNetParams } from "./res_net.ts";
export { short, type ShortParams } from "./short.ts";
export { vgg, type VggParams } from "./vgg.ts";
