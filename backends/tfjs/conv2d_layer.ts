import type { Tensor, Tensor4D } from "@tensorflow/tfjs-core";
import type { Conv2dLayer } from "../../core/layer.ts";
import { convWindow, type Node, type Window } from "../../nn/mod.ts";
import { apart } from "./apart.ts";
import { convolve, type Operands } from "./convolve.ts";
import type { Engine, Tf } from "./engine.ts";
import type { Forward } from "./forward.ts";
import { type Store, weights } from "./store.ts";
import { scalarFunction } from "./with_gradient.ts";

/** y = f(x ∗ kernel + bias); x: batch × height × width × channels. */
export function conv2dForward(engine: Engine, node: Node<Conv2dLayer>, store: Store): Forward {
  const { tf } = engine;
  const { activation, bias: isBiased, dilation, groups, stride } = node.layer;
  const kernel = weights(store, node, 0) as Tensor4D; // as `infer` made it
  const bias = isBiased ? weights(store, node, 1) : undefined;
  const window = convWindow(node.layer, node);
  const f = scalarFunction(tf, activation.expr, "x");
  return (x) => {
    // tfjs could dilate, but neither with a stride nor on the way back
    const rows = apart(tf, kernel, { axis: 0, distance: dilation[0] });
    const dilated = apart(tf, rows, { axis: 1, distance: dilation[1] });
    const z = grouped(engine, [padded(tf, x, window), dilated], { groups, stride });
    return f(bias ? tf.add(z, bias) : z);
  };
}

/** Before and after an image, along one axis. */
export type Sides = [before: number, after: number];

/** How far windows reach beyond images: rows above and below, columns left and right. */
export function around({ before, after }: Window): [Sides, Sides] {
  return [[before[0], after[0]], [before[1], after[1]]];
}

/** Images with zeros around them, as far as a window reaches. */
export function padded(tf: Tf, x: Tensor, window: Window): Tensor4D {
  const sides = around(window);
  const images = x as Tensor4D; // what `infer` has let through to a window
  return sides.flat().some((n) => n > 0) ? tf.pad(images, [[0, 0], ...sides, [0, 0]]) : images;
}

// tfjs has one group, or one for each channel.
function grouped(
  { tf, name }: Engine,
  [x, kernel]: Operands,
  { groups, stride }: Pick<Conv2dLayer, "groups" | "stride">,
): Tensor4D {
  const [height, width, inputs, outputs] = kernel.shape;
  // tfjs's own gradients are fast on webgpu alone
  const one = (images: Tensor4D, weights: Tensor4D): Tensor4D =>
    name === "webgpu"
      ? tf.conv2d(images, weights, [...stride], "valid")
      : convolve(tf, [images, weights], stride);
  if (groups === 1) return one(x, kernel);
  if (inputs === 1) {
    const each: Tensor4D = tf.reshape(kernel, [height, width, groups, outputs / groups]);
    return tf.depthwiseConv2d(x, each, [...stride], "valid");
  }
  const [images, kernels]: Tensor4D[][] = [tf.split(x, groups, 3), tf.split(kernel, groups, 3)];
  return tf.concat(images!.map((part, group) => one(part, kernels![group]!)), 3);
}
