import { ShapeError } from "../core/errors.ts";
import type { Layer } from "../core/layer.ts";
import { brief } from "../core/show.ts";
import { chain, entityEmbedding, infer, isLayer, type Node, showShape } from "../nn/mod.ts";
import type { Embedding } from "./_embedding.ts";
import type { NeuralNetworkParams } from "./neural_network_params.ts";

/** The network of a builder, which is told the width that its inputs have once their codes are embedded. */
export function buildNetwork(
  params: Readonly<NeuralNetworkParams>,
  { input, outputs, embedding }: {
    readonly input: readonly number[];
    readonly outputs: number;
    readonly embedding: Embedding | undefined;
  },
): { readonly layers: Layer; readonly network: Node } {
  const first = embedding && entityEmbedding({ columns: embedding.columns });
  const built = build(params, { input: first ? infer(first, input).output : input, outputs });
  const rest = built.kind === "chain" ? built.layers : [built];
  const layers = first ? chain(first, ...rest) : built;
  const network = infer(layers, input);
  checkOutput(network, outputs, params);
  return { layers, network };
}

function build(
  params: Readonly<NeuralNetworkParams>,
  io: { readonly input: readonly number[]; readonly outputs: number },
): Layer {
  try {
    const layer: unknown = params.builder.build(io);
    if (isLayer(layer)) return layer;
    // deno-lint-ignore attune/error-message -- the end of a message, which begins below
    throw new TypeError(
      `it gave ${brief(layer)}, and a layer is wanted, e.g. chain(dense(8), dense(outputs))`,
    );
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `Cannot build a network for input ${showShape(io.input)} and ${io.outputs} outputs: ` +
      `builder ${params.builder.kind} failed: ${reason}`;
    if (cause instanceof ShapeError) throw new ShapeError(message, cause.path, cause.found, cause.wanted);
    throw new Error(message, { cause });
  }
}

function checkOutput(network: Node, outputs: number, { builder }: Readonly<NeuralNetworkParams>): void {
  const { output, children } = network;
  if (output.length === 1 && output[0] === outputs) return;
  throw new ShapeError(
    `Cannot use the network of builder ${builder.kind}: it gives ${showShape(output)}, ` +
      `but the target takes ${showShape([outputs])}; end it in dense(outputs)`,
    String(Math.max(0, children.length - 1)),
    output,
    [outputs],
  );
}

/** The activation that a network ends in. */
export function lastActivation(layer: Layer): string {
  if (layer.kind === "chain") {
    const last = layer.layers.at(-1);
    return last ? lastActivation(last) : "identity";
  }
  return layer.kind === "dense" || layer.kind === "activation" ? layer.activation.name : "identity";
}
