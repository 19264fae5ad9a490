import type { Aggregation, Measure } from "../core/measure.ts";
import { averaged, OF_TARGETS } from "./_define.ts";
import { type Numbers, overTargets } from "./_targets.ts";

/** What a loss of numbers says of itself. */
export interface NumberLossTraits {
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly formula: string;
  /** How the rows, and the targets of a row, become one. The mean if absent. */
  readonly aggregation?: Aggregation;
}

/** The measure that aggregates `loss(guess, truth)`, less being better; of tables within each row first. */
export function numberLoss(
  traits: NumberLossTraits,
  loss: (guess: number, truth: number) => number,
): Measure<Numbers, Numbers> {
  const { aggregation = "mean" } = traits;
  return averaged(
    { ...traits, ...OF_TARGETS, goal: "min", aggregation },
    overTargets(loss, aggregation),
  );
}
