import { DataError } from "../core/errors.ts";
import type { Field } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import type { Categorical, Label } from "../data/mod.ts";
import { checkClasses } from "./_check_classes.ts";

/** What the probability of the second of two levels must exceed, or a threshold for each level, by label. */
export type Thresholds = number | Readonly<Record<string, number>>;

/** The hyperparameter. */
export const THRESHOLD: Field<Thresholds | "tuned"> = {
  default: 0.5,
  expected: 'a number in [0, 1), "tuned", or a number > 0 for each level, e.g. { no: 0.7, yes: 0.3 }',
  doc: "what the probability of the second level must exceed, or one for each level",
  accepts(value) {
    if (typeof value === "number") return value >= 0 && value < 1;
    if (value === "tuned") return true;
    return typeof value === "object" && value !== null && !Array.isArray(value) &&
      Object.values(value).every((t) => typeof t === "number" && t > 0 && t < Infinity);
  },
};

/** A threshold for each level, in their order. */
export function thresholdsFor(levels: readonly Label[], chosen: Thresholds): number[] {
  if (typeof chosen === "number") return [1 - chosen, chosen];
  return levels.map((label) => chosen[String(label)]!);
}

/** Refuses a target that is not of classes, has holes, or whose levels the thresholds do not suit. */
export function checkLevels(y: Categorical, given: Thresholds | "tuned"): void {
  checkClasses(y, "predict labels by a threshold");
  const labels = y.levels.map(String);
  const found = `${labels.length} level${labels.length === 1 ? "" : "s"} (${labels.join(", ")})`;
  if (typeof given !== "object") {
    if (labels.length === 2) return;
    throw new DataError(
      `Cannot predict labels by the threshold ${brief(given)}: the target has ${found}, and 2 are wanted; ` +
        "give a threshold for each level, by label",
      { column: "y", found, wanted: "2 levels" },
    );
  }
  const names = Object.keys(given);
  if (names.length === labels.length && labels.every((label) => Object.hasOwn(given, label))) return;
  throw new DataError(
    `Cannot predict labels by thresholds for ${
      names.join(", ")
    }: the target has ${found}; give one for each level`,
    { column: "y", found, wanted: names.join(", ") },
  );
}
