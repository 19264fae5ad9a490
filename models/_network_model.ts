import type { Context } from "../core/context.ts";
import { configured } from "../core/configured.ts";
import type { Model, Traits } from "../core/model.ts";
import type { Examples, Scitype } from "../core/observations.ts";
import { diff } from "../core/params.ts";
import type { SchemaOf } from "../core/schema.ts";
import type { Table } from "../data/mod.ts";
import { fitNetwork, updateNetwork } from "./_fit_network.ts";
import type { Task } from "./_task.ts";
import { type LearnedNetwork, OwnedNetwork } from "./learned_network.ts";
import type { NeuralNetworkParams } from "./neural_network_params.ts";

/** A model whose learner is a network. */
export type NetworkModel<Y, Z, P extends NeuralNetworkParams> = Model<
  Examples<Table, Y>,
  LearnedNetwork<Z>,
  P
>;

/** What a network model says of itself beside what all of them say. */
export interface NetworkTraits {
  /** Scitypes that the target may have. */
  readonly target: readonly Scitype[];
  /** Whether it predicts distributions. */
  readonly prediction: "point" | "distribution";
}

/** A kind of network model. */
export function networkModel<Y, Z, P extends NeuralNetworkParams>(
  task: Task<Y, Z, P>,
  schema: SchemaOf<P>,
  { target, prediction }: NetworkTraits,
): (options?: Partial<P>) => NetworkModel<Y, Z, P> {
  const traits: Traits = Object.freeze<Traits>({
    input: ["Continuous", "Count"],
    target,
    prediction,
    iteration: "epochs",
    warm: ["epochs", "optimiser"],
    weights: true,
  });
  type Members = Pick<NetworkModel<Y, Z, P>, "traits" | "fit" | "update">;
  return configured<P, Members>(task.kind, schema, (params) => ({
    traits,
    fit: (data: Examples<Table, Y>, context: Context) => fitNetwork(task, params, data, context),
    update(learned, old, _, context) {
      if (!(learned instanceof OwnedNetwork) || !goesOn(old.params, params, task.kind)) return undefined;
      context.emit({ type: "update", kind: task.kind });
      return updateNetwork<Z>(learned.release(), params, context);
    },
  }));
}

// Training goes on if only epochs and optimiser changed, epochs did not fall, and no one asked to start over.
function goesOn(
  old: Readonly<NeuralNetworkParams>,
  now: Readonly<NeuralNetworkParams>,
  kind: string,
): boolean {
  const changed = diff({ kind, params: old }, { kind, params: now }).map((path) => path.split(".")[0]);
  if (changed.some((name) => name !== "epochs" && name !== "optimiser")) return false;
  if (changed.includes("optimiser") && now.optimiserChangesTriggerRetraining) return false;
  return now.epochs >= old.epochs;
}
