import { DataError } from "../core/errors.ts";
import { nearest } from "../core/names.ts";
import type { Scitype } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { isImages, type Numeric, type Table } from "../data/mod.ts";
import { codesIn, learnCodes } from "./_class_codes.ts";
import { embeddedTable } from "./_embedded_table.ts";
import type { Embedding } from "./_embedding.ts";
import { hasHoles, inputColumns, type Layout } from "./_input_columns.ts";
import type { Inputs } from "./_inputs.ts";
import { learnMeans } from "./_learn_means.ts";
import { numbersOf } from "./_numbers_of.ts";
import type { ColumnParams } from "./column_params.ts";

/** Scitypes that columns of inputs may have. */
export const INPUT_SCITYPES: readonly Scitype[] = ["Continuous", "Count", "Multiclass", "OrderedFactor"];

/** The columns of a table as inputs; other tables are matched to them by name, and their levels by label. */
export function tableInputs(x: Table, params: ColumnParams, kind: string): Inputs<Table> {
  checkTable(x, "x", kind);
  const { names } = x;
  const indicates = params.missing === "indicator";
  const classes = learnCodes(x, params, kind);
  const means = indicates ? learnMeans(x, kind) : new Map<string, number>();
  const marked = [...means.keys()].filter((name) => hasHoles(x.column(name) as Numeric)); // as it has a mean
  const layout: Layout = { kind, names, classes, means, marked };
  const encode = (table: Table) =>
    numbersOf({ names, columns: inputColumns(table, layout), size: table.size }, kind);
  const told = {
    ...(classes.size > 0 && { embeddings: Object.fromEntries(classes) }),
    ...(means.size > 0 && { means: Object.fromEntries(means), marked }),
  };
  return {
    values: encode(x),
    encode(other) {
      checkColumns(other, names, { kind, act: "predict with" });
      return encode(other);
    },
    ...(classes.size > 0 && { embedding: embeddingOf(layout, params), notes: notesOn(layout, params) }),
    ...(classes.size + means.size > 0 && {
      transform(other: Table, arrays) {
        checkColumns(other, names, { kind, act: "transform by" });
        return embeddedTable(other, layout, arrays);
      },
    }),
    told,
    saved: { names, ...told },
  };
}

function embeddingOf({ names, classes }: Layout, { unknown }: ColumnParams): Embedding {
  const columns = names.flatMap((name, column) => {
    const codes = classes.get(name);
    return codes ? [{ column, levels: codesIn(codes), units: codes.units }] : [];
  });
  return { columns, unknown };
}

function notesOn({ classes, kind }: Layout, { unknown }: ColumnParams): string[] {
  if (unknown) return [];
  return Array.from(classes).filter(([, { unseen }]) => unseen.length > 0).map(([name, { unseen }]) =>
    `${kind}: no row of training has ${brief(unseen)} of column "${name}", so nothing is learned of ` +
    `${unseen.length === 1 ? "that level" : "those levels"}; set unknown: true, or leave them out of the pool`
  );
}

/** Refuses what is no table, or has no columns. `what` says which part of the data it is. */
export function checkTable(table: Table, what: string, kind: string): void {
  if (!Array.isArray(Reflect.get(Object(table), "names"))) {
    throw new DataError(
      isImages(table)
        ? `Cannot give images to ${kind}: it learns from tables; take imageClassifier()`
        : `Cannot give this ${what} to ${kind}: it is no table; make one by table({ name: column })`,
      {
        column: what,
        wanted: "a table",
      },
    );
  }
  if (table.names.length === 0) {
    throw new DataError(`Cannot give this ${what} to ${kind}: the table has no columns; give at least one`, {
      column: what,
      found: "no columns",
    });
  }
}

// Refuses a table whose columns are not those learned from; their order may differ.
function checkColumns(
  x: Table,
  names: readonly string[],
  { kind, act }: { readonly kind: string; readonly act: string },
): void {
  checkTable(x, "x", kind);
  const absent = names.find((name) => !x.names.includes(name));
  if (absent !== undefined) {
    const meant = nearest(absent, x.names.filter((name) => !names.includes(name)));
    throw new DataError(
      `Cannot ${act} ${kind}: column "${absent}" is absent; it learned from ${names.join(", ")}` +
        (meant ? `; did you mean "${meant}" by it?` : ""),
      { column: absent, found: "no such column" },
    );
  }
  const unseen = x.names.find((name) => !names.includes(name));
  if (unseen !== undefined) {
    throw new DataError(
      `Cannot ${act} ${kind}: column "${unseen}" was not there in training; ` +
        `give ${names.join(", ")} alone, e.g. by select()`,
      { column: unseen },
    );
  }
}
