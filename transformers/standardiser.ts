import { DataError } from "../core/errors.ts";
import { flag, oneOf } from "../core/schema.ts";
import { type Categorical, type Column, isCategorical, type Numeric, numeric } from "../data/mod.ts";
import { byName } from "./_by_name.ts";
import { columnTransformer } from "./_column_transformer.ts";
import type { FeatureParams } from "./_features.ts";
import { type Moments, momentsOf } from "./_moments.ts";
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

/** Learns means and deviations, and standardises by them. */
export type Standardiser = TableTransformer<StandardiserParams, InvertibleTableMapper>;

const KIND = "Standardiser";

const make = columnTransformer<Omit<StandardiserParams, keyof FeatureParams>, Moments, InvertibleTableMapper>(
  {
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
    learn: (column, { name, params }) => learnedFrom(numbersOf(column), name, params.constant),
    transform: (column, { mean, deviation }) => numeric(numbersOf(column).map((v) => (v - mean) / deviation)),
    inverse(column, { mean, deviation }, { name, params }) {
      if (params.count || params.orderedFactor) {
        throw new DataError(
          `Cannot go back by ${KIND}: with count or orderedFactor it makes numbers of what were none; ` +
            "leave both false where there must be a way back",
          { column: name },
        );
      }
      return numeric(numbersOf(column).map((v) => v * deviation + mean));
    },
    report: (states) => ({
      means: byName(states, ({ mean }) => mean),
      deviations: byName(states, ({ deviation }) => deviation),
    }),
  },
);

/**
 * Standardises columns of numbers: (x − mean) / deviation, with the mean and the corrected standard deviation (divisor
 * n − 1) of the training rows. By default the Continuous columns; all others pass through. Missing values stay
 * missing, and count for nothing in training. The report has `means` and `deviations` by column.
 *
 * Throws a DataError for a column with fewer than two values, or whose values are all the same, unless
 * `constant: "keep"`.
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
export function standardiser(options: Partial<StandardiserParams> = {}): Standardiser {
  return make(options);
}

// Ranks for ordered levels.
function numbersOf(column: Column): Float64Array {
  if (!isCategorical(column)) return (column as Numeric).values; // textual columns do not suit
  return Float64Array.from((column as Categorical).codes, (code) => code < 0 ? NaN : code + 1); // as the type guard says
}

function learnedFrom(values: Float64Array, name: string, constant: "refuse" | "keep"): Moments {
  const known = values.filter((v) => !Number.isNaN(v));
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
  throw new DataError(
    `Cannot standardise column "${name}": its numbers are infinite, or too large to sum; rescale it`,
    { column: name, found: "numbers too large", wanted: "finite numbers" },
  );
}
