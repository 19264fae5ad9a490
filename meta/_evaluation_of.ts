import type { Measure } from "../core/measure.ts";
import type { Observations } from "../core/observations.ts";
import { brief, printable } from "../core/show.ts";
import { plainEvaluation } from "./_plain.ts";
import { decimal, showEvaluation, showEvaluations, withRadius } from "./_show_evaluation.ts";
import type { Evaluation, Result } from "./evaluation.ts";

/** What an evaluation is made of. */
export interface Parts<Z extends Observations> extends
  Pick<
    Evaluation<Z>,
    "tag" | "results" | "pairs" | "folds" | "failures" | "resampling" | "repeats" | "judgedBy"
  > {
  /** The values of a measure for the rows of each fold that finished; absent where there are no predictions. */
  readonly perObservation?: Evaluation<Z>["perObservation"];
}

/** An evaluation that prints. */
export function evaluationOf<Z extends Observations>(parts: Parts<Z>): Evaluation<Z> {
  const { tag, results } = parts;
  const evaluation: Evaluation<Z> = {
    perObservation() {
      throw new TypeError(
        `Cannot tell values for each observation of ${tag}: its predictions were not kept; evaluate without compact`,
      );
    },
    ...parts,
    line: `Evaluation(${[brief(tag), ...results.map(withRadius)].join(", ")})`,
    of<R>(measure: Measure<never, never, R> | string): Result<R> {
      const id = typeof measure === "string" ? measure : measure.id;
      const found = results.find((result) => result.measure === id);
      if (found) return found as Result<R>; // what that measure gave
      const known = results.map((result) => result.measure).join(", ");
      throw new RangeError(`Cannot tell ${id} of ${tag}: it was judged by ${known}`);
    },
    describe: () => describe(evaluation),
    toJSON: () => plainEvaluation(evaluation),
  };
  return Object.freeze(printable(evaluation, () => showEvaluation(evaluation)));
}

/** Evaluations that print as one table. */
export function evaluationsOf<Z extends Observations>(
  evaluations: readonly Evaluation<Z>[],
): readonly Evaluation<Z>[] {
  return Object.freeze(printable([...evaluations], () => showEvaluations(evaluations)));
}

function describe(
  { tag, resampling, repeats, pairs, failures, results }: Evaluation,
): Record<string, string | number> {
  const counts = { tag, resampling, repeats, folds: pairs.length, failed: failures.length };
  const entries = results.flatMap(({ measure: id, measurement, radius, interval }) => {
    const measure = id in counts ? `measure ${id}` : id;
    return [
      [measure, typeof measurement === "number" ? measurement : decimal(measurement)],
      ...radius === undefined ? [] : [[`${measure}.radius`, radius]],
      ...interval === undefined ? [] : [[`${measure}.low`, interval.low], [`${measure}.high`, interval.high]],
    ];
  });
  return { ...counts, ...Object.fromEntries(entries) };
}
