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
  const kept = `${finished} finished, kept in "evaluations" of this error`;
  const lines = evaluations.flatMap(failureLines);
  const rowsNote = lines.some((line) => namesRow(line))
    ? "; rows are counted within the training rows of a fold"
    : "";
  if (reason !== undefined) {
    const stopped = `Cannot go on evaluating: stopped (${
      said(reason)
    }) before all ${total} folds were done; ${kept}`;
    return [stopped, ...lines].join("\n");
  }
  const failed = evaluations.reduce((sum, { failures }) => sum + failures.length, 0);
  return `Cannot finish the evaluation: ${failed} of ${total} folds failed; ${kept}; onError: "record" gives ` +
    `them without an error${rowsNote}\n${lines.join("\n")}`;
}

/** Whether a message names a row: its number is one among the training rows of a fold, not of the data. */
export function namesRow(message: string): boolean {
  return /\brow \d/.test(message);
}

/** A line for each reason: the folds that failed for it. */
export function failureLines({ tag, failures, pairs }: Evaluation): string[] {
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
