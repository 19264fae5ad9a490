import { sizeOf } from "../core/array.ts";
import type { Plan } from "../core/backend.ts";
import type { Context } from "../core/context.ts";
import { SavedError } from "../core/errors.ts";
import { checkSaved, type Saved } from "../core/saved.ts";
import { infer, type Node, parametersOf } from "../nn/mod.ts";
import { backendOf } from "./_backend_of.ts";
import type { Data, Task } from "./_task.ts";
import { OwnedNetwork } from "./learned_network.ts";
import type { NeuralNetworkParams } from "./neural_network_params.ts";

/** The network that was saved, on the context's backend; it has no data until it goes on. */
export async function restoreNetwork<X, Y, Z, P extends NeuralNetworkParams>(
  task: Task<X, Y, Z, P>,
  params: Readonly<P>,
  saved: Saved,
  context: Context,
): Promise<OwnedNetwork<X, Z>> {
  const { kind } = task;
  checkSaved(saved, kind);
  const { data, arrays } = saved;
  const inputs = task.inputsFrom(data, params);
  const targets = task.decoderFrom(data);
  const { plan, history, step, since } = trainingFrom(data, kind);
  const network = infer(plan.network, plan.input);
  checkWeights(network, saved); // before anything is allocated for them
  const program = await backendOf(context, kind).compile(plan);
  try {
    program.write({ step, ...(since !== undefined && { since }), arrays });
    return new OwnedNetwork({ kind, inputs, plan, network, program, targets, history });
  } catch (error) {
    program[Symbol.dispose]();
    throw error;
  }
}

interface Training {
  readonly plan: Plan;
  readonly history: readonly number[];
  readonly step: number;
  readonly since: number | undefined;
}

function trainingFrom({ plan, history, step, since }: Data, kind: string): Training {
  const told = typeof plan === "object" && plan !== null && isNumbers(history) && isCount(step) &&
    (since === undefined || isCount(since));
  if (!told) throw new SavedError(`Cannot restore ${kind}: how far it was trained is not told`, kind);
  return { plan: plan as Plan, history, step, since }; // whatever is wrong with it, `infer` and `compile` refuse
}

function checkWeights(network: Node, { kind, arrays }: Saved): void {
  for (const { name, shape } of parametersOf(network)) {
    const given = arrays.get(name)?.data.length;
    if (given === sizeOf(shape)) continue;
    throw new SavedError(
      `Cannot restore ${kind}: ${name} has ${sizeOf(shape)} numbers, and ${given ?? "none"} were saved`,
      kind,
    );
  }
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "number");
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
