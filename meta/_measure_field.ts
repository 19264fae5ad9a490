import { type Field, nested } from "../core/schema.ts";
import type { AnyMeasure } from "./_judge.ts";

/** The hyperparameter of a wrapper that says what it judges by; none stands for the one that suits. */
export function measureField(doc: string): Field<AnyMeasure | undefined> {
  return nested<AnyMeasure | undefined>(undefined, {
    expected: "a measure, e.g. logLoss",
    is: (value) => typeof value === "function",
    doc,
  });
}
