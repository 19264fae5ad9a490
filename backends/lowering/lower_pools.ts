import { sizeOf } from "../../core/array.ts";
import type { Layer } from "../../core/layer.ts";
import { type Node, type PoolLayer, poolWindow, upsampleWindow } from "../../nn/mod.ts";
import type { Gradient, Lowered, Lowering, Value } from "./lower_network.ts";
import type { SpreadStep, SumPoolStep } from "./step.ts";

/** A pooling layer where it stands. */
interface Pool {
  readonly node: Node;
  readonly layer: PoolLayer;
}

/** Steps of a layer that takes the largest number of each window. */
export function lowerMaxPool({ node, layer }: Pool, x: Value, to: Lowering): Lowered {
  const of = { window: poolWindow(layer, node), channels: node.input[2]! }; // an image, as was inferred
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
export function lowerMeanPool({ node, layer }: Pool, x: Value, to: Lowering): Lowered {
  const ops = { forward: "sumPool", back: "spread", window: poolWindow(layer, node), mean: true } as const;
  return lowerSums(node, ops, { x, to });
}

/** Steps of a layer that repeats points: the way back of sums of blocks, and their sum on its own way back. */
export function lowerUpsample(
  { node, layer }: { readonly node: Node; readonly layer: Extract<Layer, { kind: "upsample2d" }> },
  x: Value,
  to: Lowering,
): Lowered {
  const ops = {
    forward: "spread",
    back: "sumPool",
    window: upsampleWindow(layer, node),
    mean: false,
  } as const;
  return lowerSums(node, ops, { x, to });
}

type SumStep = SumPoolStep | SpreadStep;

interface Sums extends Pick<SumStep, "window" | "mean"> {
  readonly forward: SumStep["op"];
  readonly back: SumStep["op"];
}

// Sums of windows, or their way back: each is the other's gradient.
function lowerSums(
  node: Node,
  { forward, back: backward, window, mean }: Sums,
  { x, to }: { readonly x: Value; readonly to: Lowering },
): Lowered {
  const of = { window, channels: node.input[2]!, mean }; // an image, as was inferred
  const y = to.tensor(sizeOf(node.output));
  to.steps.push({ op: forward, reads: { x: x.tensor }, writes: { y }, ...of });
  const back = ({ tensor: dy }: Gradient): Gradient | undefined => {
    if (!to.wanted(x)) return undefined;
    const dx = to.tensor(sizeOf(node.input));
    to.steps.push({ op: backward, reads: { x: dy }, writes: { y: dx }, ...of });
    return { tensor: dx };
  };
  return { value: { tensor: y }, back };
}
