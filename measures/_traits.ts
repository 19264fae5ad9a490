import type { Measure } from "../core/measure.ts";
import type { Scitype } from "../core/observations.ts";
import type { Field } from "../core/schema.ts";

/** Whether less or more is better, or neither. */
export const GOALS: readonly [Measure["goal"], ...Measure["goal"][]] = Object.freeze(
  ["min", "max", "none"] as const,
);

/** What is judged. */
export const SUBJECTS: readonly [Measure["of"], ...Measure["of"][]] = Object.freeze(
  ["point", "distribution"] as const,
);

/** Scitypes of truths. */
export const SCITYPES: readonly [Scitype, ...Scitype[]] = Object.freeze(
  ["Continuous", "Count", "Multiclass", "OrderedFactor", "Textual", "GrayImage", "ColorImage"] as const,
);

/** Any text. */
export const TEXT: Field<string> = Object.freeze({
  default: "",
  expected: "a string",
  doc: "",
  accepts: (value: unknown) => typeof value === "string",
});
