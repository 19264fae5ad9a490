import type { Tensor, Variable } from "@tensorflow/tfjs-core";
import type { BatchNormLayer } from "../../core/layer.ts";
import type { Node } from "../../nn/mod.ts";
import type { Tf } from "./engine.ts";
import type { Forward } from "./forward.ts";
import { type Store, weights } from "./store.ts";
import { withGradient } from "./with_gradient.ts";

/** y = x · factor, feature by feature. */
export function scaleForward(tf: Tf, node: Node, store: Store): Forward {
  const factor = weights(store, node, 0);
  return (x) => tf.mul(x, factor);
}

/** A batch normalisation; its arrays are gain, shift, running mean and running variance. */
export function batchNormForward(
  tf: Tf,
  node: Node<BatchNormLayer>,
  store: Store,
): Forward {
  const { epsilon, momentum } = node.layer;
  const [gain, shift] = [weights(store, node, 0), weights(store, node, 1)];
  const [runningMean, runningVariance] = [weights(store, node, 2), weights(store, node, 3)];
  return (x, { training }) => {
    if (!training) {
      const xhat = tf.div(tf.sub(x, runningMean), tf.sqrt(tf.add(runningVariance, epsilon)));
      return tf.add(tf.mul(xhat, gain), shift);
    }
    const axes = x.shape.slice(0, -1).map((_, axis) => axis);
    const { xhat, mean, variance } = standardised(tf, x, { axes, epsilon });
    const count = x.size / runningMean.size;
    const correction = count > 1 ? count / (count - 1) : 1;
    follow(tf, runningMean, tf.mul(mean, momentum), momentum);
    follow(tf, runningVariance, tf.mul(variance, momentum * correction), momentum);
    return tf.add(tf.mul(xhat, gain), shift);
  };
}

/** A layer normalisation; its arrays are gain and shift. */
export function layerNormForward(
  tf: Tf,
  node: Node<{ readonly kind: "layerNorm"; readonly epsilon: number }>,
  store: Store,
): Forward {
  const { epsilon } = node.layer;
  const [gain, shift] = [weights(store, node, 0), weights(store, node, 1)];
  return (x) => {
    const { xhat } = standardised(tf, x, { axes: [x.rank - 1], epsilon });
    return tf.add(tf.mul(xhat, gain), shift);
  };
}

// running ← (1 − momentum) · running + what is added
function follow(tf: Tf, running: Variable, added: Tensor, momentum: number): void {
  running.assign(tf.add(tf.mul(running, 1 - momentum), tf.reshape(added, running.shape)));
}

// x̂ = (x − mean) / √(variance + ε) over some axes; dx = (dx̂ − mean dx̂ − x̂ · mean(dx̂ x̂)) / √(variance + ε)
function standardised(
  tf: Tf,
  x: Tensor,
  { axes, epsilon }: { readonly axes: number[]; readonly epsilon: number },
): { readonly xhat: Tensor; readonly mean: Tensor; readonly variance: Tensor } {
  const average = (t: Tensor) => tf.mean(t, axes, true);
  const mean = average(x);
  const variance = average(tf.square(tf.sub(x, mean)));
  const xhat = withGradient(tf, x, {
    forward(at) {
      const deviation = tf.sqrt(tf.add(variance, epsilon));
      const value = tf.div(tf.sub(at, mean), deviation);
      return { value, keep: [value, deviation] };
    },
    back(dy, [value = dy, deviation = dy]) {
      const along = tf.mul(value, average(tf.mul(dy, value)));
      return tf.div(tf.sub(tf.sub(dy, average(dy)), along), deviation);
    },
  });
  return { xhat, mean, variance };
}
