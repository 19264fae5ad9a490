import { ranks } from "./_levels.ts";
import { DataError } from "../core/errors.ts";
import { flag, oneOf } from "../core/schema.ts";
import { type Column, isCategorical } from "../data/mod.ts";
import { byName } from "./_by_column.ts";
import { columnTransformer } from "./_column_transformer.ts";
import type { FeatureParams } from "./_features.ts";
import { knownAmong } from "./_known_among.ts";
import { type Moments, momentsOf } from "./_moments.ts";
import { changed, finite } from "./_number_transformer.ts";
import type { InvertibleTableMapper, TableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode standardiser}. */
export interface StandardiserParams extends FeatureParams {
  /** Whether Count columns are standardised too; there is no way back then. Default false. */
  readonly count: boolean;
  /** Whether OrderedFactor columns are too, by the ranks of their levels from 1; there is no way back then. Default false. */
  readonly orderedFactor: boolean;
  /** What to do with a column whose values are all the same: `"refuse"` it (default), or `"keep"` it, all zeros then. */
  readonly constant: "refuse" | "keep";
}

/** Hyperparameters of a {@linkcode standardiser} of Continuous columns alone. */
export interface InvertibleStandardiserParams extends StandardiserParams {
  /** Count columns stay as they are. */
  readonly count: false;
  /** OrderedFactor columns stay as they are. */
  readonly orderedFactor: false;
}

/** Learns means and deviations, and standardises by them. */
export type Standardiser = TableTransformer<StandardiserParams>;

/** Learns means and deviations, standardises by them, and has a way back. */
export type InvertibleStandardiser = TableTransformer<InvertibleStandardiserParams, InvertibleTableMapper>;

const KIND = "Standardiser";

const make = columnTransformer<Omit<StandardiserParams, keyof FeatureParams>, Moments>({
  kind: KIND,
  schema: {
    count: flag(false, "whether Count columns are standardised too"),
    orderedFactor: flag(false, "whether OrderedFactor columns are, by the ranks of their levels"),
    constant: oneOf(["refuse", "keep"], "what to do with a column whose values are all the same"),
  },
  suits: ({ count, orderedFactor }) => [
    "Continuous",
    ...(count ? ["Count"] as const : []),
    ...(orderedFactor ? ["OrderedFactor"] as const : []),
  ],
  learn: (column, { name, params }) => learnedFrom(column, name, params.constant),
  transform: (column, { mean, deviation }, { name }) =>
    changed(numbersOf(column), { at: (v) => (v - mean) / deviation }, {
      name,
      doing: `transform column "${name}" by ${KIND}`,
    }),
  inverse: (column, { mean, deviation }, { name }) =>
    changed(column, { at: (z) => z * deviation + mean }, {
      name,
      doing: `take column "${name}" back by ${KIND}`,
    }),
  invertible: ({ count, orderedFactor }) => !count && !orderedFactor,
  report: (states) => ({
    means: byName(states, ({ mean }) => mean),
    deviations: byName(states, ({ deviation }) => deviation),
  }),
});

/**
 * Standardises columns of numbers: (x − mean) / deviation, with the mean and the corrected standard deviation (divisor
 * n − 1) of the training rows. By default the Continuous columns; all others pass through. Missing values stay
 * missing, and count for nothing in training. Row weights do not count, as by scikit-learn's defaults. There is a way back
 * unless `count` or `orderedFactor` is set, for it would not lead to counts and levels. The report has `means` and
 * `deviations` by column.
 *
 * Throws a DataError for infinite numbers, for a column with fewer than two values, or whose values are all the same,
 * unless `constant: "keep"`.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { cells, numeric, table } from "@attune/attune/data";
 * import { standardiser } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * using machine = new Machine(standardiser(), { x: table({ height: numeric([0, 2, 4]) }) });
 * const learned = await machine.fit();
 * const z = await learned.transform(table({ height: numeric([0, 4, 8]) }));
 * assert.deepEqual(cells(z.column("height")), [-1, 1, 3]);
 * ```
 */
export function standardiser(
  options?: Partial<StandardiserParams> & { readonly count?: false; readonly orderedFactor?: false },
): InvertibleStandardiser;
/** As above, of Count or OrderedFactor columns as well: without a way back. */
export function standardiser(options: Partial<StandardiserParams>): Standardiser;
export function standardiser(options: Partial<StandardiserParams> = {}): Standardiser {
  return make(options);
}

// Ranks for ordered levels.
function numbersOf(column: Column): Column {
  return isCategorical(column) ? ranks(column.codes) : column;
}

function learnedFrom(column: Column, name: string, constant: "refuse" | "keep"): Moments {
  const values = finite(numbersOf(column), { name, doing: `standardise column "${name}"` });
  const known = knownAmong(values);
  const { length } = known;
  const same = known.every((v) => v === known[0]);
  if (length < 2 || (same && constant === "refuse")) {
    const found = length < 2 ? `${length} value${length === 1 ? "" : "s"}` : `${known[0]} in every row`;
    throw new DataError(
      `Cannot standardise column "${name}": it holds ${found}; leave it out, e.g. by dropConstant()` +
        (length < 2 ? "" : ', or set constant: "keep"'),
      { column: name, found, wanted: "at least two different values" },
    );
  }
  if (same) return { mean: known[0]!, deviation: 1 };
  const { mean, deviation } = momentsOf(known);
  if (Number.isFinite(mean) && Number.isFinite(deviation)) return { mean, deviation };
  throw new DataError(`Cannot standardise column "${name}": its numbers are too large to sum; rescale it`, {
    column: name,
    found: "numbers too large",
    wanted: "finite numbers",
  });
}
