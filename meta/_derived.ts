import type { Learned, Predictor, Report } from "../core/model.ts";
import { joinSaved, type Saved } from "../core/saved.ts";

/** What a wrapper learned about a model that learned. */
export interface Deriving<X, Z, R, S> {
  readonly kind: string;
  /** The wrapped model, which learned, and what an update needs besides. */
  readonly source: S;
  /** Makes the wrapper's prediction of the model's. */
  readonly predict: (x: X) => Promise<Z>;
  readonly report: R;
  /** What the wrapper itself learned, as plain JSON data. */
  readonly saved: Saved["data"];
}

/** A wrapper that learned. Owns the model in its source until it is disposed or taken over. */
export class Derived<X, Z, R extends Report, S extends { readonly inner: Learned }>
  implements Predictor<X, Z> {
  readonly report: R;
  readonly #kind: string;
  #deriving: Deriving<X, Z, R, S> | undefined;

  constructor(deriving: Deriving<X, Z, R, S>) {
    this.report = Object.freeze(deriving.report);
    this.#kind = deriving.kind;
    this.#deriving = deriving;
  }

  async predict(x: X): Promise<Z> {
    return await this.#mine("predict with").predict(x);
  }

  async save(): Promise<Saved> {
    const { kind, saved, source } = this.#mine("save");
    return joinSaved({ kind, data: saved }, { model: await source.inner.save() });
  }

  /** What it was made of, which stays its own. */
  get source(): S {
    return this.#mine("update").source;
  }

  /** Gives up the model: whoever took that over owns it now. */
  release(): void {
    this.#deriving = undefined;
  }

  [Symbol.dispose](): void {
    this.#deriving?.source.inner[Symbol.dispose]();
    this.#deriving = undefined;
  }

  #mine(operation: string): Deriving<X, Z, R, S> {
    if (this.#deriving) return this.#deriving;
    throw new Error(
      `Cannot ${operation} this ${this.#kind}: it was disposed, or taken over by a later fit; use what that fit gave`,
    );
  }
}
