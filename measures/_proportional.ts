import { type Field, real } from "../core/schema.ts";

/** What can be chosen of a measure of errors as shares of the truth. */
export interface ProportionalOptions {
  /** Rows whose truth is no further from 0 than this add nothing, and are counted. 2⁻⁵² if absent. */
  readonly tolerance?: number;
}

const EPSILON = 2 ** -52; // distance from 1 to the next float64

/** The options' schema. */
export const PROPORTIONAL: Readonly<Record<"tolerance", Field<number>>> = Object.freeze({
  tolerance: real(EPSILON, { min: 0 }),
});

/** The id of a measure with this tolerance. */
export function proportionalId(id: string, tolerance: number): string {
  return tolerance === EPSILON ? id : `${id}(tolerance = ${tolerance})`;
}

/** The error as a share of the truth; 0 where the truth is too near to 0. */
export function shareOf(tolerance: number): (guess: number, truth: number) => number {
  return (guess, truth) => Math.abs(truth) <= tolerance ? 0 : (guess - truth) / truth;
}
