import type { Tensor, Tensor1D, Variable } from "@tensorflow/tfjs-core";
import type { EntityEmbeddingLayer } from "../../core/layer.ts";
import { type EmbeddedPart, embeddedParts, type Node } from "../../nn/mod.ts";
import type { Tf } from "./engine.ts";
import type { Forward } from "./forward.ts";
import { type Store, weights } from "./store.ts";
import { withGradient } from "./with_gradient.ts";

/** An embedding; its arrays are those of the embedded columns, in order. */
export function entityEmbeddingForward(tf: Tf, node: Node<EntityEmbeddingLayer>, store: Store): Forward {
  const { passed, embedded } = embeddedParts(node.layer, node.input[0] ?? 0);
  const parts = [
    ...passed.map(({ from, to, width }) => ({ to, of: (x: Tensor) => tf.slice(x, [0, from], [-1, width]) })),
    ...embedded.map((part, i) => {
      const kernel = weights(store, node, i);
      return { to: part.to, of: (x: Tensor) => vectors(tf, kernel, levelsOf(tf, x, part)) };
    }),
  ].sort((a, b) => a.to - b.to);
  return (x) => tf.concat(parts.map(({ of }) => of(x)), 1);
}

// A level for each row: the nearest where a code is none.
function levelsOf(tf: Tf, x: Tensor, { column, levels }: EmbeddedPart): Tensor1D {
  const codes = tf.slice(x, [0, column], [-1, 1]);
  return tf.cast(tf.reshape(tf.clipByValue(codes, 0, levels - 1), [-1]), "int32");
}

// The gradient is a product with one-hot levels: tfjs's own takes five operations for each level.
function vectors(tf: Tf, kernel: Variable, levels: Tensor1D): Tensor {
  return withGradient(tf, kernel, {
    forward: (table) => ({ value: tf.gather(table, levels), keep: [levels] }),
    back(dy, [kept = levels]) {
      const every = tf.range(0, kernel.shape[0] ?? 0, 1, "int32");
      const oneHot = tf.cast(tf.equal(tf.expandDims(kept, 1), every), "float32"); // tf.oneHot refuses a single level
      return tf.matMul(oneHot, dy, true);
    },
  });
}
