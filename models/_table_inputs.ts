import { DataError } from "../core/errors.ts";
import type { Scitype } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { expectTable } from "../data/expect_table.ts";
import { matchColumns } from "../data/match_columns.ts";
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
  return inputsBy({ kind, names, classes, means, marked }, params);
}

/** The columns of a table as inputs, of what was learned of them. */
export function inputsBy(layout: Layout, params: ColumnParams): Inputs<Table> {
  const { kind, names, classes, means, marked } = layout;
  const known = (other: Table, act: string) => {
    checkTable(other, "x", kind);
    return matchColumns(other, names, { doing: `${act} ${kind}` });
  };
  const encode = (table: Table) =>
    numbersOf({ names, columns: inputColumns(table, layout), size: table.size }, kind);
  const told = {
    ...(classes.size > 0 && { embeddings: Object.fromEntries(classes) }),
    ...(means.size > 0 && { means: Object.fromEntries(means), marked }),
  };
  return {
    encode: (other) => encode(known(other, "predict with")),
    ...(classes.size > 0 && { embedding: embeddingOf(layout, params), notes: notesOn(layout, params) }),
    transform(other, arrays) {
      const x = known(other, "transform by");
      if (classes.size + means.size > 0) return embeddedTable(x, layout, arrays);
      inputColumns(x, layout); // refuses what is not of numbers
      return x;
    },
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
  if (isImages(table)) {
    throw new DataError(`Cannot give images to ${kind}: it learns from tables; take imageClassifier()`, {
      column: what,
      wanted: "a table",
    });
  }
  expectTable(table, { doing: `give this ${what} to ${kind}`, name: what });
}
