import { sizeOf } from "../../core/array.ts";
import type { Layer } from "../../core/layer.ts";
import type { Node } from "../../nn/mod.ts";
import { lowerElements } from "./lower_elements.ts";
import { lowerEntityEmbedding } from "./lower_entity_embedding.ts";
import { lowerBatchNorm, lowerLayerNorm, lowerScale } from "./lower_norms.ts";
import { lowerParallel } from "./lower_parallel.ts";
import { lowerMaxPool, lowerMeanPool, lowerUpsample } from "./lower_pools.ts";
import { lowerConv2d, lowerDense } from "./lower_products.ts";
import type { Slot } from "./layout.ts";
import type { Step, Stretch, Tensor } from "./step.ts";

/** What flows between layers. */
export interface Value {
  /** Its numbers. */
  readonly tensor: Tensor;
  /** Whether it came out of a rectifier and goes nowhere else, so that a gradient may be cut off where it is 0. */
  readonly rectified?: boolean;
  /** The numbers of each row whose gradients are of use, in order; all, where it is absent. */
  readonly wanted?: readonly Stretch[];
}

/** A gradient on its way back. */
export interface Gradient {
  /** Its numbers. */
  readonly tensor: Tensor;
  /** Whether it was cut off where its value was 0. */
  readonly cut?: boolean;
}

/** A layer's output, and the way back: from its gradient to that of the input, undefined where that is not wanted. */
export interface Lowered {
  readonly value: Value;
  readonly back: (dy: Gradient) => Gradient | undefined;
}

/** What layers are lowered with. */
export interface Lowering {
  /** Dropout, batch statistics, and what the way back needs. */
  readonly training: boolean;
  /** Steps so far; lowering adds to it. */
  readonly steps: Step[];
  /** A new planned tensor. */
  tensor(perRow: number, fixed?: number): Tensor;
  /** The array of a parameter. */
  slot(name: string): Slot;
  /** Numbers dropout layers in the order of the network. */
  nextDropout(): number;
  /** Whether the gradient of a value is of use: false for the batch itself. */
  wanted(value: Value): boolean;
}

/** Adds the steps of a node and of all inside it. */
export function lowerNode(node: Node, x: Value, to: Lowering): Lowered {
  const { layer } = node;
  switch (layer.kind) {
    case "chain":
      return lowerChain(node, x, to);
    case "parallel":
      return lowerParallel({ node, layer }, x, to);
    case "dense":
      return lowerDense({ node, layer }, x, to);
    case "activation":
      return lowerActivation(layer.activation, x, to);
    case "dropout":
      return lowerDropout({ layer, size: sizeOf(node.input) }, x, to);
    case "scale":
      return lowerScale(node, x, to);
    case "batchNorm":
      return lowerBatchNorm({ node, layer }, x, to);
    case "layerNorm":
      return lowerLayerNorm({ node, layer }, x, to);
    case "conv2d":
      return lowerConv2d({ node, layer }, x, to);
    case "maxPool2d":
    case "globalMaxPool":
      return lowerMaxPool({ node, layer }, x, to);
    case "meanPool2d":
    case "globalMeanPool":
      return lowerMeanPool({ node, layer }, x, to);
    case "upsample2d":
      return lowerUpsample({ node, layer }, x, to);
    case "entityEmbedding":
      return lowerEntityEmbedding({ node, layer }, x, to);
    case "identity":
    case "flatten":
      return { value: x, back: (dy) => dy };
    default:
      throw new TypeError(`Cannot lower layer ${layer.kind}: unknown kind`);
  }
}

/** Kinds of layer that cannot be lowered, anywhere in a network: `layer x:attention (at 1)`. */
export function notLowered(node: Node): string[] {
  const own = node.layer.kind.startsWith("x:") ? [`layer ${node.layer.kind} (at ${node.path})`] : [];
  return [...own, ...node.children.flatMap(notLowered)];
}

function lowerChain(node: Node, x: Value, to: Lowering): Lowered {
  const backs: Lowered["back"][] = [];
  let value = x;
  for (const child of node.children) {
    const lowered = lowerNode(child, value, to);
    value = lowered.value;
    backs.push(lowered.back);
  }
  const back = (dy: Gradient) => backs.reduceRight<Gradient | undefined>((d, step) => d && step(d), dy);
  return { value, back };
}

function lowerActivation(
  activation: Extract<Layer, { kind: "activation" }>["activation"],
  x: Value,
  to: Lowering,
) {
  const lowered = lowerElements(activation, { x, width: x.tensor.perRow, ours: false }, to);
  return { ...lowered, back: (dy: Gradient) => to.wanted(x) ? lowered.back(dy) : undefined };
}

interface Dropping {
  readonly layer: Extract<Layer, { kind: "dropout" }>;
  readonly size: number;
}

function lowerDropout({ layer: { rate }, size }: Dropping, x: Value, to: Lowering): Lowered {
  const layer = to.nextDropout();
  if (!to.training || rate === 0) return { value: x, back: (dy) => dy };
  const y = to.tensor(size);
  const of = { op: "dropout", layer, rate, width: size } as const;
  to.steps.push({ ...of, reads: { x: x.tensor }, writes: { y } });
  const back = ({ tensor }: Gradient): Gradient | undefined => {
    if (!to.wanted(x)) return undefined;
    to.steps.push({ ...of, reads: { x: tensor }, writes: { y: tensor } });
    return { tensor };
  };
  return { value: { tensor: y }, back };
}
