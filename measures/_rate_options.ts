import { oneOf, type SchemaOf } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import type { Label } from "../data/categorical.ts";
import { POSITIVE } from "./_positive.ts";

/**
 * What becomes of the levels: `"binary"`, one is positive and the others are not; `"macro"`, the mean over all levels,
 * each against the others, where a level without a value (NaN) adds nothing and is counted; `"micro"`, the value of
 * counts pooled over all levels; `"none"`, a value for each level.
 */
export type Average = "binary" | "macro" | "micro" | "none";

/** What can be chosen of a measure that judges one level against the others. */
export interface RateOptions {
  /** What becomes of the levels. `"binary"` if absent. */
  readonly average?: Average;
  /** The positive level, where the average is binary; the second of two if absent. */
  readonly positive?: Label;
}

/** The same, with nothing absent. */
export interface RateParams {
  readonly average: Average;
  readonly positive: Label | undefined;
}

/** The options' schema. */
export const RATE_OPTIONS: SchemaOf<RateParams> = Object.freeze({
  average: oneOf<Average>(["binary", "macro", "micro", "none"]),
  positive: POSITIVE,
});

/** Refuses a positive level where each is positive. */
export function checkPositive(name: string, { average, positive }: RateParams): void {
  if (positive === undefined || average === "binary") return;
  throw new TypeError(
    `Cannot set "positive" of ${name} where "average" is ${brief(average)}: ` +
      "each level is positive in its turn; leave it out",
  );
}
