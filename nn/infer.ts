import { type Shape, sizeOf } from "../core/array.ts";
import type { Layer } from "../core/layer.ts";
import { bare, type Inferred, type Node, type Parameter, type Position } from "./inferred.ts";
import { inferPool2d } from "./layers/pool2d.ts";
import { inferBatchNorm } from "./layers/batch_norm.ts";
import { inferConv2d } from "./layers/conv2d.ts";
import { inferDense } from "./layers/dense.ts";
import { inferEntityEmbedding } from "./layers/entity_embedding.ts";
import { inferLayerNorm } from "./layers/layer_norm.ts";
import { combinedShape } from "./layers/parallel.ts";
import { inferScale } from "./layers/scale.ts";
import { inferUpsample2d } from "./layers/upsample2d.ts";
import { imageShape } from "./window.ts";

/**
 * Shapes and parameters of a network, given the shape of one observation. Throws a ShapeError that names the layer
 * and both shapes where layers do not fit. Layers are numbered from 0; a network that is no chain counts as one.
 *
 * @example
 * ```ts
 * import { chain, dense, infer, parametersOf } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const node = infer(chain(dense(8), dense(3)), [4]);
 * assert.deepEqual(parametersOf(node).map((p) => p.name), ["0/kernel", "0/bias", "1/kernel", "1/bias"]);
 * ```
 */
export function infer(network: Layer, input: Shape): Node {
  const root: Layer = network.kind === "chain" ? network : { kind: "chain", layers: [network] };
  return inferAt(root, { input, path: "", isFirst: true });
}

/** All parameters of a network, in the order in which they are numbered. */
export function parametersOf(node: Node): Parameter[] {
  return [...node.parameters, ...node.children.flatMap(parametersOf)];
}

function inferAt(layer: Layer, at: Position): Node {
  const { input, path, isFirst } = at;
  if (layer.kind === "chain") {
    const children: Node[] = [];
    let shape = input;
    layer.layers.forEach((inner, i) => {
      const child = inferAt(inner, { input: shape, path: join(path, i), isFirst: isFirst && i === 0 });
      children.push(child);
      shape = child.output;
    });
    return { path, layer, input, output: shape, parameters: [], children };
  }
  if (layer.kind === "parallel") {
    const children = layer.branches.map((branch, i) => inferAt(branch, { ...at, path: join(path, i) }));
    const output = combinedShape(layer.combine, { outputs: children.map((child) => child.output), path });
    return { path, layer, input, output, parameters: [], children };
  }
  const { output, parameters, names } = inferLeaf(layer, at);
  const named = parameters.map((parameter, i) => ({ ...parameter, name: `${path}/${names[i]}` }));
  return { path, layer, input, output, parameters: named, children: [] };
}

function inferLeaf(layer: Exclude<Layer, { kind: "chain" | "parallel" }>, at: Position): Inferred {
  const { input, path } = at;
  switch (layer.kind) {
    case "dense":
      return inferDense(layer, { input, path });
    case "scale":
      return inferScale(layer, input);
    case "batchNorm":
      return inferBatchNorm(input);
    case "layerNorm":
      return inferLayerNorm(input);
    case "entityEmbedding":
      return inferEntityEmbedding(layer, at);
    case "conv2d":
      return inferConv2d(layer, { input, path });
    case "maxPool2d":
    case "meanPool2d":
      return inferPool2d(layer, { input, path });
    case "globalMaxPool":
    case "globalMeanPool":
      return bare([imageShape(input, { path, name: layer.kind })[2]]);
    case "upsample2d":
      return inferUpsample2d(layer, { input, path });
    case "flatten":
      return bare([sizeOf(input)]);
    case "activation":
    case "dropout":
    case "identity":
      return bare(input);
    default:
      return {
        output: layer.output,
        parameters: layer.parameters.map(({ shape, init }) => ({ shape, init, trained: true })),
        names: layer.parameters.map(({ name }) => name),
      };
  }
}

function join(path: string, i: number): string {
  return path === "" ? `${i}` : `${path}/${i}`;
}
