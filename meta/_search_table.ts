import type { Candidates } from "./_candidates.ts";
import type { Entry } from "./_entry.ts";
import type { SearchTable } from "./history.ts";
import { rangesOf } from "./_ranges_of.ts";
import { isNumericRange } from "./range.ts";
import { scaleName } from "./_scale_name.ts";

/** What there is to tell of candidates. */
export interface Tabulated<X, Y, Z> extends Pick<SearchTable, "measure" | "goal"> {
  readonly candidates: Candidates<X, Y, Z>;
  readonly entries: readonly Entry<X, Y, Z>[];
  /** The one that was chosen, if one was. */
  readonly chosen: Entry<X, Y, Z> | undefined;
}

/** Ranges, values and measurements of a search, ready for plots. */
export function searchTable<X, Y, Z>(
  { candidates: { space }, entries, chosen, measure, goal }: Tabulated<X, Y, Z>,
): SearchTable {
  const { ranges, iteration } = space;
  const listed = space.paths.flatMap((path) => {
    const lists = rangesOf(path, ranges).map((range) => isNumericRange(range) ? [] : range.points());
    return lists.every(({ length }) => length > 0) ? [[path, Object.freeze(lists.flat())]] : [];
  });
  const counted = entries.some(({ iterations }) => iterations !== undefined) && iteration !== undefined;
  const scales = space.paths.map((path) => scaleName(rangesOf(path, ranges)[0]!)); // the paths are theirs
  return Object.freeze({
    names: Object.freeze(counted ? [...space.paths, iteration.path] : space.paths),
    scales: Object.freeze(counted ? [...scales, "log10"] : scales),
    values: Object.freeze(
      entries.map(({ trial: { values, iterations = iteration?.count } }) =>
        Object.freeze(counted ? [...values, iterations] : [...values])
      ),
    ),
    measurements: Object.freeze(entries.map(({ measurements }) => measurements[0]!)),
    measure,
    goal,
    numbers: Object.freeze(entries.map(({ number }) => number)),
    listed: Object.freeze(Object.fromEntries(listed)),
    ...(chosen && { chosen: entries.indexOf(chosen) }),
  });
}
