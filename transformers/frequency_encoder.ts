import { countsOf } from "../data/counts_of.ts";
import { byName } from "./_by_column.ts";
import { flag, oneOf } from "../core/schema.ts";
import { numeric } from "../data/mod.ts";
import { classEncoder, type ClassFeatureParams, classFeatures, type Known } from "./_class_encoder.ts";
import { MISSING } from "./_levels.ts";
import type { TableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode frequencyEncoder}. */
export interface FrequencyEncoderParams extends ClassFeatureParams {
  /** Whether frequencies are shares of the training rows, or counts. Default false: counts. */
  readonly normalise: boolean;
  /** Levels outside the pool of training: `"refuse"` them (default), or give them frequency `"zero"`. */
  readonly unknown: "refuse" | "zero";
  /** Missing values: they stay missing (`"propagate"`, default), or are refused (`"refuse"`). */
  readonly missing: "propagate" | "refuse";
}

/** Learns how frequent levels are, and replaces them by that. */
export type FrequencyEncoder = TableTransformer<FrequencyEncoderParams>;

interface Frequencies extends Known {
  readonly frequencies: readonly number[];
}

const make = classEncoder<FrequencyEncoderParams, Frequencies>({
  kind: "FrequencyEncoder",
  schema: {
    ...classFeatures({ orderedFactor: true }),
    normalise: flag(false, "whether frequencies are shares of the training rows"),
    unknown: oneOf(["refuse", "zero"], "what to do with levels outside the pool of training"),
    missing: oneOf(["propagate", "refuse"], "what to do with missing values"),
  },
  instead: "zero",
  learn(column, { params: { normalise } }) {
    const rows = normalise ? column.size : 1;
    return { levels: column.levels, frequencies: countsOf(column).map((count) => count / rows) };
  },
  encode: (places, { frequencies }) => [
    numeric(Float64Array.from(places, (p) => p === MISSING ? NaN : frequencies[p] ?? 0)),
  ],
  report: (states) => ({
    frequencies: byName(
      states,
      ({ levels, frequencies }) =>
        Object.fromEntries(levels.map((level, i) => [String(level), frequencies[i]!])),
    ),
  }),
});

/**
 * Replaces each column of classes by a Continuous one that tells how often the row's level occurred in the
 * training rows, or in which share of them (`normalise`); rows whose value is missing count among them.
 * Levels of the pool that did not occur become 0. All other columns pass through. Levels are recognised by
 * their labels. There is no way back. The report has `features`, `newFeatures`, and `frequencies` by column
 * and level.
 *
 * Throws a DataError for a level outside the pool of training, unless `unknown: "zero"`.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, cells, table } from "@attune/attune/data";
 * import { frequencyEncoder } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ island: categorical(["Biscoe", "Dream", "Biscoe"]) });
 * using machine = new Machine(frequencyEncoder(), { x });
 * const z = await (await machine.fit()).transform(x);
 * assert.deepEqual(cells(z.column("island")), [2, 1, 2]);
 * ```
 */
export function frequencyEncoder(options: Partial<FrequencyEncoderParams> = {}): FrequencyEncoder {
  return make(options);
}
