import type { Observations } from "../core/observations.ts";

/** A measurement after some iterations. */
export interface Measured {
  /** After how many iterations. */
  readonly iterations: number;
  /** What was measured. */
  readonly measurement: number;
}

/** How what was learned so far does on rows that it did not learn from. */
export interface Judgement extends Measured {
  /** Name of the measure. */
  readonly measure: string;
  /** Whether less or more of it is better. */
  readonly goal: "min" | "max";
  /** What was predicted of the rows held out. */
  readonly prediction: Observations;
  /** What they were. */
  readonly truth: Observations;
}
