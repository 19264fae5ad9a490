import { columnsOf } from "./_columns_of.ts";
import { csv } from "./_breast_cancer_csv.ts";
import type { Categorical } from "../categorical.ts";
import type { Numeric } from "../numeric.ts";
import type { Table } from "../table.ts";

/** The columns of `breastCancer()`, all Continuous but the classes. */
export type BreastCancerColumns = {
  readonly mean_radius: Numeric;
  readonly mean_texture: Numeric;
  readonly mean_perimeter: Numeric;
  readonly mean_area: Numeric;
  readonly mean_smoothness: Numeric;
  readonly mean_compactness: Numeric;
  readonly mean_concavity: Numeric;
  readonly mean_concave_points: Numeric;
  readonly mean_symmetry: Numeric;
  readonly mean_fractal_dimension: Numeric;
  readonly radius_error: Numeric;
  readonly texture_error: Numeric;
  readonly perimeter_error: Numeric;
  readonly area_error: Numeric;
  readonly smoothness_error: Numeric;
  readonly compactness_error: Numeric;
  readonly concavity_error: Numeric;
  readonly concave_points_error: Numeric;
  readonly symmetry_error: Numeric;
  readonly fractal_dimension_error: Numeric;
  readonly worst_radius: Numeric;
  readonly worst_texture: Numeric;
  readonly worst_perimeter: Numeric;
  readonly worst_area: Numeric;
  readonly worst_smoothness: Numeric;
  readonly worst_compactness: Numeric;
  readonly worst_concavity: Numeric;
  readonly worst_concave_points: Numeric;
  readonly worst_symmetry: Numeric;
  readonly worst_fractal_dimension: Numeric;
  readonly diagnosis: Categorical;
};

/**
 * Thirty measurements of the cell nuclei of 569 tumours, benign or malignant.
 * The target is `diagnosis`, Multiclass; the other columns are Continuous.
 *
 * @example
 * ```ts
 * import { unpack } from "@attune/attune/data";
 * import { breastCancer } from "@attune/attune/data/datasets";
 * import assert from "node:assert/strict";
 *
 * const { x, y } = unpack(breastCancer(), "diagnosis");
 * assert.equal(x.names.length, 30);
 * assert.deepEqual(y.levels, ["benign", "malignant"]);
 * ```
 */
export function breastCancer(): Table<BreastCancerColumns> {
  return columnsOf(csv, { diagnosis: "Multiclass" }) as Table<BreastCancerColumns>; // the text is ours, and tests hold it to the type
}
