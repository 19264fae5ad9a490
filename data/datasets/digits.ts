import { rows } from "./_digits_rows.ts";
import { type Categorical, categorical } from "../categorical.ts";
import { type Numeric, numeric } from "../numeric.ts";
import { type Table, table } from "../table.ts";

/** The columns of `digits()`: `pixel_0_0` to `pixel_7_7`, row and column of the picture, and the digit. */
export type DigitsColumns = { readonly digit: Categorical } & {
  readonly [pixel: `pixel_${number}_${number}`]: Numeric;
};

/** Height and width of a picture. */
const SIDE = 8;

/**
 * 1,797 handwritten digits of 8 × 8 pixels, each from 0 (white) to 16 (black).
 * The target is `digit`, Multiclass with the levels 0 to 9; the other columns are Continuous.
 *
 * @example
 * ```ts
 * import { unpack } from "@attune/attune/data";
 * import { digits } from "@attune/attune/data/datasets";
 * import assert from "node:assert/strict";
 *
 * const { x, y } = unpack(digits(), "digit");
 * assert.equal(x.names.length, 64);
 * assert.equal(y.levels.length, 10);
 * ```
 */
export function digits(): Table<DigitsColumns> {
  const lines = rows.split("\n");
  const at = (place: number) => lines.map((line) => parseInt(line[place]!, 17));
  const pixels = Array.from({ length: SIDE * SIDE }, (_, k): [string, Numeric] => [
    `pixel_${Math.floor(k / SIDE)}_${k % SIDE}`,
    numeric(at(k)),
  ]);
  const columns = { ...Object.fromEntries(pixels), digit: categorical(at(SIDE * SIDE)) };
  return table(columns) as Table<DigitsColumns>; // names and kinds as made above, and tests hold them to the type
}
