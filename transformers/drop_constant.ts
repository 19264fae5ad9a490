import { DataError } from "../core/errors.ts";
import { oneOf } from "../core/schema.ts";
import { cells, type Column } from "../data/mod.ts";
import { COLUMN_SCITYPES } from "../data/column_scitypes.ts";
import { checkFeatures, chosenFeatures, type FeatureParams, FEATURES } from "./_features.ts";
import { type TableTransformer, tableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode dropConstant}. */
export interface DropConstantParams extends FeatureParams {
  /**
   * Missing values: each is a `"value"` like others, so that a column of fives and holes is kept, for holes may tell
   * something (default); or they are left out of account (`"ignore"`).
   */
  readonly missing: "value" | "ignore";
}

/** Learns which columns are constant, and drops them. */
export type DropConstant = TableTransformer<DropConstantParams>;

interface Sorted {
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
}

const KIND = "DropConstant";

const make = tableTransformer<DropConstantParams, Sorted>({
  kind: KIND,
  schema: { ...FEATURES, missing: oneOf(["value", "ignore"], "whether missing values count as values") },
  input: COLUMN_SCITYPES,
  check: (params) => checkFeatures(params, KIND),
  learn(x, { params }) {
    const suspects = chosenFeatures(x, params, { kind: KIND, suits: COLUMN_SCITYPES });
    const dropped = suspects.filter((name) => isConstant(x.column(name), params.missing));
    const kept = x.names.filter((name) => !dropped.includes(name));
    if (kept.length > 0) return { kept, dropped };
    throw new DataError(
      `Cannot drop constant columns: each of ${dropped.join(", ")} is, so that none is left; give other data`,
      { found: "constant columns only", wanted: "at least two different values in a column" },
    );
  },
  transform: (x, { kept }) => x.select(kept),
});

/**
 * Drops the columns that hold one and the same value in all training rows, of whatever scitype, among
 * `features` if they are given. Columns of nothing but missing values are constant. There is no way back. The
 * report has `kept` and `dropped`.
 *
 * Throws a DataError if no column is left.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { numeric, table } from "@attune/attune/data";
 * import { dropConstant } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ year: numeric([2007, 2007]), height: numeric([3, 4]) });
 * using machine = new Machine(dropConstant(), { x });
 * const z = await (await machine.fit()).transform(x);
 * assert.deepEqual(z.names, ["height"]);
 * ```
 */
export function dropConstant(options: Partial<DropConstantParams> = {}): DropConstant {
  return make(options);
}

function isConstant(column: Column, missing: "value" | "ignore"): boolean {
  const all = cells(column);
  const counted = missing === "ignore" ? all.filter((cell) => cell !== null) : all;
  return counted.every((cell) => cell === counted[0]);
}
