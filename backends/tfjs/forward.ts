import type { Tensor } from "@tensorflow/tfjs-core";
import { UnsupportedError } from "../../core/errors.ts";
import type { DenseLayer, ScalarFunction } from "../../core/layer.ts";
import { dropoutMask, type Node, poolWindow } from "../../nn/mod.ts";
import { conv2dForward } from "./conv2d_layer.ts";
import type { Engine, Tf, TfjsEngine } from "./engine.ts";
import { entityEmbeddingForward } from "./entity_embedding_layer.ts";
import { isLayersModel, layersModelForward } from "./layers_model.ts";
import { batchNormForward, layerNormForward, scaleForward } from "./norm_layers.ts";
import { maxPoolForward, meanPoolForward, reshaped, upsampleForward } from "./pool_layers.ts";
import { addZeros, type Store, weights } from "./store.ts";
import { scalarFunction } from "./with_gradient.ts";

/** How a batch goes through. */
export interface Pass {
  /** Dropout on, batch statistics in use. */
  readonly training: boolean;
  /** Optimiser steps made before. */
  readonly step: number;
}

/** A layer that computes: batch × input in, batch × output out. */
export type Forward = (x: Tensor, pass: Pass) => Tensor;

/** What layers are made of beside themselves. */
export interface Making {
  readonly engine: Engine;
  /** Takes the arrays of each layer that is made. */
  readonly store: Store;
  readonly seed: readonly [number, number];
  /** Numbers dropout layers in the order of the network. */
  readonly nextDropout: () => number;
  /** Told how to free what a layer holds beside its arrays. */
  readonly defer: (free: () => void) => void;
}

/** The computation of a node, and of all inside it. */
export function makeForward(node: Node, making: Making): Forward {
  const { layer } = node;
  const { engine, store } = making;
  const { tf } = engine;
  if (isLayersModel(layer)) return layersModelForward({ ...node, layer }, making);
  for (const parameter of node.parameters) addZeros(tf, store, parameter);
  switch (layer.kind) {
    case "chain": {
      const layers = node.children.map((child) => makeForward(child, making));
      return (x, pass) => layers.reduce((y, forward) => forward(y, pass), x);
    }
    case "parallel":
      return parallelForward(tf, node.children.map((child) => makeForward(child, making)), layer.combine);
    case "dense":
      return denseForward(tf, { ...node, layer }, store);
    case "activation":
      return activationForward(tf, layer.activation);
    case "dropout":
      return dropoutForward(tf, layer.rate, { seed: making.seed, layer: making.nextDropout() });
    case "scale":
      return scaleForward(tf, node, store);
    case "batchNorm":
      return batchNormForward(tf, { ...node, layer }, store);
    case "layerNorm":
      return layerNormForward(tf, { ...node, layer }, store);
    case "entityEmbedding":
      return entityEmbeddingForward(tf, { ...node, layer }, store);
    case "identity":
      return (x) => x;
    default:
      return imageForward(node, making);
  }
}

function imageForward(node: Node, { engine, store }: Making): Forward {
  const { layer, output } = node;
  const { tf } = engine;
  switch (layer.kind) {
    case "conv2d":
      return conv2dForward(engine, { ...node, layer }, store);
    case "maxPool2d":
      return maxPoolForward(engine, poolWindow(layer, node));
    case "meanPool2d":
      return meanPoolForward(tf, poolWindow(layer, node));
    case "globalMaxPool":
      return reshaped(tf, output, maxPoolForward(engine, poolWindow(layer, node)));
    case "globalMeanPool":
      return (x) => tf.mean(x, [1, 2]);
    case "upsample2d":
      return upsampleForward(tf, layer.factor);
    case "flatten":
      return reshaped(tf, output);
    default:
      throw new UnsupportedError("tfjs", [`layer ${layer.kind}`]);
  }
}

/** What an engine of this backend lacks, anywhere in a network. */
export function missingLayers(root: Node, engine: TfjsEngine): string[] {
  const nodes = nodesOf(root);
  const foreign = nodes.filter(({ layer }) => layer.kind.startsWith("x:") && !isLayersModel(layer));
  const names = (some: readonly Node[]) => some.map(({ layer, path }) => `${layer.kind} (at ${path})`);
  const stuck = engine === "wasm" ? nodes.filter(({ layer }) => STUCK_ON_WASM.has(layer.kind)) : [];
  return [
    ...names(foreign).map((name) => `layer ${name}`),
    ...(stuck.length > 0
      ? [`gradients of ${names(stuck).join(", ")} on engine wasm; use engine cpu or webgpu`]
      : []),
  ];
}

/** Layers that tfjs does not train on wasm: it lacks gradients of kernels, and sends those of a maximum astray. */
const STUCK_ON_WASM: ReadonlySet<string> = new Set(["conv2d", "maxPool2d", "globalMaxPool"]);

/** A node and all inside it. */
export function nodesOf(node: Node): readonly Node[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

function activationForward(tf: Tf, { expr }: ScalarFunction): Forward {
  const f = scalarFunction(tf, expr, "x");
  return (x) => f(x);
}

// y = f(x · kernel + bias)
function denseForward(tf: Tf, node: Node<DenseLayer>, store: Store): Forward {
  const { activation, bias: isBiased } = node.layer;
  const kernel = weights(store, node, 0);
  const bias = isBiased ? weights(store, node, 1) : undefined;
  const f = scalarFunction(tf, activation.expr, "x");
  return (x) => {
    const product = tf.matMul(x, kernel);
    return f(bias ? tf.add(product, bias) : product);
  };
}

// What is kept is scaled by 1 / (1 − rate).
function dropoutForward(
  tf: Tf,
  rate: number,
  { seed, layer }: { readonly seed: readonly [number, number]; readonly layer: number },
): Forward {
  return (x, { training, step }) => {
    if (!training || rate === 0) return x;
    const mask = new Uint8Array(x.size);
    dropoutMask(mask, { seed, layer, step, rate });
    return tf.mul(x, tf.tensor(Float32Array.from(mask, (kept) => kept / (1 - rate)), x.shape));
  };
}

function parallelForward(tf: Tf, branches: readonly Forward[], combine: "add" | "concat"): Forward {
  return (x, pass) => {
    const outputs = branches.map((forward) => forward(x, pass));
    return combine === "add" ? outputs.reduce((sum, y) => tf.add(sum, y)) : tf.concat(outputs, x.rank - 1);
  };
}
