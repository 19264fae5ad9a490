import type { Learned } from "../core/model.ts";
import { infer } from "../nn/mod.ts";
import { addFormula } from "./_formula.ts";
import { Graph } from "./_graph.ts";
import { addInputs } from "./_inputs.ts";
import { addLayer } from "./_layers.ts";
import { type SavedNetwork, savedNetwork } from "./_saved_network.ts";

/**
 * What a network has learned as an ONNX file, which runtimes in many languages, and browsers, predict by: operators of
 * version 17. Takes what a neural model learned, or a machine that holds it. What goes in and comes out, N rows at a
 * time:
 *
 * - A table of numbers: `x`, float32 [N, columns], in the order of training.
 * - A table with columns of classes: an input for each column, by its name, [N, 1]: float32 for numbers, strings for
 *   classes, levels that are numbers or booleans as JavaScript writes them. Such a file takes an operator of `ai.onnx.ml`.
 * - Images: `x`, float32 [N, height, width, channels], pixels from 0 to 1.
 * - Out of a classifier come `probabilities`, [N, levels], one column for each level of the target; out of a regressor
 *   `y`, [N, targets].
 *
 * An input or output whose name is taken gets an underscore more. Missing numbers are NaN, missing classes any string
 * that is no level, e.g. `""`. They are treated as in training: with `missing: "indicator"` the mean and the marks are in
 * the file, with `unknown: true` the vector of what is unknown. Otherwise nothing is repaired: where `predict`
 * refuses a number that is missing or infinite, or a level that is unknown, its row comes out as NaN.
 *
 * The file's properties hold, as JSON: `columns`, names in order; `columnLevels`, of columns of classes; `means`, that
 * fill holes; `images`, the size and sort of these; `levels` of the target, in the order of `probabilities`; `targets`,
 * names of the columns of `y`; and, plain, `kind`, the model's.
 *
 * A pipeline is exported if all its steps before the network are standardisers of numbers: they are in the file then, and
 * it takes what the pipeline takes. Of any other export the last step, `learned.steps.at(-1).learned`, and give the file
 * what the steps before it make.
 *
 * Throws a NotLearnedError for a machine before its first fit, a TypeError for what is no such network or pipeline, an
 * UnsupportedError that names a layer of a stranger's kind, and a DataError where two levels of a column are the same in
 * writing.
 *
 * @example
 * ```ts
 * import { iris, Machine, mlp, neuralNetworkClassifier, toOnnx, unpack } from "@attune/attune";
 * import assert from "node:assert/strict";
 *
 * const model = neuralNetworkClassifier({ builder: mlp({ hidden: [8] }), batchSize: 10, epochs: 2 });
 * using flowers = new Machine(model, unpack(iris(), "species"));
 * await flowers.fit();
 * const file = await toOnnx(flowers); // onnxruntime-web: InferenceSession.create(file)
 * assert.match(new TextDecoder().decode(file), /probabilities/);
 * ```
 */
export async function toOnnx(network: Learned | { readonly learned: Learned }): Promise<Uint8Array> {
  const saved = await savedNetwork(network);
  const { plan, arrays, levels } = saved;
  const root = infer(plan.network, plan.input);
  const graph = new Graph();
  const x = addInputs(saved, graph);
  const raw = addLayer(root, { name: x, channelsFirst: false }, { graph, arrays });
  const made = plan.finaliser.kind === "softmax"
    ? graph.apply("Softmax", [raw.name], { attributes: { axis: { int: -1 } } })
    : addFormula(plan.finaliser.activation.expr, raw.name, graph);
  const y = graph.apply("Add", [made, addOddities(x, graph)]);
  const [outputs = 1] = root.output;
  if (levels) addProbabilities(y, { outputs, levels: levels.length }, graph);
  else graph.output({ name: "y", element: "float", shape: [outputs] }, y);
  return graph.file(saved.kind, propertiesOf(saved));
}

// 0 for each row, but NaN where something in it is missing or infinite. Most activations would lose that on the way.
function addOddities(x: string, graph: Graph): string {
  const numbers = graph.apply("Flatten", [x]);
  const odd = graph.apply("Sub", [numbers, numbers]);
  return graph.apply("ReduceSum", [odd, graph.wholes([1])]);
}

// A network for two classes may give the probability of the second alone.
function addProbabilities(
  y: string,
  { outputs, levels }: { readonly outputs: number; readonly levels: number },
  graph: Graph,
): void {
  const both = () => {
    const first = graph.apply("Sub", [graph.scalar(1), y]);
    return graph.beside([first, y]);
  };
  const all = outputs < levels ? both() : y;
  graph.output({ name: "probabilities", element: "float", shape: [levels] }, all);
}

function propertiesOf(
  { kind, names: columns, embeddings, means, images, levels, targets }: SavedNetwork,
): Readonly<Record<string, string>> {
  const columnLevels = embeddings &&
    Object.fromEntries(Object.entries(embeddings).map(([name, { levels }]) => [name, levels]));
  const given = { columns, columnLevels, means, images, levels, targets };
  const inJson = Object.entries(given).filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, JSON.stringify(value)]);
  return { kind, ...Object.fromEntries(inJson) };
}
