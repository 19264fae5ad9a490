import type { Tensor, Tensor4D } from "@tensorflow/tfjs-core";
import type { Conv2dLayer, Pair } from "../../core/layer.ts";
import { convWindow, type Node, type Window } from "../../nn/mod.ts";
import type { Tf } from "./engine.ts";
import type { Forward } from "./forward.ts";
import { type Store, weights } from "./store.ts";
import { scalarFunction } from "./with_gradient.ts";

/** y = f(x ∗ kernel + bias); x: batch × height × width × channels. */
export function conv2dForward(tf: Tf, node: Node<Conv2dLayer>, store: Store): Forward {
  const { activation, bias: isBiased, dilation, groups, stride } = node.layer;
  const kernel = weights(store, node, 0);
  const bias = isBiased ? weights(store, node, 1) : undefined;
  const window = convWindow(node.layer, node);
  const f = scalarFunction(tf, activation.expr, "x");
  return (x) => {
    const z = convolve(tf, [padded(tf, x, window), dilated(tf, kernel, dilation)], { groups, stride });
    return f(bias ? tf.add(z, bias) : z);
  };
}

/** How far images and windows reach beyond each other: rows above and below, columns left and right. */
export function around({ input, output, size, stride, dilation, before }: Window): [Sides, Sides] {
  const along = (axis: 0 | 1): Sides => {
    const last = (output[axis] - 1) * stride[axis] + (size[axis] - 1) * dilation[axis]; // point of the last place
    return [before[axis], Math.max(0, last + 1 - before[axis] - input[axis])];
  };
  return [along(0), along(1)];
}

/** Before and after an image, along one axis. */
export type Sides = [before: number, after: number];

/** Images with the zeros around them that a window sees, beyond which it sees none. */
export function padded(tf: Tf, x: Tensor, window: Window): Tensor4D {
  const sides = around(window);
  const images = x as Tensor4D; // what `infer` has let through to a window
  return sides.flat().some((n) => n > 0) ? tf.pad(images, [[0, 0], ...sides, [0, 0]]) : images;
}

// A kernel with zeros between its points: tfjs could dilate, but has no gradient of it.
function dilated(tf: Tf, kernel: Tensor, [down, across]: Pair): Tensor4D {
  const dense = kernel as Tensor4D; // as `infer` made it
  return apart(tf, apart(tf, dense, { axis: 0, distance: down }), { axis: 1, distance: across });
}

// Along one axis, in three dimensions: the webgpu engine gives rubbish for a pad of five.
function apart(
  tf: Tf,
  kernel: Tensor4D,
  { axis, distance }: { readonly axis: 0 | 1; readonly distance: number },
): Tensor4D {
  if (distance === 1) return kernel;
  const shape: Tensor4D["shape"] = [...kernel.shape];
  const points = shape[axis];
  const before = axis === 0 ? points : shape[0] * points;
  const spaced = tf.pad(tf.reshape(kernel, [before, 1, -1]), [[0, 0], [0, distance - 1], [0, 0]]);
  shape[axis] = points * distance;
  const full: Tensor4D = tf.reshape(spaced, shape);
  shape[axis] -= distance - 1; // after the last point there is nothing
  return tf.slice(full, [0, 0, 0, 0], shape);
}

// tfjs has one group, or one for each channel.
function convolve(
  tf: Tf,
  [x, kernel]: readonly [Tensor4D, Tensor4D],
  { groups, stride }: Pick<Conv2dLayer, "groups" | "stride">,
): Tensor4D {
  const strides: [number, number] = [...stride];
  const [height, width, inputs, outputs] = kernel.shape;
  if (groups === 1) return tf.conv2d(x, kernel, strides, "valid");
  if (inputs === 1) {
    const each: Tensor4D = tf.reshape(kernel, [height, width, groups, outputs / groups]);
    return tf.depthwiseConv2d(x, each, strides, "valid");
  }
  const [parts, kernels]: Tensor4D[][] = [tf.split(x, groups, 3), tf.split(kernel, groups, 3)];
  const outputsOf = (part: Tensor4D, group: number): Tensor4D =>
    tf.conv2d(part, kernels![group]!, strides, "valid");
  return tf.concat(parts!.map(outputsOf), 3);
}
