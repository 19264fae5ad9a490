import { byName } from "./_by_column.ts";
import { oneOf } from "../core/schema.ts";
import { type Categorical, categoricalOf, type Label } from "../data/mod.ts";
import { addedLevel, LABEL } from "./_added_level.ts";
import {
  classEncoder,
  type ClassFeatureParams,
  classFeatures,
  type Known,
  notMade,
} from "./_class_encoder.ts";
import { MISSING } from "./_levels.ts";
import type { InvertibleTableMapper, TableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode missingnessEncoder}. */
export interface MissingnessEncoderParams extends ClassFeatureParams {
  /** The level of missing values; default null: `"missing"`, or the smallest level − 1 where levels are numbers. */
  readonly label: Label | null;
  /** Levels outside the pool of training: `"refuse"` them (default), or take them for `"missing"`. */
  readonly unknown: "refuse" | "missing";
}

/** Makes missing values a level of their own. */
export type MissingnessEncoder = TableTransformer<MissingnessEncoderParams, InvertibleTableMapper>;

interface Labelled extends Known {
  readonly label: Label;
}

const KIND = "MissingnessEncoder";

const make = classEncoder<MissingnessEncoderParams, Labelled, InvertibleTableMapper>({
  kind: KIND,
  schema: {
    ...classFeatures({ orderedFactor: false }),
    label: LABEL,
    unknown: oneOf(["refuse", "missing"], "what to do with levels outside the pool of training"),
  },
  instead: "missing",
  learn: ({ levels }, { name, params: { label } }) => ({
    levels,
    label: addedLevel(levels, { label, fallback: "missing", name, kind: KIND }),
  }),
  encode: (places, { levels, label }) => [
    categoricalOf(places.map((p) => p === MISSING ? levels.length : p), [...levels, label]),
  ],
  decode([column], { levels, label }, { name }) {
    const { codes, levels: given } = column as Categorical; // as `encode` gives
    const places = given.map((level) => levels.indexOf(level));
    return codes.map((code, row) => {
      const level = given[code];
      if (level === label) return MISSING;
      if (level === undefined || places[code]! < 0) throw notMade(row, { name, kind: KIND });
      return places[code]!;
    });
  },
  report: (states) => ({ labels: byName(states, ({ label }) => label) }),
});

/**
 * Makes the missing values of each column of classes a level of their own, the last of its levels, whether or
 * not any was missing in training. By default it treats Multiclass columns; OrderedFactor columns become
 * Multiclass if they are treated, because the new level has no rank. All other columns pass through. Levels
 * are recognised by their labels. The report has `features`, `newFeatures`, and `labels` by column.
 *
 * Throws a DataError for a level outside the pool of training, unless `unknown: "missing"`, and for a label
 * that is a level already.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, cells, table } from "@attune/attune/data";
 * import { missingnessEncoder } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ sex: categorical(["f", null, "m"]) });
 * using machine = new Machine(missingnessEncoder(), { x });
 * const z = await (await machine.fit()).transform(x);
 * assert.deepEqual(cells(z.column("sex")), ["f", "missing", "m"]);
 * ```
 */
export function missingnessEncoder(options: Partial<MissingnessEncoderParams> = {}): MissingnessEncoder {
  return make(options);
}
