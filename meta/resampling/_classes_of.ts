import { DataError } from "../../core/errors.ts";
import type { Observations } from "../../core/observations.ts";
import type { Categorical } from "../../data/mod.ts";

/** The target as classes. Throws a DataError, which says what else would do, if it is not of classes. */
export function classesOf(y: Observations, { instead }: { readonly instead: string }): Categorical {
  if (isClasses(y)) return y;
  throw new DataError(
    `Cannot stratify folds: the target is not of classes; ${instead}, or coerce it to Multiclass`,
    { column: "y", wanted: "Multiclass" },
  );
}

/** Whether a target is of classes. */
export function isClasses(y: Observations & { readonly codes?: unknown }): y is Categorical {
  return y.codes instanceof Int32Array;
}
