import type { Tensor, Tensor4D } from "@tensorflow/tfjs-core";
import type { Pair } from "../../core/layer.ts";
import type { Window } from "../../nn/mod.ts";
import { around, padded } from "./conv2d_layer.ts";
import type { Engine, Tf } from "./engine.ts";
import type { Forward } from "./forward.ts";
import { withGradient } from "./with_gradient.ts";

/** The largest number of each window, where a NaN is; the gradient goes to the first of those that are as large. */
export function maxPoolForward(engine: Engine, window: Window): Forward {
  const pool = largest(engine, window);
  return (x, pass) =>
    withNaN(engine.tf, pool(x, pass), () => pool(engine.tf.cast(engine.tf.isNaN(x), "float32"), pass));
}

// tfjs passes over a NaN: where `marks` are positive, one is put back.
function withNaN(tf: Tf, y: Tensor, marks: () => Tensor): Tensor {
  return withGradient(tf, y, {
    forward: (at) => ({ value: tf.where(tf.greater(marks(), 0), tf.fill(at.shape, NaN), at), keep: [] }),
    back: (dy) => dy,
  });
}

function largest({ tf, name }: Engine, window: Window): Forward {
  const [[top, bottom], [left, right]] = around(window);
  const pool = (x: Tensor4D, rows: [number, number], columns: [number, number]) =>
    tf.maxPool(x, [...window.size], [...window.stride], [[0, 0], rows, columns, [0, 0]]);
  if (name !== "webgpu") return (x) => pool(x as Tensor4D, [top, bottom], [left, right]); // x: images
  // Its gradient goes to the last of them: what is last upside down and back to front is the first.
  const turned = (x: Tensor4D) => tf.reverse(x, [1, 2]);
  const [height, width] = seenOf(window);
  return (x) => {
    const [rows = 1, , , channels = 1] = x.shape;
    const seen = tf.slice(x as Tensor4D, [0, 0, 0, 0], [rows, height, width, channels]); // x: images
    return turned(pool(turned(seen), [bottom, top], [right, left]));
  };
}

/** The mean of each window, over its points in the image. */
export function meanPoolForward(tf: Tf, window: Window): Forward {
  const [height, width] = window.output;
  const shares = sharesOf(window);
  const isPartial = shares.some((share) => share !== 1);
  return (x) => {
    // tfjs counts points rightly on the way there, but not on the way back: it is shown no edge
    const mean = tf.avgPool(padded(tf, x, window), [...window.size], [...window.stride], "valid");
    return isPartial ? tf.div(mean, tf.tensor(shares, [height, width, 1])) : mean;
  };
}

/** Repeats each point of images down and across. */
export function upsampleForward(tf: Tf, [down, across]: Pair): Forward {
  return (x) => {
    const [rows, height, width, channels] = x.shape as Tensor4D["shape"]; // images
    const wide = tf.tile(tf.reshape(x, [-1, 1, channels]), [1, across, 1]);
    const tall = tf.tile(tf.reshape(wide, [rows * height, 1, -1]), [1, down, 1]);
    return tf.reshape(tall, [rows, height * down, width * across, channels]);
  };
}

/** What another layer gives, in another shape. */
export function reshaped(tf: Tf, shape: readonly number[], forward: Forward = (x) => x): Forward {
  return (x, pass) => tf.reshape(forward(x, pass), [x.shape[0] ?? 0, ...shape]);
}

// How much of an image windows see: what their places leave over at the bottom and right does not count.
function seenOf({ input, output, size, stride, before }: Window): Pair {
  const along = (axis: 0 | 1) =>
    Math.min(input[axis], (output[axis] - 1) * stride[axis] + size[axis] - before[axis]);
  return [along(0), along(1)];
}

// For each place, the share of its window's points that lie in the image.
function sharesOf({ input, output, size, stride, before }: Window): number[] {
  const along = (axis: 0 | 1) =>
    Array.from({ length: output[axis] }, (_, place) => {
      const first = place * stride[axis] - before[axis];
      const inside = Math.min(first + size[axis], input[axis]) - Math.max(first, 0);
      return inside / size[axis];
    });
  const across = along(1);
  return along(0).flatMap((down) => across.map((share) => down * share));
}
