import type { Field } from "../core/schema.ts";
import { brief, significant } from "../core/show.ts";
import type { NumericRangeParams } from "./numeric_range.ts";
import { checkOnScale, type Scale } from "./_scale.ts";

/** The hyperparameter that is the smallest value. */
export const LOWER: Field<number> = {
  default: -Infinity,
  expected: "a number < Infinity",
  doc: "smallest value, or -Infinity",
  accepts: (v) => typeof v === "number" && v < Infinity,
};

/** The hyperparameter that is the largest value. */
export const UPPER: Field<number> = {
  default: Infinity,
  expected: "a number > -Infinity",
  doc: "largest value, or Infinity",
  accepts: (v) => typeof v === "number" && v > -Infinity,
};

/** The interval of values that is searched: the bounds; twice the unit from the only bound; or the unit around the origin. */
export function intervalOf({ lower, upper, origin, unit }: NumericRangeParams): readonly [number, number] {
  if (Number.isFinite(lower)) return [lower, Number.isFinite(upper) ? upper : lower + 2 * unit];
  return Number.isFinite(upper) ? [upper - 2 * unit, upper] : [origin - unit, origin + unit];
}

/** What a range lacks: bounds, then middle, half-width and linear scale; other scales where only one side has a bound. */
export function completed(
  { path, lower = -Infinity, upper = Infinity, origin, unit, scale, integer = false }:
    & Pick<NumericRangeParams, "path">
    & Partial<NumericRangeParams>,
): NumericRangeParams {
  checkNumbers(path, {
    lower,
    upper,
    ...(origin !== undefined && { origin }),
    ...(unit !== undefined && { unit }),
  });
  const open = lower === -Infinity || upper === Infinity;
  if (open && (origin === undefined || unit === undefined)) {
    throw new RangeError(
      `Cannot make a range of "${path}": a side has no bound; give lower and upper, ` +
        "or origin and unit, where values are likely and how far around, or list values: [ … ]",
    );
  }
  return {
    path,
    lower,
    upper,
    origin: origin ?? lower / 2 + upper / 2,
    unit: unit ?? upper / 2 - lower / 2,
    scale: scale ?? defaultScale(lower, upper),
    integer,
  };
}

function checkNumbers(path: string, given: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(given)) {
    const beyond = (name !== "lower" && value === -Infinity) || (name !== "upper" && value === Infinity);
    if (typeof value === "number" && !Number.isNaN(value) && !beyond) continue;
    const message = `Cannot make a range of "${path}": ${name} is ${brief(value)}; give a number`;
    throw typeof value === "number" ? new RangeError(message) : new TypeError(message);
  }
}

function defaultScale(lower: number, upper: number): Scale {
  if (upper === Infinity && lower > 0) return "log10";
  return lower === -Infinity && upper < 0 ? "log10Minus" : "linear";
}

/** Refuses bounds in the wrong order, an origin that is not between them, a unit that is not > 0, and what is off the scale. */
export function checkInterval(params: NumericRangeParams): void {
  const { path, lower, upper, origin, unit, scale, integer } = params;
  const refuse = (what: string) => {
    throw new RangeError(`Cannot make a range of "${path}": ${what}`);
  };
  if (!(lower < upper)) refuse(`lower is ${lower}, upper is ${upper}; give lower < upper`);
  if (!(unit > 0)) refuse(`unit is ${unit}; give unit > 0`);
  if (!(lower < origin && origin < upper)) {
    refuse(`origin is ${origin}; give one between ${lower} and ${upper}`);
  }
  const [from, to] = intervalOf(params);
  if (typeof scale === "function") return;
  checkOnScale(scale, { doing: `make a range of "${path}"`, from, to });
  const odd = [lower, upper].find((bound) => Number.isFinite(bound) && !Number.isInteger(bound));
  if (integer && odd !== undefined) {
    refuse(`values are whole numbers, and a bound is ${odd}; give whole numbers`);
  }
}

/** Refuses a number of points that is none. */
export function checkCount(count: number, path: string): void {
  if (Number.isSafeInteger(count) && count >= 1) return;
  throw new RangeError(`Cannot give ${count} points of the range of "${path}": give a whole number ≥ 1`);
}

/** So many values, evenly spaced in positions from one to another: the middle if it is one. */
export function spread(
  count: number,
  { bounds: [from, to], at }: {
    readonly bounds: readonly [number, number];
    readonly at: (position: number) => number;
  },
): number[] {
  if (count === 1) return [at((from + to) / 2)];
  const last = count - 1;
  return Array.from({ length: count }, (_, i) => at(i === last ? to : from + i * (to - from) / last));
}

/** As one line: `NumericRange(1 ≤ epochs ≤ 10; origin=5.5, unit=4.5)`. */
export function showRange({ path, lower, upper, origin, unit, scale }: NumericRangeParams): string {
  const from = lower === -Infinity ? "-∞ <" : `${significant(lower, 4)} ≤`;
  const to = upper === Infinity ? "< ∞" : `≤ ${significant(upper, 4)}`;
  const name = typeof scale === "function" ? "a function's" : scale;
  const on = scale === "linear" ? "" : `; on ${name} scale`;
  const likely = `origin=${significant(origin, 4)}, unit=${significant(unit, 4)}`;
  return `NumericRange(${from} ${path} ${to}; ${likely}${on})`;
}
