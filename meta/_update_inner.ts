import type { Context } from "../core/context.ts";
import type { Learned, Model } from "../core/model.ts";
import { diff } from "../core/params.ts";

/** What a wrapped model goes on from. */
export interface Onwards<D, L extends Learned> {
  readonly learned: L;
  /** The model that learned it. */
  readonly old: Model<D, L>;
  readonly data: D;
  readonly context: Context;
}

/**
 * A wrapped model's update, of whatever kind it was before: what was learned itself where the model is the same,
 * `undefined` where it cannot go on.
 */
export function updateInner<D, L extends Learned>(
  model: Model<D, L>,
  { learned, old, data, context }: Onwards<D, L>,
): Promise<L> | undefined {
  if (model.kind !== old.kind) return undefined;
  if (diff(old, model).length === 0) return Promise.resolve(learned);
  return model.update?.(learned, old, data, context);
}
