import { measureField } from "./_measure_field.ts";
import { configured } from "../core/configured.ts";
import { liftReport, liftTraits } from "../core/lift.ts";
import type { Mapper, Model, Predictor, Report, Supervised, Traits } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { owned } from "../core/owned.ts";
import { integer, oneOf, type SchemaOf } from "../core/schema.ts";
import { SavedError } from "../core/errors.ts";
import { restorePart } from "../core/restore_part.ts";
import { checkSaved, joinSaved, type Saved } from "../core/saved.ts";
import { printable } from "../core/show.ts";
import type { Table } from "../data/mod.ts";
import { eliminate, type Elimination } from "./_eliminate.ts";
import type { AnyMeasure } from "./_judge.ts";
import { modelField, wrapping } from "./_model_field.ts";
import { resamplingField } from "./_resampling_field.ts";
import { rowsArray, rowsNamed } from "./_saved_rows.ts";
import { shareField } from "./_share_of.ts";
import type { Pair, Resampling } from "./resampling.ts";
import { holdout } from "./resampling/holdout.ts";

/** Hyperparameters of {@linkcode recursiveFeatureElimination}. */
export interface RecursiveFeatureEliminationParams<Y, Z, P extends object = object> {
  /** What learns from columns, and is to do with fewer. */
  readonly model: Supervised<Table, Y, Z, P>;
  /** How many columns to keep: a share below 1, rounded down, or a count; 0 is half of them. Default 0. */
  readonly features: number;
  /** How many columns go in each round: a share of all below 1, rounded down, or a count. Default 1. */
  readonly step: number;
  /**
   * What columns are worth: `"permutation"` asks how much worse held-out rows are judged when the column is shuffled,
   * `"reported"` takes the absolute values in `report.importances`, a number by column, of the model fitted to all rows.
   * Default `"permutation"`.
   */
  readonly importance: "permutation" | "reported";
  /** Which rows are held out, in each round the same, to shuffle columns of. Default holdout({ shuffled: true }). */
  readonly resampling: Resampling | readonly Pair[];
  /** What they are judged by. Default: logLoss for distributions, mse for numbers, misclassificationRate for labels. */
  readonly measure: AnyMeasure | undefined;
  /** How often each column is shuffled. Default 5. */
  readonly repeats: number;
}

/** What an elimination has to tell. */
export interface EliminationReport extends Report {
  /** One more than the rounds that each column has survived, by its name. */
  readonly scores: Readonly<Record<string, number>>;
  /** The columns that were kept, in the order of the table. */
  readonly survivors: readonly string[];
  /** What columns were worth in each round, by their names. */
  readonly rounds: readonly Readonly<Record<string, number>>[];
}

/** A model that learned from the columns that were kept; `transform` keeps them in other tables. */
export interface LearnedElimination<Z> extends Predictor<Table, Z>, Mapper<Table, Table> {
  /** What the fit has to tell. */
  readonly report: EliminationReport;
}

/** Chooses columns by what they are worth to a model. */
export type RecursiveFeatureElimination<Y, Z, P extends object = object> = Model<
  Examples<Table, Y>,
  LearnedElimination<Z>,
  RecursiveFeatureEliminationParams<Y, Z, P>
>;

const KIND = "RecursiveFeatureElimination";

function schemaOf<Y, Z, P extends object>(): SchemaOf<RecursiveFeatureEliminationParams<Y, Z, P>> {
  return {
    model: modelField("what learns from columns"),
    features: shareField(0, { doc: "how many columns to keep", zero: "half" }),
    step: shareField(1, { doc: "how many columns go in each round" }),
    importance: oneOf<"permutation" | "reported">(["permutation", "reported"], "what columns are worth"),
    resampling: resamplingField(
      "which rows are held out to shuffle columns of",
      holdout({ shuffled: true }),
    ),
    measure: measureField("what held-out rows are judged by"),
    repeats: integer(5, { min: 1, doc: "how often each column is shuffled" }),
  };
}

/**
 * Keeps the columns that are worth most to a model: fits it, drops the columns that are worth least, fits it to the others,
 * and so on until as many are left as are wanted (Guyon, Weston, Barnhill and Vapnik 2002); then fits it to those. What a
 * column is worth is told by held-out rows among those given, weights of rows counting, as in
 * {@linkcode permutationImportance}, or by what the model itself reports. Where several are worth the same, those that
 * stand first in the table stay.
 *
 * The last fit has the chance that the model would have by itself. `report.rows.importance` are the rows that were held
 * out. Columns are chosen anew whenever a hyperparameter changes.
 *
 * Throws a DataError where more columns are to be kept than there are, a RangeError where training diverged.
 *
 * @example Of four columns two are kept. A baseline looks at none, so the first stay.
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { regression } from "@attune/attune/data";
 * import { recursiveFeatureElimination } from "@attune/attune/meta";
 * import { constantRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const data = regression({ rows: 20, columns: 4 });
 * using machine = new Machine(recursiveFeatureElimination(constantRegressor()), data);
 * const learned = await machine.fit();
 * assert.deepEqual(learned.report.scores, { x1: 3, x2: 3, x3: 2, x4: 1 });
 * assert.deepEqual((await learned.transform(data.x)).names, ["x1", "x2"]);
 * ```
 */
