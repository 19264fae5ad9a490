import { isList } from "./_is_list.ts";
import type { Range } from "./range.ts";
import type { TunedParams } from "./tuned.ts";

/** What is searched: the ranges that were given, or else what the search says. */
export function rangesIn<X, Y, Z>(
  { ranges, search }: Pick<Readonly<TunedParams<X, Y, Z>>, "ranges" | "search">,
): readonly Range[] {
  const list = isList(ranges) ? ranges : [ranges];
  return list.length > 0 ? list : search?.ranges ?? [];
}
