import { DataError } from "../core/errors.ts";
import type { Scitype } from "../core/observations.ts";
import type { Rng } from "../core/rng.ts";
import { shuffler } from "./_shuffler.ts";
import { coerce } from "./coerce.ts";
import type { Column } from "./column.ts";
import type { Columns, Scitypes, Table, Typed } from "./table.ts";

/** What `unpack` may be told. */
export interface UnpackOptions<S extends Scitypes = Scitypes> {
  /** Columns that are neither input nor target. */
  readonly ignore?: readonly string[];
  /** Scitypes to read columns as, by name, before they are taken apart. */
  readonly scitypes?: S;
  /** The source of chance of shuffling. */
  readonly rng?: Rng;
  /** Whether rows are put in random order; by default where `rng` is given. */
  readonly shuffled?: boolean;
}

/** Inputs and target, as models take them. */
export interface Unpacked<Y> {
  /** The inputs: all columns but the targets and those ignored. */
  readonly x: Table;
  /** The target: a column, or a table where several were asked for. */
  readonly y: Y;
}

/**
 * Takes a table apart into inputs and target: one target as a column, a list of targets as a table.
 *
 * @example
 * ```ts
 * import { unpack } from "@attune/attune/data";
 * import { iris } from "@attune/attune/data/datasets";
 * import assert from "node:assert/strict";
 *
 * const { x, y } = unpack(iris(), "species");
 * assert.equal(x.names.length, 4);
 * assert.deepEqual(y.levels, ["setosa", "versicolor", "virginica"]);
 * ```
 */
export function unpack<
  C extends Columns,
  K extends keyof C & string,
  S extends Scitypes = Readonly<Record<never, Scitype>>,
>(table: Table<C>, target: K, options?: UnpackOptions<S>): Unpacked<Typed<S, C>[K & keyof Typed<S, C>]>;
/** As above, with a table of targets. */
export function unpack<C extends Columns, K extends keyof C & string>(
  table: Table<C>,
  targets: readonly K[],
  options?: UnpackOptions,
): Unpacked<Table>;
export function unpack(
  table: Table,
  target: string | readonly string[],
  { ignore = [], scitypes = {}, rng, shuffled }: UnpackOptions = {},
): Unpacked<Column | Table> {
  const targets = typeof target === "string" ? [target] : target;
  if (!targets.length) {
    throw new DataError("Cannot unpack a table: no target is named; name one or more columns");
  }
  const both = targets.find((name) => ignore.includes(name));
  if (both !== undefined) {
    throw new DataError(
      `Cannot unpack a table: ${JSON.stringify(both)} is both target and ignored; take it out of one list`,
      { column: both },
    );
  }
  const order = shuffler({ rng, shuffled, doing: "unpack a table" });
  const rows = order ? coerce(table, scitypes).take(order.permutation(table.size)) : coerce(table, scitypes);
  const chosen = rows.select(targets);
  const x = rows.drop([...targets, ...ignore]);
  return Object.freeze({ x, y: typeof target === "string" ? chosen.column(target) : chosen });
}
