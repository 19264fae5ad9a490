import { columnsOf } from "./_columns_of.ts";
import { csv } from "./_wine_csv.ts";
import type { Categorical } from "../categorical.ts";
import type { Numeric } from "../numeric.ts";
import type { Table } from "../table.ts";

/** The columns of `wine()`, all Continuous but the classes. */
export type WineColumns = {
  readonly alcohol: Numeric;
  readonly malic_acid: Numeric;
  readonly ash: Numeric;
  readonly alcalinity_of_ash: Numeric;
  readonly magnesium: Numeric;
  readonly total_phenols: Numeric;
  readonly flavanoids: Numeric;
  readonly nonflavanoid_phenols: Numeric;
  readonly proanthocyanins: Numeric;
  // deno-lint-ignore attune/spelling -- the name that the data have
  readonly color_intensity: Numeric;
  readonly hue: Numeric;
  readonly od280_od315: Numeric;
  readonly proline: Numeric;
  readonly cultivar: Categorical;
};

/**
 * Thirteen measurements of 178 wines from three cultivars of one region of Italy.
 * The target is `cultivar`, Multiclass; the other columns are Continuous.
 *
 * @example
 * ```ts
 * import { unpack } from "@attune/attune/data";
 * import { wine } from "@attune/attune/data/datasets";
 * import assert from "node:assert/strict";
 *
 * const { x, y } = unpack(wine(), "cultivar");
 * assert.equal(x.names.length, 13);
 * assert.deepEqual(y.levels, ["class_0", "class_1", "class_2"]);
 * ```
 */
export function wine(): Table<WineColumns> {
  return columnsOf(csv, { cultivar: "Multiclass" }) as Table<WineColumns>; // the text is ours, and tests hold it to the type
}
