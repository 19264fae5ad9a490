import type { Learned, Predictor, Report } from "../core/model.ts";
import { printable } from "../core/show.ts";
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

/** A model that learned, and maybe others like it, all owned by the wrapper. */
export interface Owned {
  readonly inner: Learned;
  readonly folds?: readonly Learned[];
}

/** A wrapper that learned. Owns what is in its source until it is disposed or taken over. */
export class Derived<X, Z, R extends Report, S extends Owned> implements Predictor<X, Z> {
  readonly report: R;
  readonly #kind: string;
  #deriving: Deriving<X, Z, R, S> | undefined;

  constructor(deriving: Deriving<X, Z, R, S>) {
    this.report = Object.freeze(deriving.report);
    this.#kind = deriving.kind;
    this.#deriving = deriving;
    printable(this, () => `${this.#kind}: learned`);
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

  /** Gives up its source: whoever took that over owns it now. */
  release(): void {
    this.#deriving = undefined;
  }

  [Symbol.dispose](): void {
    if (this.#deriving) disposeOf(this.#deriving.source);
    this.#deriving = undefined;
  }

  #mine(operation: string): Deriving<X, Z, R, S> {
    if (this.#deriving) return this.#deriving;
    throw new Error(
      `Cannot ${operation} this ${this.#kind}: it was disposed, or taken over by a later fit; use what that fit gave`,
    );
  }
}

/** Disposes of a model that learned, and of others like it. */
export function disposeOf({ inner, folds = [] }: Owned): void {
  for (const learned of [inner, ...folds]) learned[Symbol.dispose]();
}
