import { byName } from "./_by_column.ts";
import { oneOf } from "../core/schema.ts";
import type { Numeric } from "../data/mod.ts";
import {
  classEncoder,
  type ClassFeatureParams,
  classFeatures,
  type Known,
  notMade,
} from "./_class_encoder.ts";
import { MISSING, ranks } from "./_levels.ts";
import type { InvertibleTableMapper, TableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode ordinalEncoder}. */
export interface OrdinalEncoderParams extends ClassFeatureParams {
  /** Levels outside the pool of training: `"refuse"` them (default), or take them for `"missing"`. */
  readonly unknown: "refuse" | "missing";
  /** Missing values: they stay missing (`"propagate"`, default), or are refused (`"refuse"`). */
  readonly missing: "propagate" | "refuse";
}

/** Learns levels, and numbers them. */
export type OrdinalEncoder = TableTransformer<OrdinalEncoderParams, InvertibleTableMapper>;

const KIND = "OrdinalEncoder";

const make = classEncoder<OrdinalEncoderParams, Known, InvertibleTableMapper>({
  kind: KIND,
  schema: {
    ...classFeatures({ orderedFactor: true }),
    unknown: oneOf(["refuse", "missing"], "what to do with levels outside the pool of training"),
    missing: oneOf(["propagate", "refuse"], "what to do with missing values"),
  },
  instead: "missing",
  learn: ({ levels }) => ({ levels }),
  encode: (places) => [ranks(places)],
  decode([column], { levels }, { name }) {
    return Int32Array.from((column as Numeric).values, (rank, row) => { // of numbers, as `encode` gives
      if (Number.isNaN(rank)) return MISSING;
      if (Number.isInteger(rank) && rank >= 1 && rank <= levels.length) return rank - 1;
      throw notMade(row, { name, kind: KIND });
    });
  },
  report: (states) => ({ levels: byName(states, ({ levels }) => levels) }),
});

/**
 * Replaces each column of classes by a Continuous one of the numbers of their levels, 1, 2, … in the order of
 * the pool, so that the first level is 1; level 7 of 5, 7, 9 becomes 2. All other columns pass through.
 * Levels are recognised by their labels. The report has `features`, `newFeatures`, and `levels` by column.
 *
 * Throws a DataError for a level outside the pool of training, unless `unknown: "missing"`.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, cells, table } from "@attune/attune/data";
 * import { ordinalEncoder } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const size = categorical(["small", null, "large"], { levels: ["small", "large"], ordered: true });
 * using machine = new Machine(ordinalEncoder(), { x: table({ size }) });
 * const z = await (await machine.fit()).transform(table({ size }));
 * assert.deepEqual(cells(z.column("size")), [1, null, 2]);
 * ```
 */
export function ordinalEncoder(options: Partial<OrdinalEncoderParams> = {}): OrdinalEncoder {
  return make(options);
}
