import type { Measure, MeasureOptions } from "../core/measure.ts";
import { flag, listOf, nested, oneOf, resolve, type SchemaOf } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import { define, type Traits } from "./_define.ts";
import { GOALS, SCITYPES, SUBJECTS, TEXT } from "./_traits.ts";

/** What a measure of one's own says of itself; only its name and goal must be said. */
export type MeasureTraits<Z, Y, R = number> =
  & Pick<Measure<Z, Y, R>, "id" | "goal">
  & Partial<
    Pick<
      Measure<Z, Y, R>,
      | "aliases"
      | "formula"
      | "of"
      | "aggregation"
      | "target"
      | "weighted"
      | "classWeighted"
      | "each"
      | "combine"
    >
  >;

// What a measure of one's own takes is its author's affair.
type OwnTraits<Z, Y, R> = Omit<Traits<Z, Y, R>, "judges">;

const FUNCTION = {
  expected: "a function",
  is: (value: unknown) => value === undefined || typeof value === "function",
};

/**
 * A measure of one's own, which goes wherever those of this folder go. `judge` gives its value for guesses and truth
 * of one size, which is checked, as are the weights; it is given weights only where the traits say that it takes them.
 * Traits that are not said: it judges points and any target, takes no weights, and the values of folds are averaged.
 *
 * @example The share of guesses that are off by more than a half.
 * ```ts
 * import { type Numeric, numeric } from "@attune/attune/data";
 * import { defineMeasure } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const misses = defineMeasure<Numeric, Numeric>({ id: "misses", goal: "min" }, (guess, truth) => {
 *   const far = guess.values.filter((value, i) => Math.abs(value - truth.values[i]!) > 0.5);
 *   return far.length / truth.size;
 * });
 * assert.equal(misses(numeric([1, 2]), numeric([1, 3])), 0.5);
 * assert.throws(() => misses(numeric([1]), numeric([1, 3])), /as many of each/);
 * ```
 */
export function defineMeasure<
  Z extends { readonly size: number },
  Y extends { readonly size: number },
  R = number,
>(
  traits: MeasureTraits<Z, Y, R>,
  judge: (guess: Z, truth: Y, options: MeasureOptions) => R,
): Measure<Z, Y, R> {
  const { id, goal } = traits;
  if (typeof id !== "string" || id === "") {
    throw new TypeError(
      `Cannot define a measure: its id is ${brief(id)}; give a name, e.g. { id: "misses" }`,
    );
  }
  if (goal === undefined) {
    throw new TypeError(`Cannot define measure ${id}: it has no goal; give "min", "max" or "none"`);
  }
  if (typeof judge !== "function") {
    throw new TypeError(
      `Cannot define measure ${id} by ${brief(judge)}: give a function of guesses and truth`,
    );
  }
  return define(
    resolve<OwnTraits<Z, Y, R>>({ kind: `measure ${id}`, schema: schemaOf<Z, Y, R>() }, traits),
    judge,
  );
}

function schemaOf<Z, Y, R>(): SchemaOf<OwnTraits<Z, Y, R>> {
  return {
    id: TEXT,
    aliases: listOf<string>([], TEXT),
    formula: TEXT,
    goal: oneOf(GOALS),
    of: oneOf(SUBJECTS),
    aggregation: oneOf(["mean", "rootMean", "sum", "weightedMean"]),
    target: listOf(SCITYPES, oneOf(SCITYPES)),
    weighted: flag(false),
    classWeighted: flag(false),
    each: nested(undefined, FUNCTION),
    combine: nested(undefined, FUNCTION),
  };
}
