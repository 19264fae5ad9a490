import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import type { Categorical } from "../data/mod.ts";

/** Refuses a target that is not of classes, or has holes; `doing` says for what: `"balance classes"`. */
export function checkClasses(y: Categorical, doing: string): void {
  const { codes, scitype }: Partial<Categorical> = Object(y);
  if (!(codes instanceof Int32Array)) {
    const found = String(scitype ?? brief(y));
    throw new DataError(
      `Cannot ${doing}: the target is ${found}, and Multiclass or OrderedFactor is wanted; coerce it to Multiclass`,
      { column: "y", found, wanted: "Multiclass" },
    );
  }
  const hole = codes.indexOf(-1);
  if (hole < 0) return;
  throw new DataError(`Cannot ${doing}: the target is missing in row ${hole}; leave out such rows`, {
    column: "y",
    found: "missing values",
  });
}
