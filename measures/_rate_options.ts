import { DataError } from "../core/errors.ts";
import { checkNames } from "../core/names.ts";
import { brief } from "../core/show.ts";
import type { Label } from "../data/categorical.ts";
import type { Rate } from "./_rates.ts";

/**
 * What becomes of the levels: `"binary"`, one of two is positive; `"macro"`, the mean over all levels, each against
 * the others, where a level without a value (NaN) adds nothing and is counted; `"micro"`, the value of counts pooled
 * over all levels; `"none"`, a value for each level.
 */
export type Average = "binary" | "macro" | "micro" | "none";

/** What can be chosen of a measure that judges one level against the others. */
export interface RateOptions {
  /** What becomes of the levels. `"binary"` if absent. */
  readonly average?: Average;
  /** The positive level, where the average is binary. The second if absent. */
  readonly positive?: Label;
}

/** Refuses options of other names or values, and a positive label where there is none. */
export function checkRateOptions({ id, options: others = [] }: Rate, options: RateOptions): void {
  checkNames(id, options, ["average", "positive", ...others]);
  const { average = "binary", positive } = options;
  if (!["binary", "macro", "micro", "none"].includes(average)) {
    throw new RangeError(
      `Cannot set "average" of ${id}: expected one of "binary", "macro", "micro", "none", got ${
        brief(average)
      }`,
    );
  }
  if (positive === undefined || average === "binary") return;
  throw new TypeError(
    `Cannot set "positive" of ${id} where "average" is ${
      brief(average)
    }: each level is positive in its turn; ` +
      "leave it out",
  );
}

/** The place of the positive one of two levels: the second, unless `positive` says otherwise. */
export function positiveCode(
  levels: readonly Label[],
  { id, positive }: { readonly id: string; readonly positive: Label | undefined },
): number {
  if (levels.length !== 2) {
    throw new DataError(
      `Cannot judge guesses by ${id}: the levels are ${brief(levels)}; it needs exactly two, ` +
        'or one against the others in turn, with average: "macro"',
      { found: brief(levels), wanted: "two levels" },
    );
  }
  const code = positive === undefined ? 1 : levels.indexOf(positive);
  if (code >= 0) return code;
  throw new DataError(
    `Cannot take ${brief(positive)} for the positive label of ${id}: the levels are ${brief(levels)}; ` +
      "give one of them",
    { found: brief(positive), wanted: brief(levels) },
  );
}
