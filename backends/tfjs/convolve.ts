import type { GradSaveFunc, Tensor4D } from "@tensorflow/tfjs-core";
import type { Pair } from "../../core/layer.ts";
import { apart } from "./apart.ts";
import type { Tf } from "./engine.ts";

/** Images, batch × height × width × channels, and a kernel that fits into them. */
export type Operands = readonly [x: Tensor4D, kernel: Tensor4D];

/**
 * The convolution of images as they are, without edges around them. Its gradients are convolutions too: with tfjs's
 * own, one step of 50 images of 14 × 14 × 16 and 32 channels takes 9.6 s on the cpu engine, and so 0.4 s (tfjs 4.22).
 */
export function convolve(tf: Tf, operands: Operands, stride: Pair): Tensor4D {
  const f = tf.customGrad((...args) => {
    const [x, kernel, save] = args as [Tensor4D, Tensor4D, GradSaveFunc]; // what f was called with, then a saver
    save([x, kernel]);
    return {
      value: tf.conv2d(x, kernel, [...stride], "valid"),
      gradFunc: (dy, kept) => {
        const [d, ...seen] = [dy, ...kept] as [Tensor4D, Tensor4D, Tensor4D]; // dy is like the value
        return [gradientOfImages(tf, seen, { dy: d, stride }), gradientOfKernel(tf, seen, { dy: d, stride })];
      },
    };
  });
  return f(...operands) as Tensor4D; // the value
}

interface Back {
  readonly dy: Tensor4D;
  readonly stride: Pair;
}

// dx: dy, a stride apart, with the kernel turned about and leading from outputs to inputs
function gradientOfImages(tf: Tf, [x, kernel]: Operands, { dy, stride }: Back): Tensor4D {
  const rows = apart(tf, dy, { axis: 1, distance: stride[0] });
  const places = apart(tf, rows, { axis: 2, distance: stride[1] });
  const around = (axis: 1 | 2): [number, number] => [
    kernel.shape[axis - 1]! - 1,
    x.shape[axis] - places.shape[axis],
  ];
  const turned = tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]);
  return tf.conv2d(tf.pad(places, [[0, 0], around(1), around(2), [0, 0]]), turned, 1, "valid");
}

// dkernel: images with dy as their kernel, its points a stride apart; what images are to x, channels are here
function gradientOfKernel(tf: Tf, [x, kernel]: Operands, { dy, stride }: Back): Tensor4D {
  const [images, places] = [tf.transpose(x, [3, 1, 2, 0]), tf.transpose(dy, [1, 2, 0, 3])];
  const all = tf.conv2d(images, places, 1, "valid", "NHWC", [...stride]);
  const [height, width, inputs, outputs] = kernel.shape;
  // more rows and columns than the kernel's where the stride leaves some of the images over
  return tf.transpose(tf.slice(all, [0, 0, 0, 0], [inputs, height, width, outputs]), [1, 2, 0, 3]);
}
