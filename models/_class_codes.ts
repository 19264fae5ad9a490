import { DataError } from "../core/errors.ts";
import { nearest } from "../core/names.ts";
import { brief } from "../core/show.ts";
import { type Categorical, isCategorical, type Label, type Table } from "../data/mod.ts";
import type { ColumnParams } from "./column_params.ts";

/** Levels of a column of classes as codes 0, 1, …, and how many numbers stand for each. */
export interface ClassCodes {
  /** The pool of training, in order: the code of a level is its place. */
  readonly levels: readonly Label[];
  /** Those that no row of training has. */
  readonly unseen: readonly Label[];
  /** How many numbers stand for each. */
  readonly units: number;
  /** Whether there is a code more, for all that is none of the levels seen. */
  readonly unknown: boolean;
}

/** How many codes there are. */
export function codesIn({ levels, unknown }: ClassCodes): number {
  return levels.length + (unknown ? 1 : 0);
}

/** What is learned of a table's columns of classes, by name in the order of the table. */
export function learnCodes(
  x: Table,
  { embeddingDims, unknown }: Pick<ColumnParams, "embeddingDims" | "unknown">,
  kind: string,
): ReadonlyMap<string, ClassCodes> {
  const dims = new Map(Object.entries(embeddingDims));
  for (const name of dims.keys()) checkEmbedded(x, name, kind);
  const learned = new Map<string, ClassCodes>();
  for (const name of x.names) {
    const column = x.column(name);
    if (!isCategorical(column)) continue;
    const { levels } = column;
    const seen = new Set(column.codes);
    const unseen = levels.filter((_, code) => !seen.has(code));
    learned.set(name, { levels, unseen, units: unitsFor(levels.length, dims.get(name)), unknown });
  }
  return learned;
}

/** The codes of a column, whose pool may be another: levels are matched by label. */
export function codesOf(
  column: Categorical,
  { levels, unseen, unknown }: ClassCodes,
  { name, kind }: { readonly name: string; readonly kind: string },
): Float64Array {
  const known = new Map(levels.map((level, code) => [level, code]));
  if (unknown) { for (const level of unseen) known.delete(level); }
  const other = unknown ? levels.length : NaN;
  const codes = column.levels.map((level) => known.get(level) ?? other);
  const values = Float64Array.from(column.codes, (code) => code < 0 ? other : codes[code]!);
  const row = unknown ? -1 : values.findIndex(Number.isNaN);
  if (row < 0) return values;
  const found = column.codes[row]! < 0 ? "missing" : brief(column.levels[column.codes[row]!]);
  throw new DataError(
    `Cannot give column "${name}" to ${kind}: its level is ${found} in row ${row}; ` +
      `fit with unknown: true, or leave out such rows${
        found === "missing" ? "" : `; it learned from ${brief(levels)}`
      }`,
    { column: name, found, wanted: "levels seen in training" },
  );
}

function checkEmbedded(x: Table, name: string, kind: string): void {
  const found = x.names.includes(name) ? x.column(name).scitype : "not in the table";
  if (found === "Multiclass" || found === "OrderedFactor") return;
  const meant = nearest(name, x.names.filter((other) => other !== name && isCategorical(x.column(other))));
  throw new DataError(
    `Cannot embed column "${name}" for ${kind}: it is ${found}, and Multiclass or OrderedFactor is wanted; ` +
      (meant ? `did you mean "${meant}"?` : "take it out of embeddingDims"),
    { column: name, found, wanted: "Multiclass or OrderedFactor" },
  );
}

// As MLJFlux has it, but that a single level gets a number too.
function unitsFor(levels: number, dims: number | undefined): number {
  if (dims === undefined) return Math.max(1, Math.min(levels - 1, 10));
  return dims < 1 ? Math.max(1, Math.ceil(dims * levels)) : dims;
}
