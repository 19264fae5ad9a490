import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import { integer } from "../core/schema.ts";
import {
  type Categorical,
  categoricalOf,
  type Column,
  type Label,
  type Numeric,
  numeric,
} from "../data/mod.ts";
import { byName } from "./_by_column.ts";
import { columnTransformer } from "./_column_transformer.ts";
import type { FeatureParams } from "./_features.ts";
import { finite, knownOf } from "./_number_transformer.ts";
import { countBelow, quantilesOf } from "./_quantiles.ts";
import type { InvertibleTableMapper, TableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode discretiser}. */
export interface DiscretiserParams extends FeatureParams {
  /** How many classes there are. Default 512. */
  readonly classes: number;
}

/** Learns where to cut numbers into classes. */
export type Discretiser = TableTransformer<DiscretiserParams, InvertibleTableMapper>;

interface Classes {
  /** Between them: one fewer than there are classes. A number on an edge belongs below it. */
  readonly edges: readonly number[];
  /** What each comes back as. */
  readonly middles: readonly number[];
}

const KIND = "Discretiser";

const make = columnTransformer<Omit<DiscretiserParams, keyof FeatureParams>, Classes, InvertibleTableMapper>({
  kind: KIND,
  schema: { classes: integer(512, { min: 2, doc: "how many classes there are" }) },
  suits: () => ["Continuous"],
  learn(column, { name, params: { classes } }) {
    const quantiles = quantilesOf(knownOf(column, { name, kind: KIND }).slice().sort(), 2 * classes);
    return {
      edges: quantiles.filter((_, k) => k % 2 === 0).slice(1, -1),
      middles: quantiles.filter((_, k) => k % 2 === 1),
    };
  },
  transform(column, { edges, middles }, { name }) {
    const values = finite(column, { name, doing: `transform column "${name}" by ${KIND}` });
    const codes = Int32Array.from(values, (v) => Number.isNaN(v) ? -1 : countBelow(edges, v));
    return categoricalOf(codes, middles.map((_, k) => k + 1), { ordered: true });
  },
  inverse: (column, { middles }, { name }) => valuesOf(column, middles, name),
  report: (states) => ({
    edges: byName(states, ({ edges }) => edges),
    middles: byName(states, ({ middles }) => middles),
  }),
});

/**
 * Makes ordered classes 1, 2, … of columns of numbers, about as many rows of the training rows in each: cuts are at their
 * quantiles, interpolated linearly, and a number on a cut belongs below it. By default the Continuous columns; all others
 * pass through. Missing values stay missing, and count for nothing in training. The way back leads from a class to the
 * quantile in its middle. The report has `edges` and `middles` by column. As MLJ's UnivariateDiscretizer.
 *
 * Throws a DataError for a column without values, with infinite ones, or whose values are all the same.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { cells, numeric, table } from "@attune/attune/data";
 * import { discretiser } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ age: numeric([1, 2, 30, 40, 70]) });
 * using machine = new Machine(discretiser({ classes: 2 }), { x });
 * const learned = await machine.fit();
 * const z = await learned.transform(x);
 * assert.deepEqual(cells(z.column("age")), [1, 1, 1, 2, 2]);
 * assert.deepEqual(cells((await learned.inverseTransform(z)).column("age")), [2, 2, 2, 40, 40]);
 * ```
 */
export function discretiser(options: Partial<DiscretiserParams> = {}): Discretiser {
  return make(options);
}

// Looks classes up by their labels, so that a column with fewer levels, or in another order, comes back as well.
function valuesOf(column: Column, middles: readonly number[], name: string): Numeric {
  const { codes, levels } = column as Categorical; // matched by its scitype
  const values = levels.map((level) => {
    const value = typeof level === "number" ? middles[level - 1] : undefined;
    if (value === undefined) throw noClass(level, name, middles);
    return value;
  });
  return numeric(Array.from(codes, (code) => values[code]));
}

function noClass(found: Label, name: string, { length }: readonly number[]): DataError {
  return new DataError(
    `Cannot take column "${name}" back by ${KIND}: it holds ${
      brief(found)
    }; give classes from 1 to ${length}`,
    { column: name, found: String(found), wanted: `classes from 1 to ${length}` },
  );
}
