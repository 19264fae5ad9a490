import { counted } from "../../core/show.ts";
import type { Goal } from "../selection.ts";

const SIGNS: Readonly<Record<Goal, number>> = { min: 1, max: -1, none: 0 };

/** What measures gave, and whether less or more is better. */
export interface Measurements {
  readonly measurements: readonly number[];
  readonly goals: readonly Goal[];
}

/** Σ wᵢ sᵢ mᵢ: s is 1 for a loss, −1 for a score, 0 for what is neither. Where w or s is 0, m does not matter. */
export function weightedLoss(
  weights: readonly number[] | undefined,
  { measurements, goals }: Measurements,
): number {
  const factors = factorsOf(weights, goals);
  if (factors.every((factor) => factor === 0)) {
    throw new TypeError(
      "Cannot tell which candidates are better: of no measure that counts is it known whether less or more is better; " +
        "use one that says, e.g. by defineMeasure(), and a weight that is not 0",
    );
  }
  return factors.reduce((sum, w, i) => w === 0 ? sum : sum + w * measurements[i]!, 0);
}

/** The factors of measures: their weights with the signs of their goals. By default the first has weight 1, others 0. */
export function factorsOf(
  weights: readonly number[] | undefined,
  goals: readonly Goal[],
): readonly number[] {
  if (weights && weights.length !== goals.length) {
    throw new RangeError(
      `Cannot weigh ${counted(goals.length, "measure")} by ${counted(weights.length, "weight")}: ` +
        "give one for each",
    );
  }
  const factors = goals.map((goal, i) => SIGNS[goal] * (weights ? weights[i]! : Number(i === 0)));
  return factors.map((factor) => factor === 0 ? 0 : factor); // no −0
}
