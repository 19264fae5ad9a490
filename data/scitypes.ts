import { DataError } from "../core/errors.ts";
import type { Scitype } from "../core/observations.ts";
import type { Categorical } from "./categorical.ts";
import type { Column } from "./column.ts";
import type { Numeric } from "./numeric.ts";

/**
 * Whether a scitype is of classes: Multiclass or OrderedFactor.
 *
 * @example
 * ```ts
 * import { isFiniteScitype } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isFiniteScitype("OrderedFactor"), true);
 * assert.equal(isFiniteScitype("Count"), false);
 * ```
 */
export function isFiniteScitype(scitype: Scitype): scitype is Categorical["scitype"] {
  return scitype === "Multiclass" || scitype === "OrderedFactor";
}

/**
 * Whether a scitype is of numbers: Continuous or Count.
 *
 * @example
 * ```ts
 * import { isInfiniteScitype } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isInfiniteScitype("Count"), true);
 * assert.equal(isInfiniteScitype("Textual"), false);
 * ```
 */
export function isInfiniteScitype(scitype: Scitype): scitype is Numeric["scitype"] {
  return scitype === "Continuous" || scitype === "Count";
}

/**
 * Whether a column is of classes.
 *
 * @example
 * ```ts
 * import { categorical, isCategorical } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isCategorical(categorical(["a"])), true);
 * ```
 */
export function isCategorical(column: Column): column is Categorical {
  return isFiniteScitype(column.scitype);
}

/**
 * Whether a column is of numbers.
 *
 * @example
 * ```ts
 * import { isNumeric, textual } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isNumeric(textual(["a"])), false);
 * ```
 */
export function isNumeric(column: Column): column is Numeric {
  return isInfiniteScitype(column.scitype);
}

/** For whom `expectScitype` asks. */
export interface ExpectScitypeOptions {
  /** What cannot be done otherwise, as a verb: `"fit"`. */
  readonly doing: string;
  /** The name of the column, where it has one. */
  readonly name?: string;
}

/**
 * Refuses a column whose scitype is not among those wanted, naming it and the way out.
 *
 * @example
 * ```ts
 * import { expectScitype, numeric } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * expectScitype(numeric([1]), ["Continuous"], { doing: "fit" });
 * assert.throws(() => expectScitype(numeric([1]), ["Multiclass"], { doing: "fit", name: "sex" }), {
 *   message: 'Cannot fit column "sex": it is Continuous; coerce it to Multiclass',
 * });
 * ```
 */
export function expectScitype(
  column: { readonly scitype: Scitype },
  wanted: readonly Scitype[],
  { doing, name }: ExpectScitypeOptions,
): void {
  if (wanted.includes(column.scitype)) return;
  const what = name === undefined ? "the column" : `column ${JSON.stringify(name)}`;
  throw new DataError(
    `Cannot ${doing} ${what}: it is ${column.scitype}; coerce it to ${wanted.join(" or ")}`,
    { ...(name === undefined ? {} : { column: name }), found: column.scitype, wanted: wanted.join(" or ") },
  );
}
