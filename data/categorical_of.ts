import { DataError } from "../core/errors.ts";
import type { Rows } from "../core/observations.ts";
import { printable } from "../core/show.ts";
import { preview } from "./_preview.ts";
import { checkRows } from "./_rows.ts";
import type { Categorical, Label } from "./categorical.ts";

/** What `categoricalOf` may be told. */
export interface CategoricalOfOptions {
  /** Whether the order of the levels means something; false by default. */
  readonly ordered?: boolean;
}

/**
 * A column of classes from indices into its levels, −1 where a value is missing. Takes over `codes` if they are
 * an Int32Array.
 *
 * @example
 * ```ts
 * import { categoricalOf, labels } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const sizes = categoricalOf([2, 0, -1], ["small", "middle", "large"], { ordered: true });
 * assert.deepEqual(labels(sizes), ["large", "small", null]);
 * ```
 */
export function categoricalOf(
  codes: ArrayLike<number>,
  levels: readonly Label[],
  { ordered = false }: CategoricalOfOptions = {},
): Categorical {
  const own = Object.isFrozen(levels) ? levels : Object.freeze([...levels]);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (Number.isInteger(code) && code >= -1 && code < own.length) continue;
    throw new DataError(
      `Cannot make a column of classes: row ${i} holds code ${code}, but there are ${own.length} levels; ` +
        `give codes in [0, ${own.length}), or -1 where a value is missing`,
    );
  }
  checkLevels(own);
  return owned(
    codes instanceof Int32Array ? codes : Int32Array.from(codes),
    own,
    ordered ? "OrderedFactor" : "Multiclass",
  );
}

function checkLevels(levels: readonly Label[]): void {
  const seen = new Set<Label>();
  for (const level of levels) {
    if (seen.has(level)) {
      throw new DataError(
        `Cannot make a column of classes: level ${JSON.stringify(level)} occurs twice; give each level once`,
      );
    }
    seen.add(level);
  }
}

function owned(codes: Int32Array, levels: readonly Label[], scitype: Categorical["scitype"]): Categorical {
  const column: Categorical = {
    scitype,
    size: codes.length,
    codes,
    levels,
    take(rows: Rows): Categorical {
      checkRows(rows, codes.length);
      const taken = new Int32Array(rows.length);
      for (let i = 0; i < rows.length; i++) taken[i] = codes[rows[i]!]!;
      return owned(taken, levels, scitype);
    },
  };
  return Object.freeze(printable(column, () => {
    const line = preview(column, (i) => String(levels[codes[i]!] ?? "NA"));
    return `${line}\nlevels: ${levels.map(String).join(scitype === "OrderedFactor" ? " < " : ", ")}`;
  }));
}
