import { brief } from "../core/show.ts";

/** On what scale a range is even: by name, or a function that takes evenly spaced positions to values. */
export type Scale =
  | "linear"
  | "log"
  | "log10"
  | "log2"
  | "logMinus"
  | "log10Minus"
  | ((position: number) => number);

/** Scales by name. */
export const SCALES: readonly Scale[] = ["linear", "log", "log10", "log2", "logMinus", "log10Minus"];

/** Whether a value is a scale. */
export function isScale(value: unknown): value is Scale {
  return typeof value === "function" || SCALES.some((name) => name === value);
}

/** Where a value lies on a scale: more, the greater it is. A function has no way back: its positions are what it takes. */
export function positionOf(x: number, scale: Scale): number {
  switch (scale) {
    case "log":
      return Math.log(x);
    case "log10":
      return Math.log10(x);
    case "log2":
      return Math.log2(x);
    case "logMinus":
      return -Math.log(-x);
    case "log10Minus":
      return -Math.log10(-x);
    default:
      return x;
  }
}

/** The value at a position of a scale. */
export function valueAt(position: number, scale: Scale): number {
  if (typeof scale === "function") return scale(position);
  switch (scale) {
    case "log":
      return Math.exp(position);
    case "log10":
      return 10 ** position;
    case "log2":
      return 2 ** position;
    case "logMinus":
      return -Math.exp(-position);
    case "log10Minus":
      return -(10 ** -position);
    case "linear":
      return position;
  }
}

/** Refuses an interval that does not lie on a scale as a whole. */
export function checkOnScale(
  scale: Scale,
  { doing, from, to }: { readonly doing: string; readonly from: number; readonly to: number },
): void {
  if (Number.isFinite(positionOf(from, scale)) && Number.isFinite(positionOf(to, scale))) return;
  const side = scale === "logMinus" || scale === "log10Minus" ? "upper < 0" : "lower > 0";
  throw new RangeError(
    `Cannot ${doing}: not all from ${from} to ${to} is on the scale ${
      brief(scale)
    }; give ${side}, or another scale, e.g. "linear"`,
  );
}

/** The nearest whole number, of two as near the even one; never −0. */
export function rounded(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  return (rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1) + 0;
}
