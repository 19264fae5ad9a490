import type { Run } from "../control.ts";

/** The training losses of a run. Throws a TypeError where a model is trained that reports none. */
export function trainingLosses({ losses, subject: { learned, model } }: Run): readonly number[] {
  if (!learned || learned.report.losses) return losses;
  throw new TypeError(
    `Cannot look at training losses of ${model?.kind}: it reports none; use controls that need the loss alone`,
  );
}
