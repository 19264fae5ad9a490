import { rangesOf } from "../_ranges_of.ts";
import type { Space } from "../search.ts";

/** Refuses a path that several ranges have, where one place in a range has to stand for one value. */
export function refuseRepeats({ ranges, paths }: Space, kind: string): void {
  const several = paths.find((path) => rangesOf(path, ranges).length > 1);
  if (several === undefined) return;
  throw new TypeError(
    `Cannot search "${several}" by ${kind}: it has several ranges; give one, or search by grid()`,
  );
}
