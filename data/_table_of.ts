import { counted } from "../core/show.ts";
import { DataError } from "../core/errors.ts";
import type { Rows } from "../core/observations.ts";
import { aligned, printable, significant } from "../core/show.ts";
import { nearest } from "../core/names.ts";
import { checkRows } from "./_rows.ts";
import type { Column } from "./column.ts";
import type { Columns, Table } from "./table.ts";

const SHOWN_ROWS = 10;
const SHOWN_COLUMNS = 8;
const SHOWN_LETTERS = 24;

/** The table of these columns, in this order. `size` is for a table without columns. */
export function tableOf(columns: ReadonlyMap<string, Column>, size = 0): Table {
  const names = Object.freeze([...columns.keys()]);
  const rows = names.length ? columns.get(names[0]!)!.size : size;
  checkSizes(columns, rows);
  const at = (name: string): Column => columns.get(name) ?? unknown(name, names);
  const made: Table = {
    names,
    size: rows,
    // C is Columns here: any name may be asked for, and `at` answers with a Column or throws.
    column: at as Table["column"],
    select<K extends string>(chosen: readonly K[]): Table<Pick<Columns, K>> {
      const twice = chosen.find((name, j) => chosen.indexOf(name) !== j);
      if (twice !== undefined) {
        throw new DataError(
          `Cannot select columns: ${JSON.stringify(twice)} is named twice; name each column once`,
          {
            column: twice,
          },
        );
      }
      const selected = tableOf(new Map(chosen.map((name) => [name, at(name)])), rows);
      return selected as Table<Pick<Columns, K>>; // it has exactly the columns K, each as it was
    },
    drop(dropped: readonly string[]): Table {
      dropped.forEach(at);
      return tableOf(new Map([...columns].filter(([name]) => !dropped.includes(name))), rows);
    },
    with(name: string, column: Column): Table {
      return tableOf(new Map([...columns, [name, column]]), rows);
    },
    take(chosen: Rows): Table {
      checkRows(chosen, rows);
      const taken = new Map(
        [...columns].map(([name, column]): [string, Column] => [name, column.take(chosen)]),
      );
      return tableOf(taken, chosen.length);
    },
  };
  return Object.freeze(printable(made, () => shown(columns, rows)));
}

function checkSizes(columns: ReadonlyMap<string, Column>, rows: number): void {
  for (const [name, { size }] of columns) {
    if (size === rows) continue;
    throw new DataError(
      `Cannot make a table: column ${
        JSON.stringify(name)
      } has ${size} rows, the columns before it ${rows}; ` +
        "give columns of one length",
      { column: name, found: `${size} rows`, wanted: `${rows} rows` },
    );
  }
}

function unknown(name: string, names: readonly string[]): never {
  const meant = nearest(name, names);
  throw new DataError(
    `Cannot find column ${JSON.stringify(name)}: the columns are ${names.join(", ") || "none"}` +
      (meant === undefined ? "; choose one of them" : `; did you mean ${JSON.stringify(meant)}?`),
    { column: name },
  );
}

function shown(columns: ReadonlyMap<string, Column>, rows: number): string {
  const first = [...columns].slice(0, SHOWN_COLUMNS);
  const lines = [first.map(([name]) => name), first.map(([, column]) => column.scitype)];
  for (let row = 0; row < Math.min(rows, SHOWN_ROWS); row++) {
    lines.push(first.map(([, column]) => cell(column, row)));
  }
  if (rows > SHOWN_ROWS) lines.push(first.map(() => "…"));
  if (columns.size > SHOWN_COLUMNS) lines.forEach((line) => line.push("…"));
  return `${aligned(lines)}\n${counted(rows, "row")} × ${counted(columns.size, "column")}`;
}

// One line a row, so line breaks in text become blanks.
function clipped(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > SHOWN_LETTERS ? `${line.slice(0, SHOWN_LETTERS - 1)}…` : line;
}

function cell(column: Column, row: number): string {
  if ("codes" in column) return clipped(String(column.levels[column.codes[row]!] ?? "NA"));
  if (column.scitype === "Textual") return clipped(column.values[row] ?? "NA");
  const value = column.values[row]!;
  return Number.isNaN(value) ? "NA" : significant(value, 6);
}
