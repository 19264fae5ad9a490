import { nominalRange } from "../../../meta/nominal_range.ts";
import { numericRange } from "../../../meta/numeric_range.ts";
import type { Range } from "../../../meta/range.ts";
import type { Search, Space } from "../../../meta/mod.ts";
import { rng } from "../../../core/mod.ts";

type Numbers = Partial<Parameters<typeof numericRange>[0]>;

/** A range of numbers; of the unit interval, if nothing is said. */
export function numbers(path: string, given: Numbers = {}): Range {
  const { lower = 0, upper = 1, scale = "linear", integer = false } = given;
  const { origin = (lower + upper) / 2, unit = (upper - lower) / 2 } = given;
  return numericRange({ path, lower, upper, origin, unit, scale, integer });
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
  if (count === 0) return found;
  for (const { values } of search.start(space, rng(seed)).ask()) {
    found.push(values);
    if (found.length === count) break;
  }
  return found;
}
