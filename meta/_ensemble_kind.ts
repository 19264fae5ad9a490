import { checkWeights } from "../core/check_weights.ts";
import { configured } from "../core/configured.ts";
import type { Context } from "../core/context.ts";
import { liftTraits } from "../core/lift.ts";
import type { Model, Supervised, Traits } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { diff } from "../core/params.ts";
import type { SchemaOf } from "../core/schema.ts";
import { type AnyMeasure, type Judge, judgesFor } from "./_judge.ts";
import {
  type Bags,
  disposeMember,
  fitMembers,
  type Member,
  type Membership,
  updateMembers,
} from "./_members.ts";
import { outOfBag } from "./_out_of_bag.ts";
import { restoreEnsemble } from "./_restore_ensemble.ts";
import { type LearnedEnsemble, OwnedEnsemble } from "./learned_ensemble.ts";

/** Hyperparameters that ensembles of all kinds have. */
export interface Ensembling<X, Y, Z> {
  readonly model: Supervised<X, Y, Z>;
  readonly n: number;
}

/** What an ensemble is, as a model. */
export type EnsembleModel<X, Y, Z, P extends object> = Model<Examples<X, Y>, LearnedEnsemble<X, Z>, P>;

/** What tells one kind of ensemble from another. */
export interface EnsembleRecipe<X, Y, Z, P extends Ensembling<X, Y, Z>> {
  readonly kind: string;
  readonly schema: SchemaOf<P>;
  /** Hyperparameters, beside the model, with which members stay as they are. */
  readonly warm: readonly (string & keyof P)[];
  /** Refuses hyperparameters that do not go together. */
  check?(params: Readonly<P>): void;
  /** Which bag each member gets. Throws a DataError for data that cannot be bagged so. */
  bags(params: Readonly<P>, data: Examples<X, Y>, context: Context): Bags;
  /** How much each of the members counts; all alike if absent or empty. */
  weights?(params: Readonly<P>): readonly number[];
  /** What to judge by out of bag. */
  measures?(params: Readonly<P>): readonly AnyMeasure[];
}

/** Makes a kind of ensemble. */
export function ensembleKind<
  X extends Observations,
  Y extends Observations,
  Z extends Observations,
  P extends Ensembling<X, Y, Z>,
>(recipe: EnsembleRecipe<X, Y, Z, P>): (given: Partial<P>) => EnsembleModel<X, Y, Z, P> {
  const { kind, schema, warm } = recipe;
  type Members = Pick<EnsembleModel<X, Y, Z, P>, "traits" | "fit" | "update" | "restore">;
  return configured<P, Members>(kind, schema, (params) => {
    recipe.check?.(params);
    const traits = traitsOf(recipe, params);
    return {
      traits,
      async fit(data, context) {
        const run = runOf(recipe, { params, traits, data, context });
        return await assembled(await fitMembers(0, run), run);
      },
      update(learned, old, data, context) {
        if (!(learned instanceof OwnedEnsemble)) return undefined;
        const changed = diff({ kind, params: old.params }, { kind, params }).map((path) =>
          path.split(".")[0]
        );
        const cold = changed.find((name) => name !== "model" && !warm.some((known) => known === name));
        if (cold !== undefined) return undefined;
        const run = runOf(recipe, { params, traits, data, context });
        const { members }: OwnedEnsemble<X, Z> = learned;
        const kept = members.slice(0, run.bags.n);
        if (!changed.includes("model")) context.emit({ type: "update", kind });
        const going = changed.includes("model")
          ? updateMembers(kept, old.params.model, run)
          : Promise.resolve(kept);
        if (!going) return undefined;
        learned.release();
        for (const member of members.slice(kept.length)) disposeMember(member);
        return going.then((members) => grown(members, run));
      },
      restore: (saved, context, data) =>
        restoreEnsemble<X, Y, Z>({ kind, model: params.model, saved, context, data }),
    };
  });
}

function traitsOf<X, Y, Z, P extends Ensembling<X, Y, Z>>(
  { warm, measures }: EnsembleRecipe<X, Y, Z, P>,
  params: Readonly<P>,
): Traits {
  const lifted = liftTraits(params.model.traits, "model");
  const judged = measures !== undefined && measures(params).length > 0;
  return Object.freeze({
    ...lifted,
    ...(judged && { holdsOut: true }),
    iteration: "n",
    warm: Object.freeze([...warm, ...lifted.warm ?? []]),
  });
}

/** A fit under way. */
interface Run<X, Y, Z> extends Membership<X, Y, Z> {
  readonly judges: readonly Judge[];
  /** What there is to say of them. */
  readonly notes: readonly string[];
  readonly weights: readonly number[];
}

interface Given<X, Y, P> {
  readonly params: Readonly<P>;
  readonly traits: Traits;
  readonly data: Examples<X, Y>;
  readonly context: Context;
}

function runOf<X, Y extends Observations, Z, P extends Ensembling<X, Y, Z>>(
  { kind, bags: bagsOf, weights: weightsOf, measures: measuresOf }: EnsembleRecipe<X, Y, Z, P>,
  { params, traits, data, context }: Given<X, Y, P>,
): Run<X, Y, Z> {
  const bags = bagsOf(params, data, context);
  const given = weightsOf?.(params) ?? [];
  const weights = given.length > 0 ? given : new Array<number>(bags.n).fill(1);
  const measures = measuresOf?.(params) ?? [];
  const notes: string[] = [];
  const judging = { measures, weights: data.weights, note: (message: string) => void notes.push(message) };
  const judges = measures.length > 0 ? judgesFor({ kind, traits }, data.y, judging) : [];
  if (judges.length > 0 && data.weights) checkWeights(data.weights, kind);
  return { kind, model: params.model, data, bags, context, weights, judges, notes };
}

async function assembled<X extends Observations, Y extends Observations, Z extends Observations>(
  members: readonly Member<X, Z>[],
  { kind, data, weights, judges, notes, context }: Run<X, Y, Z>,
): Promise<OwnedEnsemble<X, Z>> {
  try {
    for (const message of notes) context.emit({ type: "note", message });
    const judged = judges.length > 0 ? await outOfBag(data, { kind, members, weights, judges }) : undefined;
    return new OwnedEnsemble({ kind, members, weights, outOfBag: judged });
  } catch (error) {
    members.forEach(disposeMember);
    throw error;
  }
}

// Owns the members; those that are missing come.
async function grown<X extends Observations, Y extends Observations, Z extends Observations>(
  members: readonly Member<X, Z>[],
  run: Run<X, Y, Z>,
): Promise<OwnedEnsemble<X, Z>> {
  try {
    return await assembled([...members, ...await fitMembers(members.length, run)], run);
  } catch (error) {
    members.forEach(disposeMember);
    throw error;
  }
}
