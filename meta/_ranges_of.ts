import type { Range } from "./range.ts";

/** The ranges of a path: there may be several. */
export function rangesOf(path: string, ranges: readonly Range[]): readonly Range[] {
  return ranges.filter(({ params }) => params.path === path);
}
