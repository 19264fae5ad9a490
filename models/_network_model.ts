import type { Context } from "../core/context.ts";
import { configured } from "../core/configured.ts";
import type { Model, Traits } from "../core/model.ts";
import type { Examples, Scitype } from "../core/observations.ts";
import { diff } from "../core/params.ts";
import type { SchemaOf } from "../core/schema.ts";
import type { Table } from "../data/mod.ts";
import { fitNetwork, updateNetwork } from "./_fit_network.ts";
import { restoreNetwork } from "./_restore_network.ts";
import type { Task } from "./_task.ts";
import { type LearnedNetwork, OwnedNetwork } from "./learned_network.ts";
import type { NeuralNetworkParams } from "./neural_network_params.ts";

/** A model whose learner is a network. */
export type NetworkModel<Y, Z, P extends NeuralNetworkParams, X = Table> = Model<
  Examples<X, Y>,
  LearnedNetwork<Z, X>,
  P
>;

/** What a network model says of itself beside what all of them say. */
export interface NetworkTraits {
  /** Scitypes that the inputs may have. */
  readonly input: readonly Scitype[];
  /** Scitypes that the target may have. */
  readonly target: readonly Scitype[];
  /** Whether it predicts distributions. */
  readonly prediction: "point" | "distribution";
}

/** A kind of network model. */
export function networkModel<X, Y, Z, P extends NeuralNetworkParams>(
  task: Task<X, Y, Z, P>,
  schema: SchemaOf<P>,
  { input, target, prediction }: NetworkTraits,
): (options?: Partial<P>) => NetworkModel<Y, Z, P, X> {
  const traits: Traits = Object.freeze<Traits>({
    input,
    target,
    prediction,
    iteration: "epochs",
    warm: ["epochs", "optimiser"],
    weights: true,
  });
  type Members = Pick<NetworkModel<Y, Z, P, X>, "traits" | "fit" | "update" | "restore">;
  return configured<P, Members>(task.kind, schema, (params) => ({
    traits,
    fit: (data: Examples<X, Y>, context: Context) => fitNetwork(task, params, data, context),
    update(learned, old, data, context) {
      if (!(learned instanceof OwnedNetwork) || !goesOn(old, { kind: task.kind, params })) return undefined;
      context.emit({ type: "update", kind: task.kind });
      return updateNetwork<X, Y, Z, P>(learned.release(), { task, params, data }, context);
    },
    restore: (saved, context) => restoreNetwork(task, params, saved, context),
  }));
}

// Training goes on if only epochs and optimiser changed, epochs did not fall, and no one asked to start over.
function goesOn(
  old: { readonly kind: string; readonly params: Readonly<NeuralNetworkParams> },
  now: { readonly kind: string; readonly params: Readonly<NeuralNetworkParams> },
): boolean {
  const changed = diff(old, now).map((path) => path.split(".")[0]);
  if (changed.some((name) => name !== "epochs" && name !== "optimiser")) return false;
  if (changed.includes("optimiser") && now.params.optimiserChangesTriggerRetraining) return false;
  return now.params.epochs >= old.params.epochs;
}
