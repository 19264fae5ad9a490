import { columnsOf } from "./_columns_of.ts";
import { csv } from "./_diabetes_csv.ts";
import type { Numeric } from "../numeric.ts";
import type { Table } from "../table.ts";

/** The columns of `diabetes()`, all Continuous but the classes. */
export type DiabetesColumns = {
  readonly age: Numeric;
  readonly sex: Numeric;
  readonly bmi: Numeric;
  readonly bp: Numeric;
  readonly s1: Numeric;
  readonly s2: Numeric;
  readonly s3: Numeric;
  readonly s4: Numeric;
  readonly s5: Numeric;
  readonly s6: Numeric;
  readonly progression: Numeric;
};

/**
 * Ten measurements of 442 people with diabetes, unscaled, and how far it had come a year later.
 * The target is `progression`, Continuous; the other columns are Continuous.
 *
 * @example
 * ```ts
 * import { unpack } from "@attune/attune/data";
 * import { diabetes } from "@attune/attune/data/datasets";
 * import assert from "node:assert/strict";
 *
 * const { x, y } = unpack(diabetes(), "progression");
 * assert.equal(x.names.length, 10);
 * assert.equal(y.values[0], 151);
 * ```
 */
export function diabetes(): Table<DiabetesColumns> {
  return columnsOf(csv, {}) as Table<DiabetesColumns>; // the text is ours, and tests hold it to the type
}
