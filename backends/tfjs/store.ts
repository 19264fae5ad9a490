import type { Tensor, Variable } from "@tensorflow/tfjs-core";
import type { Floats } from "../../core/array.ts";
import type { Node, Parameter } from "../../nn/mod.ts";
import type { Tf } from "./engine.ts";

/** One array of weights, or of running statistics, on the device. */
export interface Weights {
  readonly parameter: Parameter;
  readonly variable: Variable;
}

/** All arrays of a network by name, in order. */
export type Store = Map<string, Weights>;

/** A variable of zeros for a parameter, entered in the store. */
export function addZeros(tf: Tf, store: Store, parameter: Parameter): Variable {
  const variable = tf.tidy(() => tf.variable(tf.zeros([...parameter.shape]), parameter.trained));
  store.set(parameter.name, { parameter, variable });
  return variable;
}

/** Puts as many numbers from the host into a variable, if there are any. */
export function put(tf: Tf, to: Variable, from: Floats | undefined): void {
  if (!from) return;
  tf.tidy(() => to.assign(toTensor(tf, from, to.shape)));
}

/** A tensor that copies numbers from the host: the cpu engine would otherwise share them with their owner. */
export function toTensor(tf: Tf, from: Floats, shape: number[]): Tensor {
  return tf.tensor(Float32Array.from(from), shape, "float32");
}

/** Array number `i` of a node. */
export function weights(store: Store, node: Node, i: number): Variable {
  const found = store.get(node.parameters[i]?.name ?? "");
  if (!found) throw new RangeError(`Cannot find array ${i} of ${node.layer.kind} at ${node.path}`);
  return found.variable;
}
