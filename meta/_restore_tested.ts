import type { Context } from "../core/context.ts";
import { SavedError } from "../core/errors.ts";
import { liftReport } from "../core/lift.ts";
import type { Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { restorePart, restoreParts } from "../core/restore_part.ts";
import { joinSaved, type Saved } from "../core/saved.ts";
import type { Categorical, Finite } from "../data/mod.ts";
import { tasksFor, type Tested } from "./_fit_tested.ts";
import { useArrays, usesIn } from "./_saved_rows.ts";
import type { Pair, Resampling } from "./resampling.ts";

/** What a classifier and those like it learned, and what their wrapper decided by them: all that is saved of it. */
export interface Saving<X> extends Pick<Tested<X>, "inner" | "folds" | "report"> {
  readonly kind: string;
  readonly data: Saved["data"];
}

/** What a wrapper saves that held rows out; `report` is the wrapper's. */
export async function savedTested<X>({ kind, data, inner, folds, report }: Saving<X>): Promise<Saved> {
  const parts: Record<string, Saved> = { model: await inner.save() };
  for (const [fold, learned] of folds.entries()) parts[`fold ${fold}`] = await learned.save();
  return joinSaved({ kind, data: { ...data, folds: folds.length }, arrays: useArrays(report) }, parts);
}

/** What such a wrapper saved, and what it may go on from. */
export interface Restoring<X> {
  readonly model: Supervised<X, Categorical, Finite>;
  /** How rows are held out; absent where none are. */
  readonly resampling?: Resampling | readonly Pair[] | undefined;
  readonly saved: Saved;
  readonly context: Context;
  readonly data: Examples<X, Categorical> | undefined;
}

/** What {@linkcode savedTested} was given: the report as far as it is that of the classifier, and all uses of rows. */
export async function restoreTested<X extends Observations>(
  { model, resampling, saved, context, data }: Restoring<X>,
): Promise<Pick<Tested<X>, "inner" | "folds" | "report">> {
  const { kind, data: { folds: count } } = saved;
  if (typeof count !== "number" || !Number.isInteger(count) || count < 0 || count > saved.arrays.size + 1) {
    throw new SavedError(`Cannot restore ${kind}: how many folds it has is not told`, kind);
  }
  const tasks = data && resampling && tasksFor({ kind, model, data, resampling, context });
  const names = ["model", ...Array.from({ length: count }, (_, fold) => `fold ${fold}`)];
  const [inner, ...folds] = await restoreParts(names.map((name, i) => () => {
    const task = tasks?.[i];
    const own = task && i > 0 ? { ...context, rng: task.rng } : context;
    return restorePart(model, { saved, name, context: own, data: tasks ? task?.data() : data });
  }));
  return { inner: inner!, folds, report: { ...liftReport(inner!.report, "model"), ...usesIn(saved) } }; // there is a model
}
