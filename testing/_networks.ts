import type { Shape } from "../core/array.ts";
import type { EmbeddedColumn, Layer } from "../core/layer.ts";
import {
  activate,
  batchNorm,
  chain,
  dense,
  dropout,
  gelu,
  layerNorm,
  parallel,
  pass,
  relu,
  scale,
  sigmoid,
  tanh,
} from "../nn/mod.ts";
import { embeddingNetworks } from "./_embedding_networks.ts";
import { imageNetworks } from "./_image_networks.ts";

/** A network that shows one kind of layer, or one way to put layers together. */
export interface NamedNetwork {
  readonly name: string;
  readonly network: Layer;
  /** Shape of an observation; four numbers if absent. */
  readonly input?: Shape;
  /** Columns of the input that hold codes. None if absent. */
  readonly codes?: readonly EmbeddedColumn[];
}

const wide = dense(6, { activation: tanh });

/** Every kind of layer, alone and in company. */
export const networks: readonly NamedNetwork[] = [
  ...imageNetworks,
  ...embeddingNetworks,
  { name: "dense", network: dense(3) },
  { name: "dense without bias", network: chain(wide, dense(2, { bias: false, activation: sigmoid })) },
  { name: "activation", network: chain(dense(5), activate(gelu), dense(2), activate(tanh)) },
  { name: "dropout", network: chain(wide, dropout(0.3), dense(2)) },
  { name: "two dropouts", network: chain(dropout(0.2), wide, chain(dropout(0.5)), dense(2)) },
  { name: "dropout at rate 0", network: chain(dropout(0), dense(2)) },
  { name: "identity", network: chain(pass(), dense(2), pass()) },
  { name: "scale", network: chain(scale(), wide, scale(), dense(2)) },
  { name: "batchNorm", network: chain(dense(5), batchNorm(), activate(relu), dense(2)) },
  { name: "batchNorm at both ends", network: chain(batchNorm({ momentum: 0.3 }), dense(3), batchNorm()) },
  { name: "layerNorm", network: chain(layerNorm(), dense(5), layerNorm({ epsilon: 0.01 }), dense(2)) },
  { name: "chain in a chain", network: chain(chain(wide, chain(dense(4))), dense(2)) },
  { name: "parallel, added", network: chain(parallel("add", pass(), chain(wide, dense(4))), dense(2)) },
  {
    name: "parallel, concatenated",
    network: chain(parallel("concat", wide, pass(), dense(1)), parallel("concat", dense(2), dense(1))),
  },
  {
    name: "parallel in parallel",
    network: parallel("add", parallel("concat", dense(2), dense(1)), dense(3)),
  },
  {
    name: "dropout in branches",
    network: parallel("concat", chain(dropout(), dense(2)), chain(dropout(), dense(2))),
  },
  { name: "a branch alone", network: parallel("add", dense(2)) },
  { name: "scale, three axes", network: chain(scale(), activate(tanh), scale()), input: [2, 3, 2] },
  { name: "batchNorm, three axes", network: batchNorm(), input: [3, 2, 2] },
  { name: "layerNorm, three axes", network: layerNorm(), input: [2, 2, 3] },
  { name: "concatenated, three axes", network: parallel("concat", scale(), pass()), input: [2, 2, 3] },
];
