import { SavedError } from "../core/errors.ts";
import type { Table } from "../data/mod.ts";
import type { ClassCodes } from "./_class_codes.ts";
import type { Layout } from "./_input_columns.ts";
import type { Inputs } from "./_inputs.ts";
import { inputsBy } from "./_table_inputs.ts";
import type { Data } from "./_task.ts";
import type { ColumnParams } from "./column_params.ts";

/** The columns of a table as inputs, of what was saved of those learned from. */
export function tableInputsFrom(saved: Data, params: ColumnParams, kind: string): Inputs<Table> {
  const { embeddings = {}, means = {}, marked = [] } = saved;
  const numbers = Object.entries(recordFrom(means, kind));
  if (!numbers.every((entry): entry is [string, number] => typeof entry[1] === "number")) throw untold(kind);
  const layout: Layout = {
    kind,
    names: namesFrom(saved.names, kind),
    classes: new Map(
      Object.entries(recordFrom(embeddings, kind)).map(([name, of]) => [name, codesFrom(of, kind)]),
    ),
    means: new Map(numbers),
    marked: namesFrom(marked, kind),
  };
  return inputsBy(layout, params);
}

/** Names of columns that were saved. */
export function namesFrom(names: unknown, kind: string): readonly string[] {
  if (Array.isArray(names) && names.every((name) => typeof name === "string")) return names;
  throw untold(kind);
}

function recordFrom(value: unknown, kind: string): object {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw untold(kind);
}

function codesFrom(value: unknown, kind: string): ClassCodes {
  const { levels, unseen, units, unknown }: Partial<ClassCodes> = Object(value);
  if (
    Array.isArray(levels) && Array.isArray(unseen) && typeof units === "number" &&
    typeof unknown === "boolean"
  ) {
    return { levels, unseen, units, unknown };
  }
  throw untold(kind);
}

function untold(kind: string): SavedError {
  return new SavedError(`Cannot restore ${kind}: which columns it learned from is not told`, kind);
}
