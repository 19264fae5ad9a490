import { type Field, nested } from "../core/schema.ts";
import type { Pair, Resampling } from "./resampling.ts";
import { isResampling } from "./resampling/_run.ts";
import { holdout } from "./resampling/holdout.ts";

/** The hyperparameter of a wrapper that says which of its rows are held out; where none is given, a fifth of each class. */
export function resamplingField(
  doc: string,
  fallback: Resampling = holdout({ share: 0.8, shuffled: true, stratified: true }),
): Field<Resampling | readonly Pair[]> {
  return nested<Resampling | readonly Pair[]>(fallback, {
    expected: "a resampling, e.g. cv(), or a list of { train, test }",
    is: isResamplingOrPairs,
    doc,
  });
}

/** Whether a value says which rows are held out: a resampling, or pairs. */
export function isResamplingOrPairs(value: unknown): boolean {
  return isResampling(value) || (Array.isArray(value) && value.length > 0);
}
