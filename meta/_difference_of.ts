import { aggregate } from "../measures/mod.ts";
import { correctedError, type Dependence } from "./_interval.ts";
import { studentQuantile, studentTail } from "./_student.ts";
import type { Difference } from "./comparison.ts";

/** What the first values have more than the others, paired, by the corrected resampled t test. */
export function differenceOf(
  values: readonly number[],
  others: readonly number[],
  dependence: Dependence,
): Difference {
  const differences = values.map((value, fold) => value - others[fold]!);
  const mean = aggregate(differences, "mean");
  const error = correctedError(differences, dependence);
  const freedom = dependence.folds - 1;
  const radius = studentQuantile(0.975, freedom) * error;
  // Differences that are all alike have no spread: certain, unless they are 0.
  const p = error === 0 ? Number(mean === 0) : studentTail(mean / error, freedom);
  return Object.freeze({ mean, low: mean - radius, high: mean + radius, p });
}
