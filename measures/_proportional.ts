import { real } from "../core/schema.ts";

/** What can be chosen of a measure of errors as shares of the truth. */
export interface ProportionalOptions {
  /** Rows whose truth is no further from 0 than this add nothing, and are counted. 2⁻⁵² if absent. */
  readonly tolerance?: number;
}

/** The options' schema. */
export const PROPORTIONAL = Object.freeze({ tolerance: real(Number.EPSILON, { min: 0 }) });

/** The error as a share of the truth; 0 where the truth is too near to 0. */
export function shareOf(tolerance: number): (guess: number, truth: number) => number {
  return (guess, truth) => Math.abs(truth) <= tolerance ? 0 : (guess - truth) / truth;
}
