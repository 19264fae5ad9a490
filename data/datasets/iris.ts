import { columnsOf } from "./_columns_of.ts";
import { csv } from "./_iris_csv.ts";
import type { Categorical } from "../categorical.ts";
import type { Numeric } from "../numeric.ts";
import type { Table } from "../table.ts";

/** The columns of `iris()`, all Continuous but the classes. */
export type IrisColumns = {
  readonly sepal_length: Numeric;
  readonly sepal_width: Numeric;
  readonly petal_length: Numeric;
  readonly petal_width: Numeric;
  readonly species: Categorical;
};

/**
 * Fisher's iris: 50 flowers of each of three species, four lengths in centimetres.
 * The target is `species`, Multiclass; the other columns are Continuous.
 *
 * @example
 * ```ts
 * import { unpack } from "@attune/attune/data";
 * import { iris } from "@attune/attune/data/datasets";
 * import assert from "node:assert/strict";
 *
 * const { x, y } = unpack(iris(), "species");
 * assert.equal(x.names.length, 4);
 * assert.deepEqual(y.levels, ["setosa", "versicolor", "virginica"]);
 * ```
 */
export function iris(): Table<IrisColumns> {
  return columnsOf(csv, { species: "Multiclass" }) as Table<IrisColumns>; // the text is ours, and tests hold it to the type
}
