import { UnsupportedError } from "../core/errors.ts";
import type { Layer, ScalarFunction } from "../core/layer.ts";
import type { Node } from "../nn/mod.ts";
import { addEmbedding } from "./_embedding.ts";
import { addFormula } from "./_formula.ts";
import type { Graph } from "./_graph.ts";
import { addConvolution, addPool, addUpsampling } from "./_image_layers.ts";
import { channelsFirst, channelsLast, type Value } from "./_layout.ts";
import { addArray, type Arriving, type Writing } from "./_writing.ts";

/** Adds a layer, and all inside it, as they are in prediction. Throws an UnsupportedError for a foreign one. */
export function addLayer(node: Node, x: Value, to: Writing): Value {
  const { layer } = node;
  switch (layer.kind) {
    case "chain":
      return node.children.reduce((value, child) => addLayer(child, value, to), x);
    case "parallel":
      return combined(layer.combine, node.children.map((child) => addLayer(child, x, to)), to.graph);
    case "dense":
      return addActivation(layer.activation, addDense(node, { x, to }), to.graph);
    case "conv2d":
      return addActivation(layer.activation, addConvolution(layer, node, { x, to }), to.graph);
    case "activation":
      return addActivation(layer.activation, x, to.graph);
    case "scale":
      return addScale(node, { x, to });
    case "batchNorm":
      return addBatchNorm(layer.epsilon, node, { x, to });
    case "layerNorm":
      return addLayerNorm(layer.epsilon, node, { x, to });
    case "maxPool2d":
    case "meanPool2d":
    case "globalMaxPool":
    case "globalMeanPool":
      return addPool(layer, node, { x, to });
    case "upsample2d":
      return addUpsampling(layer.factor, { x, to });
    case "entityEmbedding":
      return addEmbedding(layer, node, { x, to });
    case "flatten":
      return { name: to.graph.apply("Flatten", [channelsLast(x, to.graph).name]), channelsFirst: false };
    case "dropout":
    case "identity":
      return x;
    default:
      throw new UnsupportedError("ONNX", [`layer ${layer.kind} (at ${node.path})`]);
  }
}

function addActivation({ expr }: ScalarFunction, x: Value, graph: Graph): Value {
  return { ...x, name: addFormula(expr, x.name, graph) };
}

function addDense(node: Node, { x, to }: Arriving): Value {
  const [kernel, ...bias] = node.parameters.map((_, i) => addArray(node, i, { to }));
  return { ...x, name: to.graph.apply(bias.length > 0 ? "Gemm" : "MatMul", [x.name, kernel!, ...bias]) }; // it has a kernel
}

function addScale(node: Node, { x, to }: Arriving): Value {
  const [features = 1] = node.parameters[0]!.shape; // its factor
  const factor = addArray(node, 0, { to, shape: x.channelsFirst ? [features, 1, 1] : [features] });
  return { ...x, name: to.graph.apply("Mul", [x.name, factor]) };
}

function addBatchNorm(epsilon: number, node: Node, { x, to }: Arriving): Value {
  const given = node.input.length === 3 ? channelsFirst(x, to.graph) : x;
  const arrays = node.parameters.map((_, i) => addArray(node, i, { to }));
  const attributes = { epsilon: { float: epsilon } };
  return { ...given, name: to.graph.apply("BatchNormalization", [given.name, ...arrays], { attributes }) };
}

function addLayerNorm(epsilon: number, node: Node, { x, to }: Arriving): Value {
  const given = channelsLast(x, to.graph);
  const arrays = node.parameters.map((_, i) => addArray(node, i, { to }));
  const attributes = { axis: { int: -1 }, epsilon: { float: epsilon } };
  return { ...given, name: to.graph.apply("LayerNormalization", [given.name, ...arrays], { attributes }) };
}

function combined(
  combine: Extract<Layer, { kind: "parallel" }>["combine"],
  branches: readonly Value[],
  graph: Graph,
): Value {
  const first = branches.some((branch) => branch.channelsFirst);
  const names = branches.map((branch) => (first ? channelsFirst(branch, graph) : branch).name);
  const name = combine === "add"
    ? graph.apply("Sum", names)
    : graph.apply("Concat", names, { attributes: { axis: { int: first ? 1 : -1 } } });
  return { name, channelsFirst: first };
}
