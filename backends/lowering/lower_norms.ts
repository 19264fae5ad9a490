import { sizeOf } from "../../core/array.ts";
import type { BatchNormLayer, Layer } from "../../core/layer.ts";
import type { Node } from "../../nn/mod.ts";
import type { Gradient, Lowered, Lowering, Value } from "./lower_network.ts";

function blockOf(node: Node): { readonly rows: number; readonly width: number } {
  const width = node.input.at(-1) ?? 1;
  return { rows: sizeOf(node.input) / width, width };
}

/** Steps of a scale layer. */
export function lowerScale(node: Node, x: Value, to: Lowering): Lowered {
  const block = blockOf(node);
  const factor = to.slot(node.parameters[0]!.name);
  const y = to.tensor(sizeOf(node.input));
  to.steps.push({ op: "scale", reads: { x: x.tensor }, writes: { y }, factor, ...block });
  const back = ({ tensor: dy }: Gradient): Gradient => {
    to.steps.push({ op: "scaleBack", reads: { x: x.tensor, dy }, writes: { dx: dy }, factor, ...block });
    return { tensor: dy };
  };
  return { value: { tensor: y }, back };
}

/** Steps of a batch normalisation. */
export function lowerBatchNorm(
  { node, layer }: { readonly node: Node; readonly layer: BatchNormLayer },
  x: Value,
  to: Lowering,
): Lowered {
  const { epsilon, momentum } = layer;
  const block = blockOf(node);
  const [gain, shift, mean, variance] = node.parameters.map(({ name }) => to.slot(name));
  const weights = [gain!, shift!, mean!, variance!] as const; // as inferred of this layer
  const y = to.tensor(sizeOf(node.input));
  if (!to.training) {
    to.steps.push({
      op: "batchNormInfer",
      reads: { x: x.tensor },
      writes: { y },
      weights,
      epsilon,
      ...block,
    });
    return { value: { tensor: y }, back: (dy) => dy };
  }
  const kept = { xhat: to.tensor(sizeOf(node.input)), deviation: to.tensor(0, block.width) };
  const writes = { ...kept, y };
  to.steps.push({ op: "batchNorm", reads: { x: x.tensor }, writes, weights, epsilon, momentum, ...block });
  const back = ({ tensor: dy }: Gradient): Gradient => {
    const dx = to.tensor(sizeOf(node.input));
    const reads = { dy, ...kept };
    to.steps.push({ op: "batchNormBack", reads, writes: { dx }, gain: gain!, shift: shift!, ...block });
    return { tensor: dx };
  };
  return { value: { tensor: y }, back };
}

/** Steps of a layer normalisation. */
export function lowerLayerNorm(
  { node, layer }: { readonly node: Node; readonly layer: Extract<Layer, { kind: "layerNorm" }> },
  x: Value,
  to: Lowering,
): Lowered {
  const block = blockOf(node);
  const [gain, shift] = node.parameters.map(({ name }) => to.slot(name));
  const weights = { gain: gain!, shift: shift! }; // as inferred of this layer
  const kept = { xhat: to.tensor(sizeOf(node.input)), deviation: to.tensor(block.rows) };
  const y = to.tensor(sizeOf(node.input));
  const { epsilon } = layer;
  to.steps.push({
    op: "layerNorm",
    reads: { x: x.tensor },
    writes: { ...kept, y },
    ...weights,
    epsilon,
    ...block,
  });
  const back = ({ tensor: dy }: Gradient): Gradient => {
    const dx = to.tensor(sizeOf(node.input));
    to.steps.push({ op: "layerNormBack", reads: { dy, ...kept }, writes: { dx }, ...weights, ...block });
    return { tensor: dx };
  };
  return { value: { tensor: y }, back };
}
