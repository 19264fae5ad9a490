import { DataError } from "../core/errors.ts";
import { counted } from "../core/show.ts";
import type { LearningCurve } from "../meta/mod.ts";
import { LIMIT } from "./_axis.ts";
import { whatIs } from "./_sources.ts";

/** What the seeds gave for a value: the least, the mean and the largest. */
export interface Summary {
  readonly low: number;
  readonly mean: number;
  readonly high: number;
}

/** A summary of each value of a curve; undefined where a seed failed. One at least is there. */
export function summariesOf(doing: string, curve: LearningCurve): readonly (Summary | undefined)[] {
  if (typeof curve !== "object" || curve === null || !("seeds" in curve) || !("measurements" in curve)) {
    throw new TypeError(`Cannot ${doing}: got ${whatIs(curve)}; give what learningCurve found`);
  }
  const { values, seeds, measurements } = curve;
  if (values.length !== measurements.length) {
    throw new DataError(
      `Cannot ${doing}: there are ${counted(values.length, "value")} and ${
        counted(measurements.length, "list")
      } of measurements; give as many of each`,
    );
  }
  const odd = measurements.findIndex((each) => each.length !== seeds.length);
  if (odd >= 0) {
    throw new DataError(
      `Cannot ${doing}: value ${odd} has ${counted(measurements[odd]!.length, "measurement")} for ${
        counted(seeds.length, "seed")
      }; give one a seed`,
    );
  }
  if (values.length === 0 || seeds.length === 0) {
    throw new DataError(
      `Cannot ${doing}: nothing was measured; give a curve of one value and one seed or more`,
    );
  }
  const summaries = measurements.map(summaryOf);
  if (summaries.some((each) => each)) return summaries;
  throw new DataError(`Cannot ${doing}: a seed or more failed for every value; see why training fails`);
}

function summaryOf(measured: readonly number[]): Summary | undefined {
  if (!measured.every((value) => Math.abs(value) < LIMIT)) return undefined;
  const mean = measured.reduce((sum, value) => sum + value / measured.length, 0);
  return { low: Math.min(...measured), mean, high: Math.max(...measured) };
}
