import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import { type Categorical, isCategorical, isNumeric, type Label, type Numeric } from "../data/mod.ts";

/** A target as numbers: one column of them, or one for each class. */
export interface TargetColumns {
  /** The columns, each of as many numbers as there are rows. */
  readonly targets: readonly Float64Array[];
  /** The class of each column, where there are several. */
  readonly classes: readonly Label[] | null;
}

/**
 * A target of numbers as it is, of two classes as 1 for the first, of more classes as an indicator for each. Throws a
 * DataError for another target, with holes, or of fewer than two classes.
 */
export function targetColumns(y: Categorical | Numeric, kind: string): TargetColumns {
  if (isCategorical(y)) return classNumbers(y, kind);
  if (!isNumeric(y)) {
    const found = Reflect.get(Object(y), "scitype");
    throw new DataError(
      `Cannot fit ${kind}: the target is ${brief(found)}, and numbers or classes are wanted; coerce it`,
      { column: "y", found: String(found), wanted: "Continuous, Count, Multiclass or OrderedFactor" },
    );
  }
  const odd = y.values.findIndex((v) => !Number.isFinite(v));
  if (odd < 0) return { targets: [y.values], classes: null };
  throw holed(kind, Number.isNaN(y.values[odd]) ? "missing" : String(y.values[odd]), odd);
}

function classNumbers({ codes, levels }: Categorical, kind: string): TargetColumns {
  const hole = codes.indexOf(-1);
  if (hole >= 0) throw holed(kind, "missing", hole);
  if (levels.length < 2) {
    throw new DataError(
      `Cannot fit ${kind}: the target has the levels ${brief(levels)}, and at least 2 are wanted`,
      { column: "y", found: `${levels.length} levels`, wanted: "at least 2 levels" },
    );
  }
  const classes = levels.length === 2 ? levels.slice(0, 1) : levels;
  const targets = classes.map((_, k) => Float64Array.from(codes, (code) => Number(code === k)));
  return { targets, classes: levels.length === 2 ? null : levels };
}

function holed(kind: string, found: string, row: number): DataError {
  return new DataError(`Cannot fit ${kind}: the target is ${found} in row ${row}; leave out such rows`, {
    column: "y",
    found,
    wanted: "finite values",
  });
}
