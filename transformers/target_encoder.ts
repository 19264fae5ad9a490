import { configured } from "../core/configured.ts";
import { DataError } from "../core/errors.ts";
import type { Model, Traits } from "../core/model.ts";
import type { Examples } from "../core/observations.ts";
import { integer, nested, oneOf } from "../core/schema.ts";
import type { Categorical, Numeric, Table } from "../data/mod.ts";
import { COLUMN_SCITYPES } from "../data/column_scitypes.ts";
import { type ClassFeatureParams, classFeatures } from "./_class_encoder.ts";
import { checkFeatures } from "./_features.ts";
import { checkTable, matched, seenIn } from "./_match_columns.ts";
import { type Given, type Learnt, mapperOf, savedIn, type TableMapper } from "./_table_transformer.ts";
import { encodeTargets, foldsOfRows, learnTargets, type TargetState } from "./_target_encodings.ts";

/** Hyperparameters of {@linkcode targetEncoder}. */
export interface TargetEncoderParams extends ClassFeatureParams {
  /**
   * How many rows the mean over all counts as, beside those of a level; `"auto"`: by the variances, of
   * numbers only. Default 0.
   */
  readonly m: number | "auto";
  /**
   * The share of a level's own mean: `"count"` n / (n + m) of its n rows (default), or a number in [0, 1],
   * whatever `m` says.
   */
  readonly lambda: "count" | number;
  /** How many folds the training rows are in, each of which is encoded by the others. At least 2, default 5. */
  readonly folds: number;
  /**
   * Levels outside the pool of training: `"refuse"` them (default), or encode them by the mean over all rows,
   * `"global"`.
   */
  readonly unknown: "refuse" | "global";
  /** Missing values: they stay missing (`"propagate"`, default), or are refused (`"refuse"`). */
  readonly missing: "propagate" | "refuse";
}

/** What `targetEncoder` has learned. */
export interface TargetMapper extends TableMapper {
  /**
   * The table that it learned from, each row encoded by the folds that it is not in, so that no row's own
   * target reaches its own encoding. Throws a DataError for a table of another size.
   */
  transformTraining(data: { readonly x: Table }): Promise<Table>;
}

/** Learns what the target is like at each level, and replaces levels by that. */
export type TargetEncoder = Model<Examples<Table, Categorical | Numeric>, TargetMapper, TargetEncoderParams>;

type Data = Examples<Table, Categorical | Numeric>;

const KIND = "TargetEncoder";

const traits: Traits = Object.freeze<Traits>({
  input: COLUMN_SCITYPES,
  target: ["Continuous", "Count", "Multiclass", "OrderedFactor"],
  weights: true,
  holdsOut: true,
});

const make = configured<TargetEncoderParams, Pick<TargetEncoder, "traits" | "fit" | "restore">>(
  KIND,
  {
    ...classFeatures({ orderedFactor: true }),
    m: nested<TargetEncoderParams["m"]>(0, {
      expected: 'a finite number ≥ 0, or "auto"',
      is: (v) => v === "auto" || (typeof v === "number" && v >= 0 && v < Infinity),
      doc: "how many rows the mean over all counts as, beside those of a level",
    }),
    lambda: nested<TargetEncoderParams["lambda"]>("count", {
      expected: '"count", or a number in [0, 1]',
      is: (v) => v === "count" || (typeof v === "number" && v >= 0 && v <= 1),
      doc: "the share of a level's own mean",
    }),
    folds: integer(5, { min: 2, doc: "how many folds the training rows are in" }),
    unknown: oneOf(["refuse", "global"], "what to do with levels outside the pool of training"),
    missing: oneOf(["propagate", "refuse"], "what to do with missing values"),
  },
  (params) => {
    checkFeatures(params, KIND);
    return {
      traits,
      // deno-lint-ignore require-await -- async, so that what does not suit rejects
      fit: async (data, context) => learned(data, { params, context }),
      // deno-lint-ignore require-await -- as above
      restore: async (saved) => encoderOf(savedIn(saved, KIND), params),
    };
  },
);

