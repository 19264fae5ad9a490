import type { Predictor, Report } from "../core/model.ts";
import { type Owned, owned } from "../core/owned.ts";
import type { Saved } from "../core/saved.ts";
import { printable } from "../core/show.ts";

/** What a wrapper learned about models that learned. */
export interface Wrapping<X, Z, R, S> {
  readonly kind: string;
  /** What an update goes on from. */
  readonly source: S;
  /** The models that learned, which are the wrapper's own from now on. */
  readonly parts: readonly Disposable[];
  readonly report: R;
  /** Makes the wrapper's prediction of those of the models. */
  predict(x: X): Promise<Z>;
  save(): Promise<Saved>;
}

/** A wrapper that learned. */
export class LearnedWrapper<X, Z, R extends Report, S> implements Predictor<X, Z> {
  readonly report: R;
  readonly #wrapping: Owned<Wrapping<X, Z, R, S>>;

  constructor(wrapping: Wrapping<X, Z, R, S>) {
    const { kind, report } = wrapping;
    this.report = Object.freeze(report);
    this.#wrapping = owned(wrapping, { kind, parts: ({ parts }) => parts });
    printable(this, () => `${kind}: learned`);
  }

  async predict(x: X): Promise<Z> {
    return await this.#wrapping.for("predict with").predict(x);
  }

  async save(): Promise<Saved> {
    return await this.#wrapping.for("save").save();
  }

  /** What an update goes on from, which stays its own. */
  get source(): S {
    return this.#wrapping.for("update").source;
  }

  /** Gives up what it owns: whoever took that over owns it now. */
  release(): void {
    this.#wrapping.release();
  }

  [Symbol.dispose](): void {
    this.#wrapping[Symbol.dispose]();
  }
}
