import { DataError } from "../core/errors.ts";
import { type JsonNumber, toJsonNumber } from "../core/json_number.ts";
import { equal } from "../core/params.ts";
import { aligned, brief, printable, significant } from "../core/show.ts";
import type { Label } from "../data/categorical.ts";
import { checkDistinct, placeOf } from "./_labels.ts";
import { aggregate } from "./aggregate.ts";

/** A number for each class. Prints as a table. */
export interface PerClass {
  /** The classes, in order. */
  readonly levels: readonly Label[];
  /** The number of each class, in the order of the levels; NaN where there is none. */
  readonly values: Float64Array;
  /** The number of this class. */
  at(label: Label): number;
  /** Levels and values in plain JSON, from which `valueFromJson` makes it again. */
  toJSON(): PerClassJson;
}

/** A `PerClass` in plain JSON. */
export interface PerClassJson {
  /** What it is. */
  readonly kind: "perClass";
  /** The classes, in order. */
  readonly levels: readonly Label[];
  /** The number of each class. */
  readonly values: readonly JsonNumber[];
}

const WHOLE = Object.freeze({ whole: "values of classes" });

/**
 * A number for each class, from its parts, which are copied.
 *
 * @example
 * ```ts
 * import { perClassOf } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const recalls = perClassOf(["cat", "dog"], [0.5, NaN]);
 * assert.equal(recalls.at("cat"), 0.5);
 * assert.equal(JSON.stringify(recalls), '{"kind":"perClass","levels":["cat","dog"],"values":[0.5,"NaN"]}');
 * ```
 */
export function perClassOf(levels: readonly Label[], values: ArrayLike<number>): PerClass {
  checkDistinct(levels, WHOLE);
  if (values.length !== levels.length) {
    throw new DataError(
      `Cannot make values of classes: there are ${values.length} values for ${levels.length} levels; give one each`,
      { found: `${values.length} values`, wanted: `${levels.length} values` },
    );
  }
  const own = { levels: Object.freeze([...levels]), values: Float64Array.from(values) };
  const perClass: PerClass = {
    ...own,
    at: (label) => own.values[placeOf(label, own.levels, WHOLE)]!,
    toJSON: () => ({
      kind: "perClass",
      levels: own.levels,
      values: Array.from(own.values, toJsonNumber),
    }),
  };
  const rows = own.levels.map((level, j) => [String(level), significant(own.values[j]!)]);
  return Object.freeze(printable(perClass, () => aligned([["class", "value"], ...rows])));
}

/** The values of several folds as one: per class the sum, or the mean by the sizes of the folds that have a value. */
export function combinePerClass(
  folds: readonly PerClass[],
  sizes: readonly number[],
  { aggregation }: { readonly aggregation: "mean" | "sum" },
): PerClass {
  const levels = folds[0]?.levels ?? [];
  const other = folds.find((fold) => !equal(fold.levels, levels));
  if (other) {
    throw new DataError(
      `Cannot join values of classes: one has levels ${brief(levels)}, the other ${brief(other.levels)}; ` +
        "both must be the same",
    );
  }
  const values = levels.map((_, j) => {
    if (aggregation === "sum") return aggregate(folds.map((fold) => fold.values[j]!), "sum");
    const known = folds.flatMap((fold, f) =>
      Number.isNaN(fold.values[j]) ? [] : [{ value: fold.values[j]!, size: sizes[f]! }]
    );
    const weights = known.map(({ size }) => size);
    return aggregate(known.map(({ value }) => value), "weightedMean", { weights });
  });
  return perClassOf(levels, values);
}
