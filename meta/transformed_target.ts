import { type Configured, configured } from "../core/configured.ts";
import type { Context } from "../core/context.ts";
import { liftReport, liftTraits } from "../core/lift.ts";
import type { Model, Predictor, Report, Supervised } from "../core/model.ts";
import type { Examples } from "../core/observations.ts";
import { equal } from "../core/params.ts";
import { restorePart } from "../core/restore_part.ts";
import { checkSaved, joinSaved } from "../core/saved.ts";
import { required } from "../core/schema.ts";
import { updateInner } from "../core/update_inner.ts";
import type { Numeric, Table } from "../data/mod.ts";
import { LearnedWrapper } from "./_learned_wrapper.ts";
import { modelField } from "./_model_field.ts";
import {
  isTargetTransformer,
  learnTarget,
  restoreTarget,
  type TargetMapper,
  type TargetTransformer,
} from "./_target_mapper.ts";

/** Hyperparameters of {@linkcode transformedTarget}. */
export interface TransformedTargetParams<M> {
  /** What learns the transformed target. */
  readonly model: M;
  /** What transforms it. */
  readonly transformer: TargetTransformer;
}

const KIND = "TransformedTarget";

type Inner = Predictor<unknown, unknown>;
type AnyRegressor = Model<Examples<unknown, Numeric | Table>, Inner>;
type Params = TransformedTargetParams<AnyRegressor>;
type Wrapped = Model<Examples<unknown, Numeric | Table>, Inner, Params>;

const make = configured<Params, Omit<Wrapped, keyof Configured>>(
  KIND,
  {
    model: modelField("what learns the transformed target"),
    transformer: required({
      expected:
        "a transformer with a way back, e.g. standardiser(), or { forward: Math.log, inverse: Math.exp }",
      is: isTargetTransformer,
      doc: "what transforms the target",
    }),
  },
  ({ model, transformer }) => {
    if (model.traits.prediction === "distribution") {
      throw new TypeError(
        `Cannot wrap ${model.kind} by transformedTarget(): it predicts distributions over classes, ` +
          "which have no scale to go back to; take a model that predicts numbers",
      );
    }
    return {
      traits: liftTraits(model.traits, "model"),
      async fit(data: Examples<unknown, Numeric | Table>, context: Context) {
        const target = await learnTarget(transformer, data.y, chanceOf(context));
        const given = { ...data, y: target.forward! }; // just made
        return await owning(target, () => model.fit(given, context));
      },
      update(learned, { params: old }, data, context) {
        if (!(learned instanceof LearnedWrapper) || !equal(old.transformer, transformer)) return undefined;
        const { inner, target }: Source = learned.source;
        if (!target.forward) return undefined; // restored alone
        const given = { ...data, y: target.forward };
        const from = { learned: inner, old: old.model, data: given, context, wrapper: KIND };
        const going = updateInner<Examples<unknown, Numeric | Table>, Inner>(model, from);
        if (!going) return undefined;
        learned.release();
        return owning(target, () => going);
      },
      async restore(saved, context, data) {
        checkSaved(saved, KIND);
        const part = { saved, context: chanceOf(context), data: data?.y };
        const target = await restoreTarget(transformer, part);
        const given = data && { ...data, y: target.forward! }; // made of the data
        return await owning(target, () => restorePart(model, { saved, name: "model", context, data: given }));
      },
    };
  },
);

/**
 * A model that learns a transformed target, and whose predictions come back on the target's own scale. The transformer
 * learns from the training rows' target, a table of one column called `target`, or the table of a model of several
 * targets; functions are of single numbers: `{ forward: Math.log, inverse: Math.exp }`. Training losses are those of the
 * transformed target. The report has the model's and the transformer's under `model` and `transformer`.
 *
 * Throws a TypeError for a model that predicts distributions over classes, or a transformer without a way back, and a
 * DataError for a target that is not of numbers, or that becomes infinite.
 *
 * @example Incomes are learned as their logarithms.
 * ```ts
 * import { neuralNetworkRegressor } from "@attune/attune/models";
 * import { transformedTarget } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * const model = transformedTarget(neuralNetworkRegressor(), { forward: Math.log, inverse: Math.exp });
 * assert.equal(model.with({ "model.epochs": 50 }).traits.iteration, "model.epochs");
 * ```
 */
export function transformedTarget<
  X,
  Y extends Numeric | Table,
  M extends Model<Examples<X, Y>, Predictor<X, Y>>,
>(
  model: M & Model<Examples<X, Y>, Predictor<X, Y>>,
  transformer: TargetTransformer,
): Supervised<X, Y, Y, TransformedTargetParams<M>> {
  return make({ model, transformer } as object) as object as Supervised<X, Y, Y, TransformedTargetParams<M>>; // as given
}

interface Source {
  readonly inner: Inner;
  readonly target: TargetMapper<Numeric | Table>;
}

function chanceOf(context: Context): Context {
  return { ...context, rng: context.rng.fork("transformer") };
}

// Owns what transforms the target.
async function owning(
  target: Source["target"],
  learn: () => Promise<Inner>,
): Promise<LearnedWrapper<unknown, unknown, Report, Source>> {
  try {
    return learnedFrom(await learn(), target);
  } catch (error) {
    target.learned?.[Symbol.dispose]();
    throw error;
  }
}

function learnedFrom(
  inner: Inner,
  target: Source["target"],
): LearnedWrapper<unknown, unknown, Report, Source> {
  const { learned } = target;
  return new LearnedWrapper({
    kind: KIND,
    source: { inner, target },
    parts: learned ? [inner, learned] : [inner],
    predict: async (x: unknown) => target.inverse(await inner.predict(x)),
    report: { ...liftReport(inner.report, "model"), ...(learned && { transformer: learned.report }) },
    async save() {
      if (!learned) {
        throw new TypeError(
          `Cannot save ${KIND}: "transformer" holds functions, and code cannot be saved; take a transformer`,
        );
      }
      const parts = { model: await inner.save(), transformer: await learned.save() };
      return joinSaved({ kind: KIND, data: { isTable: target.isTable } }, parts);
    },
  });
}
