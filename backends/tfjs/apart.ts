import type { Tensor4D } from "@tensorflow/tfjs-core";
import type { Tf } from "./engine.ts";

/** Puts zeros between what lies next to each other along an axis, so that it is `distance` apart. */
export function apart(
  tf: Tf,
  x: Tensor4D,
  { axis, distance }: { readonly axis: 0 | 1 | 2; readonly distance: number },
): Tensor4D {
  if (distance === 1) return x;
  const shape: Tensor4D["shape"] = [...x.shape];
  const count = shape[axis];
  const points = shape.slice(0, axis + 1).reduce((size, n) => size * n, 1);
  // in three dimensions: the webgpu engine gives rubbish for a pad of five
  const spaced = tf.pad(tf.reshape(x, [points, 1, -1]), [[0, 0], [0, distance - 1], [0, 0]]);
  shape[axis] = count * distance;
  const full: Tensor4D = tf.reshape(spaced, shape);
  shape[axis] -= distance - 1; // nothing follows the last
  return tf.slice(full, [0, 0, 0, 0], shape);
}
