import { sizeOf } from "../../core/array.ts";
import type { Layer, Pool2dLayer } from "../../core/layer.ts";
import { type Node, poolWindow, upsampleWindow, wholeWindow, type Window } from "../../nn/mod.ts";
import type { Gradient, Lowered, Lowering, Value } from "./lower_network.ts";

/** A pooling layer where it stands. */
interface Pool {
  readonly node: Node;
  readonly layer: Pool2dLayer | Extract<Layer, { kind: "globalMaxPool" | "globalMeanPool" }>;
}

/** Steps of a layer that takes the largest number of each window. */
export function lowerMaxPool(pool: Pool, x: Value, to: Lowering): Lowered {
  const { node } = pool;
  const of = { window: windowOfPool(pool), channels: node.input[2]! }; // an image, as was inferred
  const y = to.tensor(sizeOf(node.output));
  const kept = to.training && to.wanted(x) ? { which: to.tensor(sizeOf(node.output)) } : undefined;
  to.steps.push({ op: "maxPool", reads: { x: x.tensor }, writes: { y, ...kept }, ...of });
  const back = ({ tensor: dy, cut }: Gradient): Gradient | undefined => {
    if (!kept) return undefined;
    const dx = to.tensor(sizeOf(node.input));
    to.steps.push({ op: "maxPoolBack", reads: { dy, ...kept }, writes: { dx }, ...of });
    return { tensor: dx, cut: cut === true };
  };
  // a gradient that is cut off where the largest is 0 is cut off where the one it came from was
  return { value: { tensor: y, rectified: x.rectified === true }, back };
}

/** Steps of a layer that takes the mean of each window. */
export function lowerMeanPool(pool: Pool, x: Value, to: Lowering): Lowered {
  const { node } = pool;
  const of = { window: windowOfPool(pool), channels: node.input[2]!, mean: true }; // an image, as was inferred
  const y = to.tensor(sizeOf(node.output));
  to.steps.push({ op: "sumPool", reads: { x: x.tensor }, writes: { y }, ...of });
  const back = ({ tensor: dy }: Gradient): Gradient | undefined => {
    if (!to.wanted(x)) return undefined;
    const dx = to.tensor(sizeOf(node.input));
    to.steps.push({ op: "spread", reads: { x: dy }, writes: { y: dx }, ...of });
    return { tensor: dx };
  };
  return { value: { tensor: y }, back };
}

/** Steps of a layer that repeats points: the way back of sums of blocks, and their sum on its own way back. */
export function lowerUpsample(
  { node, layer }: { readonly node: Node; readonly layer: Extract<Layer, { kind: "upsample2d" }> },
  x: Value,
  to: Lowering,
): Lowered {
  const of = { window: upsampleWindow(layer, node), channels: node.input[2]!, mean: false }; // an image, as was inferred
  const y = to.tensor(sizeOf(node.output));
  to.steps.push({ op: "spread", reads: { x: x.tensor }, writes: { y }, ...of });
  const back = ({ tensor: dy }: Gradient): Gradient | undefined => {
    if (!to.wanted(x)) return undefined;
    const dx = to.tensor(sizeOf(node.input));
    to.steps.push({ op: "sumPool", reads: { x: dy }, writes: { y: dx }, ...of });
    return { tensor: dx };
  };
  return { value: { tensor: y }, back };
}

function windowOfPool({ node: { input, path }, layer }: Pool): Window {
  return "size" in layer
    ? poolWindow(layer, { input, path })
    : wholeWindow(input, { path, name: layer.kind });
}
