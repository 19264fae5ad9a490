import { aggregate } from "../measures/mod.ts";
import { correctedInterval, type Dependence, deviation } from "./_interval.ts";
import type { Judge } from "./_judge.ts";
import type { Result } from "./evaluation.ts";

/** What is the same for the values of all models and measures. */
export interface Folds {
  /** Test rows of each fold. */
  readonly sizes: readonly number[];
  readonly dependence: Dependence;
}

/** Values of several folds as one, and how far they spread. Nothing stands for a fold that failed. */
export function summarised(
  { id, goal, operation, aggregation, combine }: Judge,
  values: readonly unknown[],
  { sizes, dependence }: Folds,
): Result {
  const named = { measure: id, goal, operation };
  const known = values.filter((value) => value !== undefined);
  // what a measure without a goal would have given is unknown if every fold failed
  if (known.some((value) => typeof value !== "number") || known.length === 0 && goal === "none") {
    const measurement = values.length === 1
      ? values[0]
      : values.includes(undefined)
      ? undefined
      : combine?.(values, sizes);
    return { ...named, measurement, perFold: values, radius: undefined, interval: undefined };
  }
  const numbers = values.map((value) => typeof value === "number" ? value : NaN);
  const measurement = overFolds(numbers, { aggregation, sizes });
  const interval = aggregation === "sum" ? undefined : correctedInterval(measurement, numbers, dependence);
  return { ...named, measurement, perFold: numbers, radius: radiusOf(numbers), interval };
}

/** Numbers of several folds as one: in a mean, folds count by how many test rows they have. */
export function overFolds(
  numbers: readonly number[],
  { aggregation, sizes }: Pick<Judge, "aggregation"> & Pick<Folds, "sizes">,
): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const weights = aggregation === "sum" ? undefined : sizes.map((size) => sizes.length * size / total);
  return aggregate(numbers, aggregation, { weights });
}

// 1.96 · s / √(folds − 1), as MLJ has it
function radiusOf(values: readonly number[]): number {
  return values.length < 2 ? Infinity : 1.96 * deviation(values) / Math.sqrt(values.length - 1);
}
