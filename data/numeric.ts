import { DataError } from "../core/errors.ts";
import type { Observations, Rows } from "../core/observations.ts";
import { printable, significant } from "../core/show.ts";
import { preview } from "./_preview.ts";
import { checkRows } from "./_rows.ts";

/** A column of numbers. */
export interface Numeric extends Observations {
  /** Whether they measure (`"Continuous"`) or count (`"Count"`). */
  readonly scitype: "Continuous" | "Count";
  /** One number per observation; NaN where it is missing. */
  readonly values: Float64Array;
}

/** What `numeric` may be told. */
export interface NumericOptions {
  /** `"Continuous"` by default; `"Count"` takes whole numbers only. */
  readonly scitype?: "Continuous" | "Count";
}

/**
 * A column of numbers; `null`, `undefined` and NaN are missing values. Copies.
 *
 * @example
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const heights = numeric([1.7, null, 1.8]);
 * assert.equal(heights.size, 3);
 * assert.deepEqual(heights.take([2, 0]).values, Float64Array.of(1.8, 1.7));
 * ```
 */
export function numeric(
  values: ArrayLike<number | null | undefined>,
  { scitype = "Continuous" }: NumericOptions = {},
): Numeric {
  if (values instanceof Float64Array && scitype === "Continuous") return owned(values.slice(), scitype);
  const own = new Float64Array(values.length);
  for (let i = 0; i < own.length; i++) {
    const value = values[i] ?? NaN;
    if (typeof value !== "number") {
      throw new DataError(
        `Cannot make a ${scitype} column: row ${i} holds the ${typeof value} ${JSON.stringify(value)}; ` +
          "give numbers, or null where a value is missing",
        { found: typeof value, wanted: scitype },
      );
    }
    if (scitype === "Count" && !Number.isInteger(value) && !Number.isNaN(value)) {
      throw new DataError(
        `Cannot make a Count column: row ${i} holds ${value}; give whole numbers, or choose "Continuous"`,
        { found: "Continuous", wanted: "Count" },
      );
    }
    own[i] = value;
  }
  return owned(own, scitype);
}

// Takes over `values`, which nobody may change afterwards.
function owned(values: Float64Array, scitype: Numeric["scitype"]): Numeric {
  const column: Numeric = {
    scitype,
    size: values.length,
    values,
    take(rows: Rows): Numeric {
      checkRows(rows, values.length);
      const taken = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]!]!;
      return owned(taken, scitype);
    },
  };
  return Object.freeze(printable(column, () => preview(column, (i) => shown(values[i]!))));
}

function shown(value: number): string {
  return Number.isNaN(value) ? "NA" : significant(value, 6);
}
