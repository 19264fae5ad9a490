import type { Context } from "./context.ts";
import { SavedError } from "./errors.ts";
import type { Learned, Model } from "./model.ts";
import { partOf, type Saved } from "./saved.ts";

/** A part of what a wrapper saved. */
export interface RestoringPart<D> {
  /** What the wrapper saved. */
  readonly saved: Saved;
  /** The name of the part. */
  readonly name: string;
  /** How to run. */
  readonly context: Context;
  /** What the part learned from, where the data are given. */
  readonly data?: D | undefined;
}

/** What a wrapped model learned, of a part of what its wrapper saved. Throws a SavedError where it cannot be restored. */
export async function restorePart<D, L extends Learned>(
  model: Model<D, L>,
  { saved, name, context, data }: RestoringPart<D>,
): Promise<L> {
  if (model.restore) return await model.restore(partOf(saved, name), context, data);
  throw new SavedError(
    `Cannot restore ${saved.kind}: ${model.kind} cannot be restored; fit it anew`,
    model.kind,
  );
}

/** Restores several parts, one after the other. Where one fails, those before it are disposed of. */
export async function restoreParts<T extends Disposable>(
  restores: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const parts: T[] = [];
  try {
    for (const restore of restores) parts.push(await restore());
    return parts;
  } catch (error) {
    for (const part of parts) part[Symbol.dispose]();
    throw error;
  }
}
