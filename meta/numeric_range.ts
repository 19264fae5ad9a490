import { configured, type Made } from "../core/configured.ts";
import { flag, nested, oneOf, real } from "../core/schema.ts";
import { positionOf, type Scale, SCALES, valueAt } from "./_scale.ts";

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
  /** The value at a position of the scale, rounded where values are whole numbers. */
  at(position: number): number;
  /** So many values, evenly spaced on the scale; whole numbers that coincide count once, so that there may be fewer. */
  points(count: number): readonly number[];
}

/** A range of numbers. */
export type NumericRange = Made<NumericRangeParams, NumericRangeMembers>;

// CONTRACT STUB (to be finished by whoever owns ranges): checks, origin, unit and scale by default, printing.
export const numericRange: (params: NumericRangeParams) => NumericRange = configured<
  NumericRangeParams,
  NumericRangeMembers
>("NumericRange", {
  path: nested("", { expected: "a path", is: (v) => typeof v === "string" }),
  lower: nested(0, { expected: "a number", is: (v) => typeof v === "number" }),
  upper: nested(0, { expected: "a number", is: (v) => typeof v === "number" }),
  origin: real(0),
  unit: real(1),
  scale: { ...oneOf<Scale>(["linear", ...SCALES]), accepts: () => true },
  integer: flag(false),
}, (params) => {
  const { scale, integer } = params;
  const at = (position: number) => {
    const value = valueAt(position, scale);
    return integer ? Math.round(value) : value;
  };
  const bounds = boundsOf(params);
  return {
    bounds,
    at,
    points(count) {
      const [from, to] = bounds;
      const all = Array.from(
        { length: count },
        (_, i) => at(count === 1 ? from : from + i * (to - from) / (count - 1)),
      );
      return integer ? [...new Set(all)] : all;
    },
  };
});

function boundsOf({ lower, upper, origin, unit, scale }: NumericRangeParams): readonly [number, number] {
  const from = Number.isFinite(lower) ? lower : Number.isFinite(upper) ? upper - 2 * unit : origin - unit;
  const to = Number.isFinite(upper) ? upper : Number.isFinite(lower) ? lower + 2 * unit : origin + unit;
  return [positionOf(from, scale), positionOf(to, scale)];
}
