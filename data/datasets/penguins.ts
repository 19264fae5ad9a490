import { columnsOf } from "./_columns_of.ts";
import { csv } from "./_penguins_csv.ts";
import type { Categorical } from "../categorical.ts";
import type { Numeric } from "../numeric.ts";
import type { Table } from "../table.ts";

/** The columns of `penguins()`, all Continuous but the classes and the year. */
export type PenguinsColumns = {
  readonly species: Categorical;
  readonly island: Categorical;
  readonly bill_length_mm: Numeric;
  readonly bill_depth_mm: Numeric;
  readonly flipper_length_mm: Numeric;
  readonly body_mass_g: Numeric;
  readonly sex: Categorical;
  readonly year: Numeric;
};

/**
 * 344 penguins of three species on three islands near Palmer Station, Antarctica; some values are missing.
 * The numbers are Continuous, the year is Count, and `species`, `island` and `sex` are Multiclass.
 *
 * @example
 * ```ts
 * import { missing } from "@attune/attune/data";
 * import { penguins } from "@attune/attune/data/datasets";
 * import assert from "node:assert/strict";
 *
 * const birds = penguins();
 * assert.deepEqual(birds.column("species").levels, ["Adelie", "Chinstrap", "Gentoo"]);
 * assert.equal(missing(birds.column("sex")), 11);
 * ```
 */
export function penguins(): Table<PenguinsColumns> {
  return columnsOf(csv, {
    species: "Multiclass",
    island: "Multiclass",
    sex: "Multiclass",
    year: "Count",
  }) as Table<PenguinsColumns>; // the text is ours, and tests hold it to the type
}
