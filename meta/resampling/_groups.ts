import { DataError } from "../../core/errors.ts";
import type { Field } from "../../core/schema.ts";
import type { Rows } from "../../core/observations.ts";
import { brief } from "../../core/show.ts";
import { type Categorical, categorical, type Label } from "../../data/mod.ts";

/** Which group each row of the data belongs to: a column of classes, or a list of labels. */
export type Groups = Categorical | readonly Label[];

/** The field of {@linkcode Groups}; they cannot be left out, which {@linkcode checkGiven} sees to. */
export const GROUPS: Field<Groups> = {
  default: [],
  expected: "a column of classes, or a list of labels",
  doc: "the group of each row of the data",
  accepts: (value) => Array.isArray(value) || isColumn(value),
  hint: (value) => isNumbers(value) ? "coerce it to Multiclass" : undefined,
};

/** Refuses options without groups. */
export function checkGiven(kind: string, options: { readonly groups?: unknown }): void {
  if (typeof options === "object" && options !== null && options.groups !== undefined) return;
  throw new TypeError(
    `Cannot make ${kind} of ${brief(options)}: give groups, one label for each row of the data`,
  );
}

/** One code for each row of the data: the same for rows of one group, −1 where it is missing. */
export function codesOf(groups: Groups): Int32Array {
  return isColumn(groups) ? groups.codes : categorical(groups).codes;
}

/** The codes of the rows in use. Throws a DataError where one is missing, or the data has more or fewer rows. */
export function codesAt(rows: Rows, codes: Int32Array, { size }: { readonly size: number }): Int32Array {
  if (codes.length !== size) {
    throw new DataError(
      `Cannot keep groups together: there are ${codes.length} labels for ${size} rows of data; give one for each`,
      { column: "groups", found: `${codes.length} labels`, wanted: `${size} labels` },
    );
  }
  return Int32Array.from(rows, (row) => {
    if (codes[row]! >= 0) return codes[row]!;
    throw new DataError(
      `Cannot keep groups together: row ${row} has no group; give it one, or leave it out of rows`,
      { column: "groups" },
    );
  });
}

function isColumn(value: unknown): value is Categorical {
  return typeof value === "object" && value !== null && "codes" in value && value.codes instanceof Int32Array;
}

function isNumbers(value: unknown): boolean {
  return typeof value === "object" && value !== null && "values" in value;
}
