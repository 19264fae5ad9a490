import type { Evaluation, Evaluations } from "./evaluation.ts";

/** A fold that could not be learned from or judged by. */
export interface Failure {
  /** Which model it was. */
  readonly tag: string;
  /** Which fold, from 0. */
  readonly fold: number;
  /** What was thrown. */
  readonly error: unknown;
}

/** Some folds of an evaluation failed, or it was aborted; what finished is not lost. `cause` is the first error. */
export class EvaluationError extends Error {
  /** `"EvaluationError"`; after an abort the name of its reason, as of any aborted run: `"AbortError"`. */
  override readonly name: string;
  /** One evaluation for each model, with the folds that finished. */
  readonly evaluations: Evaluations;
  /** What failed, model by model, fold by fold. */
  readonly failures: readonly Failure[];

  /** `finished` counts folds of all models; `reason` is what a signal was aborted with, where it was. */
  constructor(evaluations: Evaluations, { finished, reason }: Ending) {
    const failures = evaluations.flatMap((evaluation) => evaluation.failures);
    super(messageOf(evaluations, { finished, reason }), { cause: reason ?? failures[0]?.error });
    this.name = reason instanceof Error ? reason.name : "EvaluationError";
    this.evaluations = evaluations;
    this.failures = failures;
  }
}

interface Ending {
  readonly finished: number;
  readonly reason?: unknown;
}

function messageOf(evaluations: Evaluations, { finished, reason }: Ending): string {
  const total = evaluations.reduce((sum, { pairs }) => sum + pairs.length, 0);
  const kept = `the ${finished} that finished are in "evaluations" of this error`;
  const lines = evaluations.flatMap((evaluation) => failuresOf(evaluation));
  if (reason !== undefined) {
    const stopped = `Cannot go on evaluating: stopped (${
      said(reason)
    }) before all ${total} folds were done; ${kept}`;
    return [stopped, ...lines].join("\n");
  }
  const failed = evaluations.reduce((sum, { failures }) => sum + failures.length, 0);
  return `Cannot finish the evaluation: ${failed} of ${total} folds failed; ${kept}, and onError: "record" gives ` +
    `them without an error\n${lines.join("\n")}`;
}

// Folds that failed for the same reason stand on one line.
function failuresOf({ tag, failures, pairs }: Evaluation): string[] {
  const reasons = [...new Set(failures.map(({ error }) => said(error)))];
  return reasons.map((reason) => {
    const folds = failures.filter(({ error }) => said(error) === reason).map(({ fold }) => fold + 1);
    return `  ${tag}, fold ${folds.join(", ")} of ${pairs.length}: ${reason}`;
  });
}

/** What an error says, for a line. */
export function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
