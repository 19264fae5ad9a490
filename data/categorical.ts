import { DataError } from "../core/errors.ts";
import type { Observations } from "../core/observations.ts";
import { unknownLabel } from "./_rows.ts";
import { categoricalOf } from "./categorical_of.ts";

/** The name of a class. */
export type Label = string | number | boolean;

/** A column of classes. */
export interface Categorical extends Observations {
  /** Whether the order of the levels means something (`"OrderedFactor"`) or not (`"Multiclass"`). */
  readonly scitype: "Multiclass" | "OrderedFactor";
  /** One index into `levels` per observation; −1 where it is missing. */
  readonly codes: Int32Array;
  /** All classes that could occur, in order, seen here or not. `take` keeps them. */
  readonly levels: readonly Label[];
}

/** What `categorical` may be told. */
export interface CategoricalOptions {
  /** The whole pool of classes, in order; by default the labels that occur, sorted. */
  readonly levels?: readonly Label[];
  /** Whether the order of the levels means something; false by default. */
  readonly ordered?: boolean;
}

/**
 * A column of classes from their labels; `null` and `undefined` are missing values.
 *
 * @example Levels are the sorted labels, unless they are given.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const answers = categorical(["yes", "no", null, "yes"]);
 * assert.deepEqual(answers.levels, ["no", "yes"]);
 * assert.deepEqual([...answers.codes], [1, 0, -1, 1]);
 * ```
 */
export function categorical(
  labels: readonly (Label | null | undefined)[],
  { levels = distinct(labels), ordered = false }: CategoricalOptions = {},
): Categorical {
  const index = new Map(levels.map((level, code) => [level, code]));
  const codes = Int32Array.from(labels, (label) => {
    if (label === null || label === undefined) return -1;
    const code = index.get(label);
    if (code === undefined) throw unknownLabel("make a column of classes", label, levels);
    return code;
  });
  return categoricalOf(codes, levels, { ordered });
}

function distinct(labels: readonly (Label | null | undefined)[]): Label[] {
  const seen = new Set<Label>();
  for (const [row, label] of labels.entries()) {
    if (label === null || label === undefined) continue;
    if (!["string", "number", "boolean"].includes(typeof label) || Number.isNaN(label)) {
      throw new DataError(
        `Cannot make a column of classes: row ${row} holds ${String(label)}; ` +
          "give strings, numbers or booleans, or null where a value is missing",
        { found: typeof label },
      );
    }
    seen.add(label);
  }
  return [...seen].sort(inOrder);
}

// False before true, small before large, code units of strings ascending; kinds apart.
function inOrder(a: Label, b: Label): number {
  if (typeof a !== typeof b) return typeof a < typeof b ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
