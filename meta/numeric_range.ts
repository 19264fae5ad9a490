import { configured, type Made } from "../core/configured.ts";
import { flag, nested, real } from "../core/schema.ts";
import {
  checkCount,
  checkInterval,
  completed,
  intervalOf,
  LOWER,
  showRange,
  spread,
  UPPER,
} from "./_numeric_interval.ts";
import { pathField } from "./_path_field.ts";
import { isScale, positionOf, rounded, type Scale, SCALES, valueAt } from "./_scale.ts";

/** Hyperparameters of a range of numbers. */
export interface NumericRangeParams {
  /** Path of the hyperparameter: `"optimiser.eta"`. */
  readonly path: string;
  /** Smallest value, or −∞. */
  readonly lower: number;
  /** Largest value, or ∞. */
  readonly upper: number;
  /** Where values are likely. */
  readonly origin: number;
  /** How far around the origin values are likely. */
  readonly unit: number;
  /** The scale on which it is even. */
  readonly scale: Scale;
  /** Whether its values are whole numbers. */
  readonly integer: boolean;
}

/** What a range of numbers offers. */
export interface NumericRangeMembers {
  /** The interval that is searched, in positions of the scale: what `at` takes. */
  readonly bounds: readonly [from: number, to: number];
  /**
   * The value at a position of the scale, within the bounds of the range, if the scale is no function; rounded where values
   * are whole numbers, halves to even ones.
   */
  at(position: number): number;
  /**
   * So many values, evenly spaced on the scale from end to end; the one in the middle if it is one. Whole numbers that
   * coincide count once, so that there may be fewer.
   */
  points(count: number): readonly number[];
  /** As one line. */
  toString(): string;
}

/** A range of numbers. As text: `NumericRange(1 ≤ epochs ≤ 10; origin=5.5, unit=4.5)`. */
export type NumericRange = Made<NumericRangeParams, NumericRangeMembers>;

const make = configured<NumericRangeParams, NumericRangeMembers>("NumericRange", {
  path: pathField("path of the hyperparameter"),
  lower: LOWER,
  upper: UPPER,
  origin: real(0, { doc: "where values are likely" }),
  unit: real(1, { doc: "how far around the origin values are likely" }),
  scale: nested<Scale>("linear", {
    expected: `a scale: ${SCALES.map((name) => JSON.stringify(name)).join(", ")} or a function`,
    is: isScale,
    doc: "the scale on which it is even",
  }),
  integer: flag(false, "whether its values are whole numbers"),
}, membersOf);

/** The range of these hyperparameters: what lacks is completed as {@linkcode range} says. */
export function numericRange(
  given: Pick<NumericRangeParams, "path"> & Partial<NumericRangeParams>,
): NumericRange {
  return make(completed(given));
}

function membersOf(params: NumericRangeParams): NumericRangeMembers {
  checkInterval(params);
  const { path, scale, integer } = params;
  const [low, high] = intervalOf(params);
  const bounds = Object.freeze([positionOf(low, scale), positionOf(high, scale)] as const);
  const exact = (position: number) => {
    if (typeof scale === "function") return scale(position);
    if (position === bounds[0]) return low; // there and back again, rounding may miss it
    if (position === bounds[1]) return high;
    return Math.min(params.upper, Math.max(params.lower, valueAt(position, scale)));
  };
  const at = integer ? (position: number) => rounded(exact(position)) : exact;
  return {
    bounds,
    at,
    points(count) {
      checkCount(count, path);
      const all = spread(count, { bounds, at });
      return integer ? [...new Set(all)] : all;
    },
    toString: () => showRange(params),
  };
}
