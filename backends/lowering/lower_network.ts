import { sizeOf } from "../../core/array.ts";
import type { Layer } from "../../core/layer.ts";
import { differentiate, mul, type Node } from "../../nn/mod.ts";
import { lowerBatchNorm, lowerLayerNorm, lowerScale } from "./lower_norms.ts";
import { lowerParallel } from "./lower_parallel.ts";
import type { Slot } from "./layout.ts";
import { isIdentity, isRelu, slopeOfOutput } from "./slope_of_output.ts";
import type { Step, Tensor } from "./step.ts";

/** What flows between layers. */
export interface Value {
  /** Its numbers. */
  readonly tensor: Tensor;
  /** Whether it came out of a rectifier and goes nowhere else, so that a gradient may be cut off where it is 0. */
  readonly rectified?: boolean;
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
    case "identity":
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

interface Of<K extends Layer["kind"]> {
  readonly node: Node;
  readonly layer: Extract<Layer, { kind: K }>;
}

function lowerDense({ node, layer }: Of<"dense">, x: Value, to: Lowering): Lowered {
  const inputs = node.input.at(-1) ?? 1;
  const sizes = { rows: sizeOf(node.input) / inputs, inputs, outputs: layer.units };
  const width = sizes.rows * layer.units;
  const relu = isRelu(layer.activation);
  const kernel = to.slot(`${node.path}/kernel`);
  const weights = { kernel, ...(layer.bias ? { bias: to.slot(`${node.path}/bias`) } : {}) };
  const z = to.tensor(width);
  to.steps.push({ op: "dense", reads: { x: x.tensor }, writes: { y: z }, ...weights, ...sizes, relu });
  const active = relu
    ? rectifiedValue(z, width, to)
    : lowerElements(layer.activation, { x: { tensor: z }, width, ours: true }, to);
  const back = (gradient: Gradient): Gradient | undefined => {
    const dz = active.back(gradient)!.tensor; // of our own z, always wanted
    to.steps.push({ op: "denseWeights", reads: { x: x.tensor, dy: dz }, writes: {}, ...weights, ...sizes });
    if (!to.wanted(x)) return undefined;
    const dx = to.tensor(sizes.rows * inputs);
    const reads = x.rectified ? { dy: dz, mask: x.tensor } : { dy: dz };
    to.steps.push({ op: "denseInput", reads, writes: { dx }, kernel, ...sizes });
    return { tensor: dx, cut: x.rectified === true };
  };
  return { value: active.value, back };
}

// What a dense step has rectified itself: only the way back is left to do, unless it was done on the way here.
function rectifiedValue(y: Tensor, width: number, to: Lowering): Lowered {
  const back = ({ tensor, cut }: Gradient): Gradient => {
    if (!cut) to.steps.push(mapBack({ y, dx: tensor }, ["select", ["gt", "y", 0], "dx", 0], width));
    return { tensor };
  };
  return { value: { tensor: y, rectified: true }, back };
}

function lowerActivation(
  activation: Extract<Layer, { kind: "activation" }>["activation"],
  x: Value,
  to: Lowering,
) {
  const lowered = lowerElements(activation, { x, width: x.tensor.perRow, ours: false }, to);
  return { ...lowered, back: (dy: Gradient) => to.wanted(x) ? lowered.back(dy) : undefined };
}

interface Elements {
  readonly x: Value;
  readonly width: number;
  /** Whether nobody else needs `x`, so that it may be overwritten. */
  readonly ours: boolean;
}

/** A function of each element. */
export function lowerElements(
  activation: Extract<Layer, { kind: "activation" }>["activation"],
  { x, width, ours }: Elements,
  to: Lowering,
): Lowered {
  if (isIdentity(activation)) return { value: { tensor: x.tensor }, back: (dy) => dy };
  const slope = slopeOfOutput(activation);
  const inPlace = ours && (slope !== undefined || !to.training);
  const y = inPlace ? x.tensor : to.tensor(width);
  to.steps.push({ op: "map", reads: { x: x.tensor }, writes: { y }, values: { y: activation.expr }, width });
  const back = ({ tensor: dx }: Gradient): Gradient => {
    to.steps.push(
      slope === undefined
        ? mapBack({ x: x.tensor, dx }, mul("dx", differentiate(activation.expr, "x")), width)
        : mapBack({ y, dx }, mul("dx", slope), width),
    );
    return { tensor: dx };
  };
  return { value: { tensor: y }, back };
}

function mapBack(
  reads: { readonly dx: Tensor } & Step["reads"],
  dx: ReturnType<typeof mul>,
  width: number,
): Step {
  return { op: "map", reads: { ...reads }, writes: { dx: reads.dx }, values: { dx }, width };
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
