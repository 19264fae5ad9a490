/** What a learner owns, until it is disposed of or gives it up. */
export interface Owned<T> extends Disposable {
  /** What is owned, for an operation: `"predict with"`. Throws an Error once it is not owned any more. */
  for(operation: string): T;
  /** Gives it up, for an update: who takes it frees it. Throws as `for` does. */
  release(): T;
}

/** Who owns, and what of it has to be freed. */
export interface Owning<T> {
  /** The kind of the model that learned it. */
  readonly kind: string;
  /** What of it has to be freed. */
  parts(held: T): Iterable<Disposable>;
}

/**
 * Keeps what something that learned is made of: frees it once, hands it over once, and refuses all else after that.
 *
 * @example What was handed over is not freed by its former owner.
 * ```ts
 * import { owned } from "@attune/attune/core";
 * import assert from "node:assert/strict";
 *
 * let freed = 0;
 * const part = { weight: 1, [Symbol.dispose]: () => void freed++ };
 * const mine = owned(part, { kind: "Line", parts: (part) => [part] });
 * assert.equal(mine.for("predict with").weight, 1);
 * mine.release();
 * mine[Symbol.dispose]();
 * assert.equal(freed, 0);
 * assert.throws(() => mine.for("predict with"), /Cannot predict with this Line: it was disposed, or taken over/);
 * ```
 */
export function owned<T>(held: T, { kind, parts }: Owning<NoInfer<T>>): Owned<T> {
  let mine: { readonly held: T } | undefined = { held };
  const given = (operation: string): T => {
    if (mine) return mine.held;
    throw new Error(
      `Cannot ${operation} this ${kind}: it was disposed, or taken over by a later fit; use what that fit gave`,
    );
  };
  return Object.freeze<Owned<T>>({
    for: given,
    release() {
      const taken = given("update");
      mine = undefined;
      return taken;
    },
    [Symbol.dispose]() {
      const left = mine;
      mine = undefined;
      if (left) { for (const part of parts(left.held)) part[Symbol.dispose](); }
    },
  });
}
