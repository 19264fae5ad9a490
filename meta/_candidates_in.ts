import { brief } from "../core/show.ts";
import { isCount } from "./_is_count.ts";
import { type Candidates, candidatesOf, listedCandidates } from "./_candidates.ts";
import { isList } from "./_is_list.ts";
import { rangesIn } from "./_ranges_in.ts";
import type { Search } from "./search.ts";
import { explicit } from "./search/explicit.ts";
import { randomSearch } from "./search/random_search.ts";
import type { TunedParams } from "./tuned.ts";

type Params<X, Y, Z> = Readonly<TunedParams<X, Y, Z>>;

/** What the candidates of a tuned model are. */
export function candidatesIn<X, Y, Z>({ model, ranges, search }: Params<X, Y, Z>): Candidates<X, Y, Z> {
  return isList(model) ? listedCandidates(model) : candidatesOf(model, rangesIn({ ranges, search }));
}

/** How they are found. */
export function searchIn<X, Y, Z>({ model, search }: Params<X, Y, Z>): Search {
  return search ?? (isList(model) ? explicit() : randomSearch());
}

/** How many there are to be. */
export function countIn<X, Y, Z>(params: Params<X, Y, Z>): number {
  if (params.n !== undefined) return params.n;
  const { kind, defaultCount } = searchIn(params);
  const count = defaultCount?.(candidatesIn(params).space) ?? USUAL;
  if (isCount(count)) return count;
  throw new TypeError(
    `Cannot count the candidates of ${kind}: it says ${brief(count)}; give n, or a search that says`,
  );
}

/** So many candidates there are of a search that has no end. */
const USUAL = 10;
