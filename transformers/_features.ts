import { DataError } from "../core/errors.ts";
import { nearest } from "../core/names.ts";
import type { Scitype } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { flag, nested, type SchemaOf } from "../core/schema.ts";
import type { Table } from "../data/mod.ts";

/** Which columns a transformer treats. */
export interface FeatureParams {
  /** Names of columns, or a predicate on names; default, and if empty: all that suit. */
  readonly features: readonly string[] | ((name: string) => boolean);
  /** Whether `features` are those to leave alone. Default false. */
  readonly ignore: boolean;
}

/** The fields of {@linkcode FeatureParams}. */
export const FEATURES: SchemaOf<FeatureParams> = {
  features: nested<FeatureParams["features"]>(Object.freeze([]), {
    expected: "a list of column names, or a function of a name",
    is: (v) => typeof v === "function" || (Array.isArray(v) && v.every((name) => typeof name === "string")),
    doc: "which columns to treat; all that suit if empty",
  }),
  ignore: flag(false, "whether `features` are those to leave alone"),
};

/** Refuses to ignore nothing. */
export function checkFeatures({ features, ignore }: FeatureParams, kind: string): void {
  if (!ignore || typeof features === "function" || features.length > 0) return;
  throw new RangeError(`Cannot set "ignore" of ${kind}: there are no features to ignore; give their names`);
}

/**
 * Names of the columns to treat, in the order of the table. Throws a DataError for one that is named and absent, or unfit,
 * and a TypeError where a predicate gives anything but true or false.
 */
export function chosenFeatures(
  x: Table,
  params: FeatureParams,
  { kind, suits }: { readonly kind: string; readonly suits: readonly Scitype[] },
): readonly string[] {
  const { features, ignore } = params;
  const suited = x.names.filter((name) => suits.includes(x.column(name).scitype));
  if (typeof features === "function") return suited.filter((name) => chosenBy(features, name) !== ignore);
  if (features.length === 0) return suited;
  const absent = features.find((name) => !x.names.includes(name));
  if (absent !== undefined) {
    const meant = nearest(absent, x.names);
    throw new DataError(
      `Cannot treat column "${absent}" by ${kind}: the table has ${x.names.join(", ")}; ` +
        (meant ? `did you mean "${meant}"?` : "name some of these"),
      { column: absent, found: "no such column" },
    );
  }
  if (ignore) return suited.filter((name) => !features.includes(name));
  const unfit = features.find((name) => !suited.includes(name));
  if (unfit !== undefined) {
    const { scitype } = x.column(unfit);
    const setting = scitype[0]!.toLowerCase() + scitype.slice(1); // such flags admit columns of the scitype they name
    const remedy = Reflect.get(params, setting) === false ? `set ${setting}: true, coerce it` : "coerce it";
    throw new DataError(
      `Cannot treat column "${unfit}" by ${kind}: it is ${scitype}, and ${suits.join(" or ")} is wanted; ` +
        `${remedy}, or leave it out of features`,
      { column: unfit, found: scitype, wanted: suits.join(" or ") },
    );
  }
  return x.names.filter((name) => features.includes(name));
}

function chosenBy(features: (name: string) => boolean, name: string): boolean {
  const chosen: unknown = features(name);
  if (typeof chosen === "boolean") return chosen;
  throw new TypeError(
    `Cannot choose features: the function gave ${brief(chosen)} for "${name}"; give true or false`,
  );
}
