import type { Field } from "../core/schema.ts";

/** A number of so many: a share below 1, rounded down, or a count. At least one. */
export function shareOf(size: number, share: number): number {
  return Math.max(1, share < 1 ? Math.floor(share * size) : share);
}

/** A share of some columns, or how many; where 0 stands for something, `zero` says for what. */
export function shareField(
  fallback: number,
  { doc, zero }: { readonly doc: string; readonly zero?: string },
): Field<number> {
  return {
    default: fallback,
    expected: `a share in (0, 1), or a count${zero === undefined ? " from 1" : `, or 0 for ${zero}`}`,
    doc,
    accepts: (value) =>
      typeof value === "number" && (value > 0 || (value === 0 && zero !== undefined)) &&
      (value < 1 || Number.isSafeInteger(value)),
  };
}
