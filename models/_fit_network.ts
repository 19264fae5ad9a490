import { sizeOf } from "../core/array.ts";
import type { Plan } from "../core/backend.ts";
import type { Context } from "../core/context.ts";
import { DataError } from "../core/errors.ts";
import { equal } from "../core/params.ts";
import { brief } from "../core/show.ts";
import type { Examples } from "../core/observations.ts";
import { behind, initialState, type Node, penalised } from "../nn/mod.ts";
import { backendOf } from "./_backend_of.ts";
import { buildNetwork, lastActivation } from "./_build_network.ts";
import { startUnknown } from "./_embedding.ts";
import { type Prepared, prepared } from "./_feed_network.ts";
import type { Task } from "./_task.ts";
import { rowsOf, type Training, trainNetwork } from "./_train_network.ts";
import { type Fed, OwnedNetwork, type Trained } from "./learned_network.ts";
import type { NeuralNetworkParams } from "./neural_network_params.ts";

/** Learns from scratch. */
export async function fitNetwork<X, Y, Z, P extends NeuralNetworkParams>(
  task: Task<X, Y, Z, P>,
  params: Readonly<P>,
  data: Examples<X, Y>,
  context: Context,
): Promise<OwnedNetwork<X, Z>> {
  const { kind } = task;
  const backend = backendOf(context, kind);
  const inputs = task.inputs(data.x, params);
  const { examples, targets, vary } = prepared(data, { task, params, inputs });
  const [size = 0, ...input] = examples.x.shape;
  const outputs = examples.y.shape[1] ?? 1;
  const { layers, network } = buildNetwork(params, { input, outputs, embedding: inputs.embedding });
  for (const message of inputs.notes ?? []) context.emit({ type: "note", message });
  task.warn?.(params, { last: lastActivation(layers) }, context);
  noteBatchNorm(network, params, { kind, context });
  const plan: Plan = {
    network: layers,
    input,
    finaliser: task.finaliser(params),
    loss: behind(task.finaliser(params), params.loss),
    optimiser: optimiserFor(params, size),
    batchSize: params.batchSize,
    seed: context.rng.fork("dropout").key,
  };
  const note = await backend.note?.(plan);
  if (note !== undefined) context.emit({ type: "note", message: note });
  const program = await backend.compile(plan);
  try {
    const state = initialState(network, context.rng.fork("weights"));
    if (inputs.embedding) startUnknown(state, inputs.embedding);
    program.write(state);
    const uploaded = program.upload(examples);
    const history = [await program.loss(uploaded)];
    const trained = { kind, inputs, plan, network, program, targets, history };
    return new OwnedNetwork(
      await trainNetwork({ ...trained, fed: { examples, uploaded, vary }, state }, params, context),
    );
  } catch (error) {
    program[Symbol.dispose]();
    throw error;
  }
}

/** A change of a network model, and the data that it learned from. */
export interface Onwards<X, Y, Z, P extends NeuralNetworkParams> {
  readonly task: Task<X, Y, Z, P>;
  readonly params: Readonly<P>;
  readonly data: Examples<X, Y>;
}

/** Takes over a trained network and trains it up to `params.epochs`, by a new optimiser if there is one. */
export async function updateNetwork<X, Y, Z, P extends NeuralNetworkParams>(
  from: Trained<X, Z>,
  { task, params, data }: Onwards<X, Y, Z, P>,
  context: Context,
): Promise<OwnedNetwork<X, Z>> {
  let held: Trained<X, Z> = from;
  try {
    const fed = from.fed ?? fedAgain(from, prepared(data, { task, params, inputs: from.inputs }));
    const optimiser = optimiserFor(params, rowsOf(fed));
    const same = JSON.stringify(optimiser) === JSON.stringify(from.plan.optimiser);
    const going = same ? { ...from, fed } : await recompiled({ ...from, fed }, optimiser, context);
    held = going;
    return new OwnedNetwork(await trainNetwork(going, params, context));
  } catch (error) {
    held.program[Symbol.dispose]();
    throw error;
  }
}

// The data that a restored network goes on from.
function fedAgain<X, Z>(
  { kind, program, targets }: Trained<X, Z>,
  { examples, targets: given, vary }: Prepared<Z>,
): Fed {
  if (!equal(given.saved, targets.saved)) {
    const [found, wanted] = [brief(given.saved), brief(targets.saved)];
    throw new DataError(
      `Cannot go on with ${kind}: the target is ${found}, and it learned ${wanted}; give the data that it learned from`,
      { column: "y", found, wanted },
    );
  }
  return { examples, uploaded: program.upload(examples), vary };
}

function optimiserFor(params: Readonly<NeuralNetworkParams>, size: number): Plan["optimiser"] {
  const { optimiser, lambda, alpha, batchSize } = params;
  return penalised(optimiser, { lambda, alpha, batches: Math.ceil(size / batchSize) });
}

// Slots are kept if the rules are of the same kinds; otherwise only the weights go over, and the optimiser counts from here.
async function recompiled<X, Z>(
  from: Training<X, Z>,
  optimiser: Plan["optimiser"],
  context: Context,
): Promise<Training<X, Z>> {
  const plan = { ...from.plan, optimiser };
  const state = await from.program.read();
  const program = await backendOf(context, from.kind).compile(plan);
  const shapeOf = (rules: Plan["optimiser"]) =>
    JSON.stringify(rules.map((r) => [r.kind, r.slots.map(([name]) => name)]));
  const kept = shapeOf(optimiser) === shapeOf(from.plan.optimiser);
  const arrays = kept ? state.arrays : new Map([...state.arrays].filter(([name]) => !name.includes("#")));
  try {
    program.write({ step: state.step, since: kept ? state.since : state.step, arrays });
    const uploaded = program.upload(from.fed.examples);
    from.program[Symbol.dispose]();
    return { ...from, plan, program, fed: { ...from.fed, uploaded } };
  } catch (error) {
    program[Symbol.dispose]();
    throw error;
  }
}

// Over a batch of one row, every feature is its own mean: nothing is learned through it. An image has many points to take
// the mean of, but only those of this image.
function noteBatchNorm(
  network: Node,
  { batchSize }: Readonly<NeuralNetworkParams>,
  { kind, context }: { readonly kind: string; readonly context: Context },
): void {
  const norms = batchSize > 1 ? [] : nodesOf(network, "batchNorm");
  if (norms.length === 0) return;
  const lone = norms.some(({ input }) => sizeOf(input) === input.at(-1));
  const message = lone
    ? "batchNorm over batches of one row sees no spread"
    : "batchNorm over batches of one image standardises each by itself in training, and all alike in prediction";
  context.emit({ type: "note", message: `${kind}: ${message}; give a larger batchSize` });
}

function nodesOf(node: Node, kind: string): Node[] {
  const inside = node.children.flatMap((child) => nodesOf(child, kind));
  return node.layer.kind === kind ? [node, ...inside] : inside;
}
