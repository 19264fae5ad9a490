import { flag, oneOf } from "../core/schema.ts";
import type { Label } from "../data/mod.ts";
import {
  classEncoder,
  type ClassFeatureParams,
  classFeatures,
  type Known,
  notMade,
} from "./_class_encoder.ts";
import { hotColumns, hotPlaces } from "./_one_hot.ts";
import type { InvertibleTableMapper, TableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode oneHotEncoder}. */
export interface OneHotEncoderParams extends ClassFeatureParams {
  /** Whether the last level has no column of its own, but is all zeros. Default false. */
  readonly dropLast: boolean;
  /** Which levels get a column: the whole `"pool"` (default), or those `"seen"` in the training rows. */
  readonly levels: "pool" | "seen";
  /**
   * Levels that got no column in training: `"refuse"` them (default), make them all `"zeros"`, or take them
   * for `"missing"`.
   */
  readonly unknown: "refuse" | "zeros" | "missing";
  /**
   * Missing values: they stay missing in every column (`"propagate"`, default), are all `"zeros"`, are zeros
   * with a 1 in one column more (`"indicator"`: `feature__missing`), or are refused (`"refuse"`).
   */
  readonly missing: "propagate" | "zeros" | "indicator" | "refuse";
}

/** Learns levels, and gives each a column. */
export type OneHotEncoder = TableTransformer<OneHotEncoderParams, InvertibleTableMapper>;

const KIND = "OneHotEncoder";

const make = classEncoder<OneHotEncoderParams, Known, InvertibleTableMapper>({
  kind: KIND,
  schema: {
    ...classFeatures({ orderedFactor: true }),
    dropLast: flag(false, "whether the last level has no column of its own"),
    levels: oneOf(["pool", "seen"], "which levels get a column"),
    unknown: oneOf(["refuse", "zeros", "missing"], "what to do with levels that got no column in training"),
    missing: oneOf(["propagate", "zeros", "indicator", "refuse"], "what to do with missing values"),
  },
  instead: "zeros",
  check({ dropLast, unknown, missing }) {
    const name = unknown === "zeros" ? "unknown" : "missing";
    if (!dropLast || (unknown !== "zeros" && missing !== "zeros")) return;
    throw new RangeError(
      `Cannot set "${name}" of ${KIND} to "zeros" with dropLast: zeros mean the last level then; leave one of them out`,
    );
  },
  learn({ levels, codes }, { params }) {
    if (params.levels === "pool") return { levels };
    const seen = new Set(codes);
    return { levels: levels.filter((_, code) => seen.has(code)) };
  },
  parts: ({ levels }, { dropLast, missing }): readonly Label[] => [
    ...(dropLast ? levels.slice(0, -1) : levels),
    ...(missing === "indicator" ? ["missing"] : []),
  ],
  encode: (places, { levels }, params) => hotColumns(places, levels.length, params),
  decode: (columns, { levels }, { name, size, params: { dropLast, missing, unknown } }) =>
    hotPlaces(columns, {
      count: levels.length,
      size,
      dropLast,
      missing,
      unknown,
      refuse: (row) => notMade(row, { name, kind: KIND }),
    }),
});

/**
 * Gives each level of each column of classes a Continuous column of its own, `feature__level`, that is 1
 * where the row has that level and else 0; they stand where the column stood. All other columns pass through.
 * Names that are taken get underscores until they are free. The report has `features`, the columns encoded,
 * and `newFeatures`, the names of all columns that `transform` gives.
 *
 * Levels are recognised by their labels. By default the levels are the whole pool, as in MLJ; a level outside
 * it throws a DataError, unless `unknown` says otherwise. On the way back, zeros that stand for no level
 * become missing values, and levels come back in the pool of the training column. With `dropLast` a column of a
 * single level leaves no column, and its missing values do not come back.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, cells, numeric, table } from "@attune/attune/data";
 * import { oneHotEncoder } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ colour: categorical(["red", "blue", "red"]), height: numeric([1, 2, 3]) });
 * using machine = new Machine(oneHotEncoder(), { x });
 * const z = await (await machine.fit()).transform(x);
 * assert.deepEqual(z.names, ["colour__blue", "colour__red", "height"]);
 * assert.deepEqual(cells(z.column("colour__red")), [1, 0, 1]);
 * ```
 */
export function oneHotEncoder(options: Partial<OneHotEncoderParams> = {}): OneHotEncoder {
  return make(options);
}