export function recursiveFeatureElimination<
  Y extends Observations,
  Z extends Observations,
  P extends object = object,
>(
  model: Supervised<Table, Y, Z, P>,
  options: Partial<Omit<RecursiveFeatureEliminationParams<Y, Z>, "model">> = {},
): RecursiveFeatureElimination<Y, Z, P> {
  type Members = Pick<RecursiveFeatureElimination<Y, Z, P>, "traits" | "fit" | "restore">;
  const make = configured<RecursiveFeatureEliminationParams<Y, Z, P>, Members>(KIND, schemaOf(), (params) => {
    const { iteration: _, warm: __, ...lifted } = liftTraits(params.model.traits, "model");
    const holdsOut = lifted.holdsOut || params.importance === "permutation";
    return {
      traits: Object.freeze<Traits>({ ...lifted, ...(holdsOut && { holdsOut }) }),
      async fit(data, context) {
        const elimination = await eliminate({ kind: KIND, ...params }, data, context);
        const examples = { ...data, x: data.x.select(elimination.survivors) };
        return learnedOf(await params.model.fit(examples, context), elimination);
      },
      async restore(saved, context, data) {
        checkSaved(saved, KIND);
        const elimination = eliminationIn(saved);
        const examples = data && { ...data, x: data.x.select(elimination.survivors) };
        const inner = await restorePart(params.model, { saved, name: "model", context, data: examples });
        return learnedOf(inner, elimination);
      },
    };
  });
  return make(wrapping("recursiveFeatureElimination()", { model, options }));
}

function learnedOf<Z>(inner: Predictor<Table, Z>, elimination: Elimination): LearnedElimination<Z> {
  const { survivors } = elimination;
  const mine = owned({ inner, survivors }, { kind: KIND, parts: ({ inner }) => [inner] });
  const learned: LearnedElimination<Z> = {
    report: reportOf(inner.report, elimination),
    async predict(x) {
      const { inner, survivors } = mine.for("predict with");
      return await inner.predict(x.select(survivors));
    },
    // deno-lint-ignore require-await -- async, so that a column that is absent rejects
    transform: async (x) => x.select(mine.for("transform by").survivors),
    async save() {
      const { inner } = mine.for("save");
      return joinSaved({ kind: KIND, ...savedElimination(elimination) }, { model: await inner.save() });
    },
    [Symbol.dispose]: () => mine[Symbol.dispose](),
  };
  return Object.freeze(printable(learned, () => `${KIND}: kept ${survivors.join(", ")}\n${inner}`));
}

function savedElimination({ survivors, scores, rounds, held }: Elimination): Pick<Saved, "data" | "arrays"> {
  const data = { survivors, scores: [...scores], rounds: rounds.map((worth) => [...worth]) };
  return { data, arrays: new Map(held ? [["held", rowsArray(held)]] : []) };
}

function eliminationIn(saved: Saved): Elimination {
  const { survivors, scores, rounds } = saved.data;
  if (!Array.isArray(survivors) || !isWorth(scores) || !Array.isArray(rounds) || !rounds.every(isWorth)) {
    throw new SavedError(`Cannot restore ${KIND}: which columns were kept is not told`, KIND);
  }
  const held = saved.arrays.has("held") ? rowsNamed(saved, "held") : undefined;
  return { survivors, scores: new Map(scores), rounds: rounds.map((worth) => new Map(worth)), held };
}

function isWorth(value: unknown): value is readonly (readonly [name: string, worth: number])[] {
  return Array.isArray(value) &&
    value.every((entry) =>
      Array.isArray(entry) && typeof entry[0] === "string" && typeof entry[1] === "number"
    );
}

function reportOf(inner: Report, { survivors, scores, rounds, held }: Elimination): EliminationReport {
  const lifted = liftReport(inner, "model");
  return Object.freeze<EliminationReport>({
    ...lifted,
    ...(held && { rows: { ...lifted.rows, importance: held } }),
    scores: Object.freeze(Object.fromEntries(scores)),
    survivors,
    rounds: Object.freeze(rounds.map((worth) => Object.freeze(Object.fromEntries(worth)))),
  });
}
