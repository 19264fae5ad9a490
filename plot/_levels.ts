import { DataError } from "../core/errors.ts";
import type { Measure } from "../core/measure.ts";
import { brief } from "../core/show.ts";
import type { Categorical, Finite, Label } from "../data/mod.ts";
import { curveName } from "./_curves.ts";
import { probabilitiesOf, type Rowed } from "./_sources.ts";

/** What measures of curves say beside their points. */
interface Counted {
  readonly positives: number;
  readonly negatives: number;
}

/** What can be chosen of levels. */
interface LevelOptions {
  readonly positive: Label | undefined;
}

/** The levels that are judged, each against the others: `positive`, the second of two, or all of more. */
export function judgedLevels(
  doing: string,
  { levels }: Pick<Categorical, "levels">,
  { positive }: LevelOptions,
): readonly Label[] {
  if (positive !== undefined) return [positive];
  if (levels.length >= 2) return levels.length === 2 ? levels.slice(1) : levels;
  throw new DataError(`Cannot ${doing}: the levels are ${brief(levels)}; it needs two or more`);
}

/** The curve of each level that is judged, with its name; of several, those that some row is and another is not. */
export function curvesOfLevels<C extends Counted>(
  doing: string,
  rows: Rowed,
  { positive, measure }: LevelOptions & {
    measure(options: { readonly positive: Label }): Measure<Finite, Categorical, C>;
  },
): readonly { readonly name: string; readonly curve: C }[] {
  const { guess, truth } = probabilitiesOf(doing, rows);
  const all = judgedLevels(doing, truth, { positive }).map((level) => ({
    level,
    name: curveName(rows.name, level),
    curve: measure({ positive: level })(guess, truth, { weights: rows.weights }),
  }));
  const lacking = all.filter(({ curve }) => !(curve.positives > 0 && curve.negatives > 0));
  const [first] = lacking;
  if (first === undefined) return all;
  if (lacking.length < all.length) return all.filter((each) => !lacking.includes(each));
  throw new DataError(
    `Cannot ${doing} of ${brief(first.level)}: ${
      first.curve.positives > 0 ? "every" : "no"
    } row is that; give rows of both kinds`,
  );
}
