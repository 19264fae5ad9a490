import type { Observations } from "../core/observations.ts";
import { evaluationOf, evaluationsOf } from "./_evaluation_of.ts";
import { judgeOf } from "./_judge.ts";
import type { Job, Outcome } from "./_run_folds.ts";
import type { Setting } from "./_setting.ts";
import { type Folds, summarised } from "./_summarised.ts";
import type { Evaluation } from "./evaluation.ts";
import { EvaluationError, namesRow, said } from "./evaluation_error.ts";

/** The evaluations of all models. Throws where they were stopped, or where folds failed and that is not to be recorded. */
export function evaluationsFrom<X, Y, Z extends Observations>(
  jobs: readonly Job<X, Y, Z>[],
  outcomes: readonly (readonly Outcome<Z>[])[],
  setting: Setting,
): readonly Evaluation<Z>[] {
  const sizes = setting.pairs.map(({ test }) => test.length);
  const whole = { ...setting, sizes };
  const evaluations = jobs.map((job, m) => evaluationFrom(job, outcomes[m]!, whole));
  const list = evaluationsOf(evaluations);
  const error = errorOf(list, outcomes.flat(), setting);
  if (error === undefined) return list;
  for (const { tag } of jobs) setting.context.emit({ type: "fail", of: tag });
  throw error;
}

function evaluationFrom<X, Y, Z extends Observations>(
  { tag, model, judges }: Job<X, Y, Z>,
  outcomes: readonly Outcome<Z>[],
  { pairs, sizes, dependence, resampling, repeats, compact, judgedBy }: Setting & Folds,
): Evaluation<Z> {
  const failures = outcomes.flatMap((outcome, fold) =>
    outcome && "failed" in outcome ? [Object.freeze({ tag, fold, error: outcome.failed })] : []
  );
  const folds = outcomes.flatMap((outcome) =>
    outcome && "finished" in outcome && outcome.finished ? [Object.freeze(outcome.finished)] : []
  );
  const valuesOf = (m: number) =>
    outcomes.map((outcome) => outcome && "values" in outcome ? outcome.values[m] : undefined);
  const results = judges.map((judge, m) =>
    Object.freeze(summarised(judge, valuesOf(m), { sizes, dependence }))
  );
  const parts = { tag, results, pairs, failures, resampling, repeats, judgedBy };
  if (compact) return evaluationOf({ ...parts, folds: [] });
  return evaluationOf({
    ...parts,
    folds,
    perObservation: (measure) =>
      folds.map(({ prediction, truth }) => {
        const { id, each } = judgeOf(measure, model, truth);
        if (each) return each(prediction, truth);
        throw new TypeError(`Cannot tell ${id} for each observation: it judges them all at once`);
      }),
  });
}

// What is the same everywhere, such as a missing backend, is thrown as it is: there is nothing to keep.
function errorOf<Z extends Observations>(
  evaluations: readonly Evaluation[],
  outcomes: readonly Outcome<Z>[],
  { onError, stopped }: Setting,
): unknown {
  const finished = outcomes.filter((outcome) => outcome && "values" in outcome).length;
  const failures = evaluations.flatMap((evaluation) => evaluation.failures);
  const stop = stopped();
  if (stop && (outcomes.includes(undefined) || stop.always)) {
    const { reason } = stop;
    return outcomes.every((outcome) => outcome === undefined)
      ? reason
      : new EvaluationError(evaluations, { finished, reason });
  }
  const [first] = failures;
  if (!first || onError === "record") return undefined;
  const alike = finished === 0 && !namesRow(said(first.error)) &&
    failures.every(({ error }) => said(error) === said(first.error));
  return alike ? first.error : new EvaluationError(evaluations, { finished });
}
