import { DataError } from "../core/errors.ts";
import type { Observations, Rows } from "../core/observations.ts";
import { printable } from "../core/show.ts";
import { preview } from "./_preview.ts";
import { checkRows } from "./_rows.ts";

/** A column of free text, such as names: strings that are no classes. */
export interface Textual extends Observations {
  /** Always `"Textual"`. */
  readonly scitype: "Textual";
  /** One string per observation; null where it is missing. */
  readonly values: readonly (string | null)[];
}

/**
 * A column of free text; `null` and `undefined` are missing values. Copies.
 *
 * @example
 * ```ts
 * import { textual } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(textual(["Ann", undefined]).values, ["Ann", null]);
 * ```
 */
export function textual(values: ArrayLike<string | null | undefined>): Textual {
  return owned(Array.from(values, (value, i) => {
    if (value === null || value === undefined || typeof value === "string") return value ?? null;
    throw new DataError(
      `Cannot make a Textual column: row ${i} holds the ${typeof value} ${JSON.stringify(value)}; ` +
        "give strings, or null where a value is missing",
      { found: typeof value, wanted: "Textual" },
    );
  }));
}

function owned(values: readonly (string | null)[]): Textual {
  const column: Textual = {
    scitype: "Textual",
    size: values.length,
    values: Object.freeze(values),
    take(rows: Rows): Textual {
      checkRows(rows, values.length);
      return owned(Array.from(rows, (row) => values[row]!));
    },
  };
  return Object.freeze(printable(column, () => preview(column, (i) => values[i] ?? "NA")));
}
