import { nominalRange } from "../../../meta/nominal_range.ts";
import { type NumericRange, numericRange, type NumericRangeParams } from "../../../meta/numeric_range.ts";
import type { Range } from "../../../meta/range.ts";
import type { Search, Space } from "../../../meta/mod.ts";
import { rng } from "../../../core/mod.ts";

/** A range of numbers; of the unit interval, if nothing is said. */
export function numbers(path: string, given: Partial<NumericRangeParams> = {}): NumericRange {
  return numericRange({ path, lower: 0, upper: 1, ...given });
}

/** A range of listed values. */
export function listed(path: string, values: readonly unknown[]): Range {
  return nominalRange({ path, values });
}

/** The space of these ranges. */
export function spaceOf(...ranges: readonly Range[]): Space {
  return { ranges, paths: [...new Set(ranges.map(({ params }) => params.path))] };
}

/** Values of all trials that a search asks for at once, or of the first so many. */
export function asked(
  search: Search,
  space: Space,
  { seed = 0, count = Infinity }: { readonly seed?: number; readonly count?: number } = {},
): readonly (readonly unknown[])[] {
  const found: (readonly unknown[])[] = [];
  for (const { values } of search.start(space, rng(seed)).ask()) {
    found.push(values);
    if (found.length === count) break;
  }
  return found;
}
