import type { Layer } from "../core/layer.ts";
import { activate, type Activation, batchNorm, conv2d, heNormal } from "../nn/mod.ts";

/** How a convolution is made up. */
export interface ConvBlockOptions {
  readonly kernel: number;
  readonly batchNorm: boolean;
  readonly activation: Activation;
  /** How far its window moves; 1 if absent. */
  readonly stride?: number;
}

/** A convolution that keeps the size of images (divided by the stride), normalised or not, and its activation. */
export function convBlock(
  channels: number,
  { kernel, batchNorm: normalised, activation, stride = 1 }: ConvBlockOptions,
): readonly Layer[] {
  const options = { kernel, stride, padding: "same", init: heNormal } as const;
  if (!normalised) return [conv2d(channels, { ...options, activation })];
  return [conv2d(channels, { ...options, bias: false }), batchNorm(), activate(activation)]; // it has a shift of its own
}
