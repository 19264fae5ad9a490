import { parse } from "./_csv_packages.ts";
import { DataError } from "../core/errors.ts";
import type { Scitype } from "../core/observations.ts";
import { parseNumber } from "./_coerce_column.ts";
import { columnFrom } from "./_column_from.ts";
import { csvError } from "./_csv_error.ts";
import { tableOf } from "./_table_of.ts";
import type { Column } from "./column.ts";
import { numeric } from "./numeric.ts";
import { isFiniteScitype, isInfiniteScitype } from "./scitypes.ts";
import type { Scitypes, Table, Typed } from "./table.ts";

/** What `readCsv` may be told. */
export interface ReadCsvOptions<S extends Scitypes = Scitypes> {
  /** Scitypes of columns, by name, where they are not to be guessed. */
  readonly scitypes?: S;
  /** Fields that stand for missing values; `["", "NA"]` by default. In quotes only the empty one does. */
  readonly missing?: readonly string[];
  /** What parts the fields of a line; a comma by default. */
  readonly delimiter?: string;
}

/** A field of a file, and where it stood. */
interface Field {
  readonly text: string;
  readonly quoted: boolean;
  readonly line: number;
}

/**
 * A table from the text of a CSV file whose first line names the columns.
 *
 * Columns of numbers only are Continuous, or Count where none is written with a fraction or an exponent; others are
 * Textual. What is damaged is refused with its line and column: lines of unequal length, stray quotes, words
 * among numbers.
 *
 * @example
 * ```ts
 * import { readCsv } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const people = readCsv("name,height,sex\nAnn,1.62,f\nBo,NA,m\n", { scitypes: { sex: "Multiclass" } });
 * assert.equal(people.column("height").scitype, "Continuous");
 * assert.deepEqual(people.column("sex").levels, ["f", "m"]);
 * ```
 */
export function readCsv<S extends Scitypes = Readonly<Record<never, Scitype>>>(
  text: string,
  { scitypes, missing = ["", "NA"], delimiter = "," }: ReadCsvOptions<S> = {},
): Table<Typed<S>> {
  const said: Scitypes = scitypes ?? {};
  const [head, ...lines] = fields(text, delimiter);
  const names = header(head);
  if (!lines.length) {
    throw new DataError(
      "Cannot read CSV: line 2, column 1 is not there, for line 1 is the only one; give rows too",
    );
  }
  const table = tableOf(
    new Map(names.map((name, j): [string, Column] => {
      const cells = lines.map((line) => line[j]!);
      const known = cells.map((cell) => isMissing(cell, missing) ? null : cell);
      return [name, columnOf(known, name, Object.hasOwn(said, name) ? said[name] : undefined)];
    })),
  );
  Object.keys(said).forEach((name) => table.column(name));
  return table as Table<Typed<S>>; // the columns in S were read as S says
}

function fields(text: string, delimiter: string): Field[][] {
  let last: Field = { text: "", quoted: false, line: 1 };
  const options = {
    bom: true,
    delimiter,
    // csv-parse would have the result be text; `cast` may give anything.
    cast: (value: string, { quoting, lines }: { readonly quoting: boolean; readonly lines: number }): Field =>
      last = { text: value, quoted: quoting, line: lines },
  };
  try {
    const [head] = parse(text, { ...options, to: 1 });
    // In a file of one column, an empty line is a missing value.
    const blanks = (head?.length ?? 0) > 1;
    return parse(text, { ...options, skip_empty_lines: blanks }) as unknown as Field[][]; // what `cast` made
  } catch (error) {
    throw csvError(error, last.line);
  }
}

function header(head: readonly Field[] | undefined): string[] {
  if (!head || head.every(({ text }) => text.trim() === "")) {
    throw new DataError(
      "Cannot read CSV: line 1, column 1 is empty; give a first line that names the columns",
    );
  }
  const names = head.map(({ text }) => text.trim());
  for (const [j, name] of names.entries()) {
    const fault = name === ""
      ? "has no name"
      : names.indexOf(name) < j
      ? `is called ${name} again`
      : undefined;
    if (fault === undefined) continue;
    throw new DataError(
      `Cannot read CSV: line 1, column ${j + 1} ${fault}; give each column a name of its own`,
      {
        column: name,
      },
    );
  }
  return names;
}

function isMissing({ text, quoted }: Field, missing: readonly string[]): boolean {
  return missing.includes(text) && !(quoted && text !== "");
}

// Above this share of numbers, a word is taken for a slip.
const NEARLY_ALL = 0.9;

function columnOf(cells: readonly (Field | null)[], name: string, scitype: Scitype | undefined): Column {
  const texts = cells.map((cell) => cell === null ? null : cell.text);
  if (scitype === "Textual") return columnFrom(texts, name, scitype);
  const known = cells.filter((cell) => cell !== null);
  const words = known.filter(({ text }) => parseNumber(text) === undefined);
  if (!words.length && known.length) return numbers(texts, name, scitype);
  const slip = scitype === undefined && words.length && words.length <= (1 - NEARLY_ALL) * known.length;
  if (
    !words.length || isFiniteScitype(scitype ?? "Textual") ||
    !(slip || isInfiniteScitype(scitype ?? "Textual"))
  ) {
    return columnFrom(texts, name, scitype);
  }
  const [{ line, text }] = words as [Field, ...Field[]]; // one at least, or we had returned
  throw new DataError(
    `Cannot read CSV: line ${line}, column ${JSON.stringify(name)} holds ${
      JSON.stringify(text)
    } among numbers; ` +
      "correct it, list it as missing, or say that the column is Textual or Multiclass",
    { column: name, found: text, wanted: scitype ?? "a number" },
  );
}

function numbers(texts: readonly (string | null)[], name: string, scitype: Scitype | undefined): Column {
  const values = texts.map((text) => text === null ? null : parseNumber(text));
  const fractions = texts.some((text) => text !== null && !/^\s*[+-]?\d+\s*$/.test(text));
  return columnFrom(numeric(values, { scitype: fractions ? "Continuous" : "Count" }), name, scitype);
}
