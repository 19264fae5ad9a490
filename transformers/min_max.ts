import { flag, oneOf } from "../core/schema.ts";
import { byName } from "./_by_column.ts";
import { extremes } from "./_extremes.ts";
import type { FeatureParams } from "./_features.ts";
import { numberTransformer } from "./_number_transformer.ts";
import { pairField } from "./_pair_field.ts";
import type { InvertibleTableMapper, TableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode minMax}. */
export interface MinMaxParams extends FeatureParams {
  /** Where the smallest and the largest value of the training rows go. Default [0, 1]. */
  readonly range: readonly [low: number, high: number];
  /** Whether what falls outside the range, as new rows may, is set to its nearer end. Default false. */
  readonly clip: boolean;
  /** What to do with a column whose values are all the same: `"refuse"` it (default), or `"keep"` it, all `low` then. */
  readonly constant: "refuse" | "keep";
}

/** Learns the smallest and largest values, and scales between them. */
export type MinMax = TableTransformer<MinMaxParams, InvertibleTableMapper>;

interface Ends {
  readonly least: number;
  readonly most: number;
}

const make = numberTransformer<Omit<MinMaxParams, keyof FeatureParams>, Ends>({
  kind: "MinMax",
  schema: {
    range: pairField([0, 1], { doc: "where the smallest and the largest value go" }),
    clip: flag(false, "whether what falls outside the range is set to its nearer end"),
    constant: oneOf(["refuse", "keep"], "what to do with a column whose values are all the same"),
  },
  keeps: ({ constant }) => constant === "keep",
  learn(known) {
    const [least, most] = extremes(known);
    return { least, most };
  },
  forward({ least, most }, { range: [low, high], clip }) {
    const scaled = (v: number) => low + (high - low) * ((v - least) / spanOf({ least, most }));
    return { at: clip ? (v) => Math.min(high, Math.max(low, scaled(v))) : scaled };
  },
  backward({ least, most }, { range: [low, high] }) {
    return { at: (z) => least + spanOf({ least, most }) * ((z - low) / (high - low)) };
  },
  report: (states) => ({
    minima: byName(states, ({ least }) => least),
    maxima: byName(states, ({ most }) => most),
  }),
});

/**
 * Scales columns of numbers so that the smallest value of the training rows becomes the lower end of `range` and the
 * largest the upper. By default the Continuous columns; all others pass through. Missing values stay missing, and count
 * for nothing in training. The way back is exact but for what was clipped, which comes back as the smallest or largest
 * value. The report has `minima` and `maxima` by column.
 *
 * Throws a DataError for a column without values, with infinite ones, or whose values are all the same, unless
 * `constant: "keep"`; new values are only shifted then.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { cells, numeric, table } from "@attune/attune/data";
 * import { minMax } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * using machine = new Machine(minMax({ clip: true }), { x: table({ height: numeric([10, 20, 30]) }) });
 * const learned = await machine.fit();
 * const z = await learned.transform(table({ height: numeric([15, 40]) }));
 * assert.deepEqual(cells(z.column("height")), [0.25, 1]);
 * ```
 */
export function minMax(options: Partial<MinMaxParams> = {}): MinMax {
  return make(options);
}

// As scikit-learn's MinMaxScaler, a span of 0 counts as 1.
function spanOf({ least, most }: Ends): number {
  return most === least ? 1 : most - least;
}
