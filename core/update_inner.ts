import { announcing } from "./announcing.ts";
import type { Context } from "./context.ts";
import type { Learned, Model } from "./model.ts";
import { diff } from "./params.ts";

/** What a wrapped model goes on from. */
export interface Onwards<D, L extends Learned> {
  /** What was learned. */
  readonly learned: L;
  /** The model that learned it. */
  readonly old: Model<D, L>;
  /** The same data. */
  readonly data: D;
  /** How to run. */
  readonly context: Context;
  /** The kind of the wrapper: that it goes on is told before anything that the wrapped model tells. Default: not told. */
  readonly wrapper?: string;
}

/**
 * A wrapped model's `update`, of whatever kind it was before: what was learned itself where the model is the same,
 * `undefined`, with nothing told, where it cannot go on. Where it throws, what was learned is lost, as with any `update`.
 */
export function updateInner<D, L extends Learned>(
  model: Model<D, L>,
  { wrapper, ...from }: Onwards<D, L>,
): Promise<L> | undefined {
  const { learned, old, data } = from;
  if (model.kind !== old.kind) return undefined;
  const { context, tell } = wrapper === undefined
    ? { context: from.context, tell() {} }
    : announcing(wrapper, from.context);
  // whether the model goes on shows when it tells so
  if (diff(old, model).length > 0) return model.update?.(learned, old, data, context);
  tell();
  return Promise.resolve(learned);
}
