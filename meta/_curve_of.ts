import { aligned, brief, printable, significant } from "../core/show.ts";
import type { LearningCurve } from "./history.ts";

/** A learning curve that prints as a table. */
export function curveOf(curve: LearningCurve): LearningCurve {
  return Object.freeze(printable(curve, show));
}

function show({ path, values, seeds, measurements, measure }: LearningCurve): string {
  const heads = seeds.length === 1 ? [measure] : seeds.map((seed) => `${measure}, seed ${seed}`);
  const rows = values.map((value, i) => [
    typeof value === "number" ? significant(value, 4) : brief(value),
    ...measurements[i]!.map((number) => significant(number, 4)),
  ]);
  return aligned([[path, ...heads], ...rows]);
}
