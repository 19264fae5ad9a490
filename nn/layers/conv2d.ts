import { ShapeError } from "../../core/errors.ts";
import type { Conv2dLayer } from "../../core/layer.ts";
import { integer, resolve } from "../../core/schema.ts";
import { byName } from "../by_name.ts";
import { type Inferred, type Place, showShape } from "../inferred.ts";
import { paddingField, paddingOf, type PaddingOption, pairField, pairOf, type PairOption } from "../pair.ts";
import { imageShape, type Window, windowOf } from "../window.ts";
import { inferWeighted, weightedFields, type WeightedOptions } from "./_weighted.ts";

/** Options of {@linkcode conv2d}. */
export interface Conv2dOptions extends WeightedOptions {
  /** Size of the window. Default 3. */
  readonly kernel: PairOption;
  /** How far the window moves from one output to the next. Default 1. */
  readonly stride: PairOption;
  /** Rows and columns of zeros around the image: none (`"valid"`), as many as keep its size (`"same"`), or so many on each side. Default `"valid"`. */
  readonly padding: PaddingOption;
  /** How far apart the window's points are. Default 1: next to each other. */
  readonly dilation: PairOption;
  /** Into how many groups channels are parted; as many as there are input channels is depthwise. Default 1. */
  readonly groups: number;
}

const schema = {
  channels: integer(1, { min: 1, doc: "how many channels come out" }),
  kernel: pairField(3, "size of the window"),
  stride: pairField(1, "how far the window moves"),
  padding: paddingField(),
  dilation: pairField(1, "how far apart the window's points are"),
  groups: integer(1, { min: 1, doc: "into how many groups channels are parted" }),
  ...weightedFields,
};

/**
 * A layer of weights that move over an image: `activation(x ∗ kernel + bias)`, height × width × channels in and out.
 * With `padding: "same"` and stride 1 an image keeps its size; otherwise (size + 2 · padding − (kernel − 1) · dilation −
 * 1) / stride + 1, rounded down, is left of it. The window is not flipped, as everywhere in this field.
 *
 * @example
 * ```ts
 * import { chain, conv2d, dense, flatten, infer, maxPool2d, relu } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const network = chain(conv2d(8, { padding: "same", activation: relu }), maxPool2d(2), flatten(), dense(10));
 * const { children } = infer(network, [28, 28, 1]);
 * assert.deepEqual(children.map(({ output }) => output), [[28, 28, 8], [14, 14, 8], [1568], [10]]);
 * ```
 */
export function conv2d(channels: number, options: Partial<Conv2dOptions> = {}): Conv2dLayer {
  const of = resolve<Conv2dOptions & { readonly channels: number }>({ kind: "conv2d", schema }, {
    channels,
    ...byName(options, "conv2d(8, { kernel: 5 })"),
  });
  return Object.freeze({
    kind: "conv2d",
    channels: of.channels,
    kernel: pairOf(of.kernel),
    stride: pairOf(of.stride),
    padding: paddingOf(of.padding),
    dilation: pairOf(of.dilation),
    groups: of.groups,
    activation: of.activation.scalar,
    bias: of.bias,
    init: of.init,
    biasInit: of.biasInit,
  });
}

/** The window of a convolution at a path. */
export function convWindow({ kernel: size, ...layer }: Conv2dLayer, { input, path }: Place): Window {
  return windowOf({ size, ...layer }, { input, path, name: `conv2d(${layer.channels})` });
}

/** Shapes of a convolution at a path. */
export function inferConv2d(layer: Conv2dLayer, { input, path }: Place): Inferred {
  const { output } = convWindow(layer, { input, path });
  const inputs = imageShape(input, { path, name: "conv2d" })[2];
  checkGroups(layer, inputs, { input, path });
  const kernel = [...layer.kernel, inputs / layer.groups, layer.channels];
  return inferWeighted(layer, { kernel, output: [...output, layer.channels] });
}

function checkGroups({ channels, groups }: Conv2dLayer, inputs: number, at: Place): void {
  if (inputs % groups === 0 && channels % groups === 0) return;
  throw new ShapeError(
    `Cannot apply conv2d(${channels}) at ${at.path}: ${groups} groups do not divide ${inputs} channels of ${
      showShape(at.input)
    } and ${channels} of its own; take groups that divide both`,
    at.path,
    at.input,
    `channels that ${groups} divides`,
  );
}
