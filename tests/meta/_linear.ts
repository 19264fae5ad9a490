import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { cells, type Numeric, numeric, type Table, table } from "../../data/mod.ts";
import {
  type EliminationReport,
  recursiveFeatureElimination,
  type RecursiveFeatureEliminationParams,
} from "../../meta/mod.ts";
import { learnedOf, toy } from "./_toys.ts";

/** How many rows `x` has. */
export const SIZE = 20;

/** Five columns of numbers. */
export const x = table(
  Object.fromEntries(
    ["a", "b", "c", "d", "e"].map((name, j) => [
      name,
      numeric(Array.from({ length: SIZE }, (_, i) => (i * (2 * j + 3)) % 17)),
    ]),
  ),
);

const valuesOf = (x: Table, name: string) => (x.column(name) as Numeric).values;

/** a − 3 c. */
export const y = numeric(valuesOf(x, "a").map((a, i) => a - 3 * valuesOf(x, "c")[i]!));

const WORTH: Readonly<Record<string, number>> = { a: 2, b: 1, c: -7, d: 3, e: -4 };

/** Guesses a − 3 c, of the columns that it has; reports importances, and the columns and rows that it saw. */
export const linear = toy<Table, Numeric, Numeric>("Linear", ({ x, y }) => {
  const part = (given: Table, name: string) =>
    given.names.includes(name) ? valuesOf(given, name) : new Float64Array(given.size);
  const predict = (given: Table) => {
    assert.deepEqual(given.names, x.names);
    const c = part(given, "c");
    return numeric(part(given, "a").map((a, i) => a - 3 * c[i]!));
  };
  const importances = Object.fromEntries(x.names.map((name) => [name, WORTH[name]!]));
  return learnedOf(predict, { importances, columns: x.names, seen: cells(y) });
});

/** How columns are eliminated. */
export type Options = Partial<Omit<RecursiveFeatureEliminationParams<Numeric, Numeric>, "model">>;

/** What an elimination for `linear` reports. */
export async function eliminated(options: Options): Promise<EliminationReport> {
  using machine = new Machine(recursiveFeatureElimination(linear, options), { x, y });
  return (await machine.fit()).report;
}
