import { type Configured, configured } from "../core/configured.ts";
import type { Context } from "../core/context.ts";
import type { Learned, Model, Predictor, Report, Supervised } from "../core/model.ts";
import type { Examples } from "../core/observations.ts";
import { equal } from "../core/params.ts";
import { joinSaved, type Saved } from "../core/saved.ts";
import { required } from "../core/schema.ts";
import type { Numeric, Table } from "../data/mod.ts";
import { liftReport, liftTraits } from "./_lift.ts";
import { modelField } from "./_model_field.ts";
import { updateInner } from "./_update_inner.ts";
import {
  isTargetTransformer,
  learnTarget,
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

type AnyRegressor = Model<Examples<unknown, Numeric | Table>, Predictor<unknown, unknown>>;
type Params = TransformedTargetParams<AnyRegressor>;
type Wrapped = Model<Examples<unknown, Numeric | Table>, Learned, Params>;

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
        const own = { ...context, rng: context.rng.fork("transformer") };
        const target = await learnTarget(transformer, data.y, own);
        try {
          const inner = await model.fit({ ...data, y: target.forward }, context);
          return new LearnedTarget(inner, target);
        } catch (error) {
          target.learned?.[Symbol.dispose]();
          throw error;
        }
      },
      update(learned, old, data, context) {
        if (!(learned instanceof LearnedTarget) || !equal(old.params.transformer, transformer)) {
          return undefined;
        }
        const { inner, target } = learned;
        const given = { ...data, y: target.forward };
        const going = updateInner(model, { learned: inner, old: old.params.model, data: given, context });
        return going?.then(
          (next) => new LearnedTarget(next, target),
          (error) => {
            target.learned?.[Symbol.dispose]();
            throw error;
          },
        );
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

class LearnedTarget implements Predictor<unknown, Numeric | Table> {
  readonly report: Report;

  constructor(
    readonly inner: Predictor<unknown, unknown>,
    readonly target: TargetMapper<Numeric | Table>,
  ) {
    const own = target.learned && { transformer: target.learned.report };
    this.report = Object.freeze({ ...liftReport(inner.report, "model"), ...own });
  }

  async predict(x: unknown): Promise<Numeric | Table> {
    return this.target.inverse(await this.inner.predict(x));
  }

  async save(): Promise<Saved> {
    const { learned } = this.target;
    if (!learned) {
      throw new TypeError(
        `Cannot save ${KIND}: "transformer" holds functions, and code cannot be saved; take a transformer`,
      );
    }
    return joinSaved({ kind: KIND, data: {} }, {
      model: await this.inner.save(),
      transformer: await learned.save(),
    });
  }

  [Symbol.dispose](): void {
    this.inner[Symbol.dispose]();
    this.target.learned?.[Symbol.dispose]();
  }
}
