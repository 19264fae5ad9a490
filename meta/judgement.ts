import type { Observations } from "../core/observations.ts";

/** How what was learned so far does on rows that it did not learn from. */
export interface Judgement {
  /** After how many iterations. */
  readonly iterations: number;
  /** Name of the measure. */
  readonly measure: string;
  /** What it measured. */
  readonly measurement: number;
  /** What was predicted of the rows held out. */
  readonly prediction: Observations;
  /** What they were. */
  readonly truth: Observations;
}
