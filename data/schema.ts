import type { Scitype } from "../core/observations.ts";
import { aligned, printable } from "../core/show.ts";
import { autotype } from "./autotype.ts";
import { missing } from "./column.ts";
import type { Scitypes, Table } from "./table.ts";

/** What the columns of a table are. Prints as a table of its own. */
export interface Schema {
  /** How many rows. */
  readonly rows: number;
  /** The names of the columns, in order. */
  readonly names: readonly string[];
  /** Their scitypes, in that order. */
  readonly scitypes: readonly Scitype[];
  /** How many classes each has; undefined for columns without classes. */
  readonly levels: readonly (number | undefined)[];
  /** How many values are missing in each. */
  readonly missing: readonly number[];
  /** What `autotype` suggests, by name, where that differs. */
  readonly suggestions: Scitypes;
}

/**
 * Describes the columns of a table: names, scitypes, classes, missing values, and what `autotype` would suggest.
 *
 * @example
 * ```ts
 * import { schema, table } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const described = schema(table({ height: [1.6, null, 1.5], name: ["Ann", "Bo", "Cy"] }));
 * assert.deepEqual(described.scitypes, ["Continuous", "Textual"]);
 * assert.deepEqual(described.missing, [1, 0]);
 * ```
 */
export function schema(table: Table): Schema {
  const columns = table.names.map((name) => table.column(name));
  const made: Schema = {
    rows: table.size,
    names: table.names,
    scitypes: Object.freeze(columns.map((column) => column.scitype)),
    levels: Object.freeze(columns.map((column) => "codes" in column ? column.levels.length : undefined)),
    missing: Object.freeze(columns.map(missing)),
    suggestions: autotype(table),
  };
  return Object.freeze(printable(made, () => shown(made)));
}

function shown({ rows, names, scitypes, levels, missing, suggestions }: Schema): string {
  const lines = names.map((name, j) => [
    name,
    scitypes[j]!,
    String(levels[j] ?? ""),
    String(missing[j]),
    suggestions[name] ?? "",
  ]);
  const head = ["name", "scitype", "levels", "missing", "suggestion"];
  return `${aligned([head, ...lines])}\n${rows} rows`;
}
