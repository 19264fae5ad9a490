import type { Model } from "../core/model.ts";

/** Who would let a model learn from copies of rows, and by what. */
export interface Copying {
  /** The kind of the wrapper. */
  readonly kind: string;
  /** The hyperparameter to blame: `"replacement: true"`. */
  readonly by: string;
}

/**
 * Refuses a model that holds rows out in its fit, or encodes them by the targets of others, for a wrapper that gives it
 * some rows more than once: it would judge rows by what it had learned of copies of them.
 */
export function refuseCopies({ kind, traits }: Model, wrapper: Copying): void {
  if (!traits.holdsOut) return;
  throw new TypeError(
    `Cannot wrap ${kind} by ${wrapper.kind} with ${wrapper.by}: it would judge rows by what it learned of their copies; ` +
      "put what repeats rows inside, e.g. calibrated(balanced(model)), and an encoder by the target before it, " +
      "e.g. pipeline(targetEncoder(), ensemble(model))",
  );
}