/**
 * Replaces each column of classes by what the target is like at the row's level (Micci-Barreca 2001): its
 * mean, for a target of numbers; the frequency of the first class, for one of two classes; a column
 * `feature__class` of the frequency of each class, for one of more. Columns are Continuous and stand where
 * the column stood; all others pass through.
 *
 * A level's encoding is λ·(its own mean) + (1 − λ)·(the mean over all rows), where λ = n / (n + m) for a
 * level of n rows. With `m: "auto"` m is the variance of the target at the level over that in all rows
 * (divisor n), so that a level is believed the more the better its rows agree; MLJTransforms has this
 * fraction upside down. Levels of the pool without rows get the mean over all. Row weights count: means and
 * variances are weighted, and n is a sum of weights, scaled so that all rows weigh one on average.
 *
 * `transform` encodes by all that was learned. For the training rows themselves that leaks: a level of one
 * row would be its target. So whoever learns from them takes `transformTraining`, as pipelines do: each row
 * is encoded by the rows of the other folds alone, which chance decides. Levels are recognised by their
 * labels. There is no way back. The report has `features`, and `encodings` by column: levels, and for each of
 * them its encodings.
 *
 * Throws a DataError for a level outside the pool of training, unless `unknown: "global"`; for a target with
 * holes; for fewer rows than folds; and for `m: "auto"` with a target of classes.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, cells, numeric, table } from "@attune/attune/data";
 * import { targetEncoder } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ town: categorical(["Ulm", "Ulm", "Bonn", "Bonn", "Bonn"]) });
 * const y = numeric([1, 3, 6, 7, 8]);
 * using machine = new Machine(targetEncoder(), { x, y });
 * const learned = await machine.fit();
 * assert.deepEqual(cells((await learned.transform(x)).column("town")), [2, 2, 7, 7, 7]);
 * const apart = await learned.transformTraining({ x }); // five folds of one row each
 * assert.deepEqual(cells(apart.column("town")), [3, 1, 7.5, 7, 6.5]);
 * ```
 */
export function targetEncoder(options: Partial<TargetEncoderParams> = {}): TargetEncoder {
  return make(options);
}

function learned(data: Data, given: Given<TargetEncoderParams>): TargetMapper {
  checkTable(data.x, `learn ${KIND}`);
  if (data.y === undefined) {
    throw new DataError(`Cannot learn ${KIND}: there is no target; give data as { x, y }`, { column: "y" });
  }
  return encoderOf(
    { seen: seenIn(data.x), state: learnTargets(data, { ...given, kind: KIND }) },
    given.params,
  );
}

function encoderOf(
  { seen, state }: Learnt<TargetState>,
  params: Readonly<TargetEncoderParams>,
): TargetMapper {
  const encode = (x: Table, tables: ArrayLike<number>) =>
    encodeTargets(x, state, { kind: KIND, params, tables });
  const recipe = {
    kind: KIND,
    transform: (x: Table) => encode(x, new Uint32Array(x.size)),
    report: () => ({
      features: state.encoded.map(({ name }) => name),
      encodings: Object.fromEntries(
        state.encoded.map(({ name, levels, tables }) => [name, { levels, values: tables[0]!.slice(0, -1) }]),
      ),
    }),
  };
  return Object.freeze({
    ...mapperOf(recipe, params, { seen, state }),
    // deno-lint-ignore require-await -- async, so that what does not suit rejects
    async transformTraining(training: { readonly x: Table }) {
      const x = matched(training.x, seen, { doing: `transform by ${KIND}` });
      if (x.size === state.size) return encode(x, foldsOfRows(state).map((fold) => fold + 1));
      throw new DataError(
        `Cannot transform the training rows by ${KIND}: it learned from ${state.size} rows, and these are ${x.size}; ` +
          "give the very rows, or use transform()",
        { found: `${x.size} rows`, wanted: `${state.size} rows` },
      );
    },
  });
}
