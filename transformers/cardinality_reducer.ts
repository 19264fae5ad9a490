import { countsOf } from "../data/counts_of.ts";
import { byName } from "./_by_column.ts";
import { nested, oneOf } from "../core/schema.ts";
import { categoricalOf, type Label } from "../data/mod.ts";
import { addedLevel, LABEL } from "./_added_level.ts";
import { classEncoder, type ClassFeatureParams, classFeatures, type Known } from "./_class_encoder.ts";
import { MISSING } from "./_levels.ts";
import type { TableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode cardinalityReducer}. */
export interface CardinalityReducerParams extends ClassFeatureParams {
  /**
   * Levels less frequent than that are put together: how many rows, if at least 1; which share of the rows,
   * if less. Default 3.
   */
  readonly minFrequency: number;
  /** The level that takes their place; default null: `"Other"`, or the smallest level − 1 where levels are numbers. */
  readonly label: Label | null;
  /**
   * Levels outside the pool of training: `"refuse"` them (default), or `"reduce"` them like the others that
   * are infrequent.
   */
  readonly unknown: "refuse" | "reduce";
  /** Missing values: they stay missing (`"propagate"`, default), or are refused (`"refuse"`). */
  readonly missing: "propagate" | "refuse";
}

/** Learns which levels are infrequent, and puts them together. */
export type CardinalityReducer = TableTransformer<CardinalityReducerParams>;

interface Reduced extends Known {
  /** The levels afterwards. */
  readonly kept: readonly Label[];
  /** Where each level of the pool stands among those. */
  readonly places: readonly number[];
}

const KIND = "CardinalityReducer";

const make = classEncoder<CardinalityReducerParams, Reduced>({
  kind: KIND,
  schema: {
    ...classFeatures({ orderedFactor: false }),
    minFrequency: nested(3, {
      expected: "an integer ≥ 1, or a share in (0, 1)",
      is: (v) => typeof v === "number" && v > 0 && (v < 1 || Number.isSafeInteger(v)),
      doc: "below which frequency levels are put together",
    }),
    label: LABEL,
    unknown: oneOf(["refuse", "reduce"], "what to do with levels outside the pool of training"),
    missing: oneOf(["propagate", "refuse"], "what to do with missing values"),
  },
  instead: "reduce",
  learn(column, { name, params: { minFrequency, label, unknown } }) {
    const { levels, size } = column;
    const counts = countsOf(column);
    const rows = minFrequency < 1 ? size : 1;
    const frequent = levels.filter((_, i) => counts[i]! / rows >= minFrequency);
    if (frequent.length === levels.length && unknown === "refuse") {
      return { levels, kept: levels, places: levels.map((_, i) => i) };
    }
    const other = addedLevel(levels, { label, fallback: "Other", name, kind: KIND });
    const places = levels.map((level) =>
      frequent.includes(level) ? frequent.indexOf(level) : frequent.length
    );
    return { levels, kept: [...frequent, other], places };
  },
  encode(places, { kept, places: to }) {
    const last = kept.length - 1;
    return [categoricalOf(places.map((p) => p === MISSING ? -1 : to[p] ?? last), kept)];
  },
  report: (states) => ({
    reduced: byName(states, ({ levels, kept }) => levels.filter((level) => !kept.includes(level))),
  }),
});

/**
 * Puts the infrequent levels of each column of classes together into one, the last of its levels then. Levels
 * of the pool that did not occur in training are infrequent, too. By default it treats Multiclass columns;
 * OrderedFactor columns become Multiclass if they are treated, because the new level has no rank. All other
 * columns pass through. Levels are recognised by their labels. There is no way back. The report has
 * `features`, `newFeatures`, and the levels `reduced` by column.
 *
 * Throws a DataError for a level outside the pool of training, unless `unknown: "reduce"`, and for a label
 * that is a level already.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, cells, table } from "@attune/attune/data";
 * import { cardinalityReducer } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ town: categorical(["Ulm", "Ulm", "Bonn", "Jena"]) });
 * using machine = new Machine(cardinalityReducer({ minFrequency: 2 }), { x });
 * const z = await (await machine.fit()).transform(x);
 * assert.deepEqual(cells(z.column("town")), ["Ulm", "Ulm", "Other", "Other"]);
 * ```
 */
export function cardinalityReducer(options: Partial<CardinalityReducerParams> = {}): CardinalityReducer {
  return make(options);
}
