import { sizeOf } from "../core/array.ts";
import type { Layer } from "../core/layer.ts";
import { aligned } from "../core/show.ts";
import type { Node } from "./inferred.ts";
import { showShape } from "./inferred.ts";

/** A network as a table: each layer with its path, the shape of its output and how many weights it has. */
export function summary(node: Node): string {
  const rows = [["", "layer", "output", "weights"], ["", "input", showShape(node.input), ""], ...lines(node)];
  return aligned([...rows, ["", "total", "", String(count(node))]]);
}

function lines(node: Node): string[][] {
  const own = node.parameters.reduce((sum, p) => sum + sizeOf(p.shape), 0);
  const isRoot = node.path === "";
  const line = [node.path, title(node.layer), showShape(node.output), String(own)];
  return [...(isRoot ? [] : [line]), ...node.children.flatMap(lines)];
}

function count(node: Node): number {
  const own = node.parameters.reduce((sum, p) => sum + sizeOf(p.shape), 0);
  return node.children.reduce((sum, child) => sum + count(child), own);
}

function title(layer: Layer): string {
  switch (layer.kind) {
    case "dense":
      return `dense(${layer.units}${
        layer.activation.name === "identity" ? "" : `, ${layer.activation.name}`
      })`;
    case "conv2d":
      return conv2dTitle(layer);
    case "maxPool2d":
    case "meanPool2d":
      return `${layer.kind}(${layer.size.join(" × ")})`;
    case "dropout":
      return `dropout(${layer.rate})`;
    case "activation":
      return layer.activation.name;
    case "entityEmbedding":
      return `entityEmbedding(${
        layer.columns.map(({ column, levels, units }) => `${column}: ${levels} → ${units}`).join(", ")
      })`;
    case "parallel":
      return `parallel(${layer.combine})`;
    default:
      return layer.kind;
  }
}

function conv2dTitle({ channels, kernel, groups, activation }: Extract<Layer, { kind: "conv2d" }>): string {
  const parted = groups === 1 ? "" : `, ${groups} groups`;
  const active = activation.name === "identity" ? "" : `, ${activation.name}`;
  return `conv2d(${channels}, ${kernel.join(" × ")}${parted}${active})`;
}
