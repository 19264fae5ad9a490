import type { Padding, Pair } from "../core/layer.ts";
import type { Field } from "../core/schema.ts";

/** A size along both axes of an image: one number for both, or `[height, width]`. */
export type PairOption = number | Pair;

/** Padding as it is given: as {@linkcode Padding}, or one number for both axes. */
export type PaddingOption = "valid" | "same" | PairOption;

/** A hyperparameter that is a size along both axes. */
export function pairField(fallback: PairOption, doc: string): Field<PairOption> {
  return {
    default: fallback,
    expected: "an integer ≥ 1, or [height, width] of such",
    doc,
    integer: true,
    accepts: (v) => isPair(v, 1),
  };
}

/** A hyperparameter that says what stands around an image. */
export function paddingField(doc = "what stands around the image"): Field<PaddingOption> {
  return {
    default: "valid",
    expected: '"valid", "same", an integer ≥ 0, or [height, width] of such',
    doc,
    integer: true,
    accepts: (v) => v === "valid" || v === "same" || isPair(v, 0),
  };
}

/** Both sizes. */
export function pairOf(option: PairOption): Pair {
  return typeof option === "number" ? Object.freeze([option, option] as const) : option;
}

/** Padding in full. */
export function paddingOf(option: PaddingOption): Padding {
  return typeof option === "string" ? option : pairOf(option);
}

function isPair(value: unknown, min: number): boolean {
  const fits = (n: unknown) => typeof n === "number" && Number.isSafeInteger(n) && n >= min;
  return fits(value) || (Array.isArray(value) && value.length === 2 && value.every(fits));
}
