import { UnsupportedError } from "../../core/errors.ts";
import type { Layer } from "../../core/layer.ts";
import { type Node, poolWindow, upsampleWindow } from "../../nn/mod.ts";
import { conv2dCell } from "./conv2d_cell.ts";
import { activationCell, denseCell } from "./dense_cell.ts";
import { dropoutCell } from "./dropout_cell.ts";
import { entityEmbeddingCell } from "./entity_embedding_cell.ts";
import type { Matrix } from "./matrix.ts";
import { batchNormCell, layerNormCell, scaleCell } from "./norm_cells.ts";
import { parallelCell } from "./parallel_cell.ts";
import { maxPoolCell, meanPoolCell, upsampleCell } from "./pool_cells.ts";
import type { Store } from "./store.ts";

/** How a batch goes through. */
export interface Pass {
  /** Dropout on, batch statistics in use. */
  readonly training: boolean;
  /** Optimiser steps made before. */
  readonly step: number;
}

/** A layer that computes: `backward` takes the gradient of what `forward` gave last, adds to the gradients of its weights and gives the gradient of its input. */
export interface Cell {
  forward(x: Matrix, pass: Pass): Matrix;
  backward(dy: Matrix): Matrix;
}

/** What cells are made of beside their layer. */
export interface Making {
  readonly store: Store;
  readonly seed: readonly [number, number];
  /** Numbers dropout layers in the order of the network. */
  readonly nextDropout: () => number;
}

/** The cell of a node, and of all inside it. */
export function makeCell(node: Node, making: Making): Cell {
  const { layer } = node;
  switch (layer.kind) {
    case "chain":
      return chainCell(node.children.map((child) => makeCell(child, making)));
    case "parallel": {
      const widths = node.children.map((child) => child.output.at(-1) ?? 1);
      return parallelCell(node.children.map((child) => makeCell(child, making)), layer.combine, widths);
    }
    case "dense":
      return denseCell(layer, node, making.store);
    case "activation":
      return activationCell(layer.activation);
    case "dropout":
      return dropoutCell(layer.rate, making.seed, making.nextDropout());
    case "scale":
      return scaleCell(node, making.store);
    case "batchNorm":
      return batchNormCell(layer, node, making.store);
    case "layerNorm":
      return layerNormCell(layer.epsilon, node, making.store);
    case "conv2d":
      return conv2dCell(layer, node, making.store);
    case "maxPool2d":
    case "globalMaxPool":
      return maxPoolCell(poolWindow(layer, node), channelsOf(node));
    case "meanPool2d":
    case "globalMeanPool":
      return meanPoolCell(poolWindow(layer, node), channelsOf(node));
    case "upsample2d":
      return upsampleCell(upsampleWindow(layer, node), channelsOf(node));
    case "entityEmbedding":
      return entityEmbeddingCell(layer, node, making.store);
    case "identity":
    case "flatten":
      return { forward: (x) => x, backward: (dy) => dy };
    default:
      throw new UnsupportedError("reference", [missingLayer(layer)]);
  }
}

/** Says that a layer of this kind is missing. */
export function missingLayer(layer: Layer): string {
  return `layer ${layer.kind}`;
}

/** Layers that this backend lacks, anywhere in a network. */
export function missingLayers(node: Node): string[] {
  const own = node.layer.kind.startsWith("x:") ? [`${missingLayer(node.layer)} (at ${node.path})`] : [];
  return [...own, ...node.children.flatMap(missingLayers)];
}

function channelsOf({ input }: Node): number {
  return input[2] ?? 1;
}

function chainCell(cells: readonly Cell[]): Cell {
  return {
    forward: (x, pass) => cells.reduce((y, cell) => cell.forward(y, pass), x),
    backward: (dy) => cells.reduceRight((dx, cell) => cell.backward(dx), dy),
  };
}
