import { isModel } from "../core/is_model.ts";
import { configured } from "../core/configured.ts";
import { liftTraits } from "../core/lift.ts";
import type { Model, Supervised, Traits } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { diff } from "../core/params.ts";
import type { SchemaOf } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import type { Table } from "../data/mod.ts";
import { fitStack, restoreStack, updateStack } from "./_fit_stack.ts";
import { checkOptions, modelField } from "./_model_field.ts";
import { resamplingField } from "./_resampling_field.ts";
import { type LearnedStack, OwnedStack, type Stacked } from "./learned_stack.ts";
import type { Pair, Resampling } from "./resampling.ts";
import { cv } from "./resampling/cv.ts";

/** Hyperparameters of {@linkcode stack} beside its bases. */
export interface StackOptions<Y, Z> {
  /** Learns from what the bases predict. */
  readonly metalearner: Supervised<Table, Y, Z>;
  /** How rows are held out from the bases, each at most once; or the folds themselves. Default cv({ folds: 5, shuffled: true }). */
  readonly resampling: Resampling | readonly Pair[];
}

/** Hyperparameters of {@linkcode stack}: each base by its name, the metalearner and the resampling. */
export type StackParams<X, Y, Z, N extends string> =
  & StackOptions<Y, Z>
  & { readonly [Name in N]: Supervised<X, Y, Observations> };

/** Bases, and a metalearner that learns from what they predict. */
export type Stack<X, Y, Z, N extends string = string> = Model<
  Examples<X, Y>,
  LearnedStack<X, Z>,
  StackParams<X, Y, Z, N>
>;

const KIND = "Stack";

const OPTIONS: readonly string[] = ["metalearner", "resampling"];

/**
 * Bases, and a metalearner that learns from what they predict (Wolpert 1992). Each row is predicted by bases that did not
 * learn from it, fold by fold; from those predictions and the targets the metalearner learns. All bases learn from all
 * rows as well: from what these predict the metalearner predicts. Fits of bases run at the same time where the backend
 * has threads.
 *
 * The metalearner sees a table of Continuous columns: for base `net` that predicts distributions or labels one for each
 * level, `net__setosa`, for one that predicts numbers `net`; it also gets the rows' weights. Rows that no fold holds out,
 * as by `holdout()`, the metalearner does not see. A changed metalearner goes on, or learns anew, from what the bases had
 * predicted; any other change starts over.
 *
 * Each base is a hyperparameter by its name: `model.with({ "net.epochs": 20 })`. Throws a TypeError for names that are
 * taken, a DataError for folds that hold out a row twice or learn from what they hold out.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { cells, numeric, table } from "@attune/attune/data";
 * import { cv, stack } from "@attune/attune/meta";
 * import { constantRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const data = { x: table({ a: [1, 2, 3, 4] }), y: numeric([1, 1, 2, 2]) };
 * const bases = { one: constantRegressor(), other: constantRegressor() };
 * const model = stack(bases, { metalearner: constantRegressor(), resampling: cv({ folds: 2 }) });
 * using machine = new Machine(model, data);
 * const learned = await machine.fit();
 * assert.equal(cells(await learned.predict(data.x))[0], 1.5);
 * assert.equal(learned.report.pairs.length, 2);
 * ```
 */
export function stack<
  X extends Observations,
  Y extends Observations,
  Z extends Observations,
  N extends string,
>(
  bases: { readonly [Name in N]: Supervised<X, Y, Observations> },
  options: Pick<StackOptions<Y, Z>, "metalearner"> & Partial<StackOptions<Y, Z>>,
): Stack<X, Y, Z, N> {
  checkBases(bases);
  checkOptions("stack()", options);
  const names = Object.keys(bases) as N[]; // the keys of what is given by name
  const fields = Object.fromEntries(names.map((name) => [name, modelField(`base "${name}"`)]));
  const schema = { ...fields, ...optionsSchema<Y, Z>() } as SchemaOf<StackParams<X, Y, Z, N>>; // a field for each base too
  type Members = Pick<Stack<X, Y, Z, N>, "traits" | "fit" | "update" | "restore">;
  const make = configured<StackParams<X, Y, Z, N>, Members>(KIND, schema, (params) => {
    const { metalearner, resampling }: StackOptions<Y, Z> = params;
    const models = new Map(names.map((name): [N, Supervised<X, Y, Observations>] => [name, params[name]]));
    return {
      traits: traitsOf([...models.values()], metalearner),
      fit: (data, context) => fitStack({ kind: KIND, bases: models, metalearner, resampling }, data, context),
      update(learned, old, _, context) {
        const changed = diff({ kind: KIND, params: old.params }, { kind: KIND, params });
        const cold = changed.some((path) => path.split(".")[0] !== "metalearner");
        if (cold || !(learned instanceof OwnedStack) || !learned.goesOn) return undefined;
        const from: Stacked<X, Y, Z> = learned.release();
        const { metalearner: before }: StackOptions<Y, Z> = old.params;
        return updateStack(from, { metalearner, old: before }, context);
      },
      restore: (saved, context, data) =>
        restoreStack({ kind: KIND, bases: models, metalearner }, { saved, context, data }),
    };
  });
  return make({ ...bases, ...options } as Partial<StackParams<X, Y, Z, N>>); // bases and options by their names
}

function optionsSchema<Y, Z>(): SchemaOf<StackOptions<Y, Z>> {
  return {
    metalearner: modelField("learns from what the bases predict"),
    resampling: resamplingField("how rows are held out from the bases", cv({ folds: 5, shuffled: true })),
  };
}

function checkBases(bases: object): void {
  if (typeof bases !== "object" || bases === null || isModel(bases) || Array.isArray(bases)) {
    throw new TypeError(
      `Cannot stack ${brief(bases)}: give bases by name, e.g. { net: neuralNetworkClassifier() }`,
    );
  }
  const names = Object.keys(bases);
  if (names.length === 0) throw new RangeError("Cannot stack no bases: give at least one, by name");
  const odd = names.find((name) => name === "" || name.includes(".") || OPTIONS.includes(name));
  if (odd === undefined) return;
  throw new TypeError(
    `Cannot call a base ${
      brief(odd)
    }: paths to hyperparameters could not tell what it is; choose another name`,
  );
}

// The metalearner's, but for what goes in, which the bases see.
function traitsOf(
  bases: readonly Model[],
  metalearner: Model,
): Traits {
  const { input: _, weights = false, warm = [], ...lifted } = liftTraits(metalearner.traits, "metalearner");
  const inputs = bases.flatMap(({ traits }) => traits.input ? [traits.input] : []);
  const [first] = inputs;
  return Object.freeze<Traits>({
    ...lifted,
    ...(first && { input: first.filter((scitype) => inputs.every((input) => input.includes(scitype))) }),
    weights: weights && bases.every(({ traits }) => traits.weights === true),
    warm: Object.freeze(["metalearner", ...warm]),
    holdsOut: true,
  });
}
