import type { Predictor, Report } from "../core/model.ts";
import { type Owned, owned } from "../core/owned.ts";
import type { Saved } from "../core/saved.ts";
import { brief, printable, significant } from "../core/show.ts";

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
  /** What is printed. Default: what the wrapper itself has to report. */
  show?(): string;
}

/** A wrapper that learned. */
export class LearnedWrapper<X, Z, R extends Report, S> implements Predictor<X, Z> {
  readonly report: R;
  readonly #wrapping: Owned<Wrapping<X, Z, R, S>>;

  constructor(wrapping: Wrapping<X, Z, R, S>) {
    const { kind, report } = wrapping;
    this.report = Object.freeze(report);
    this.#wrapping = owned(wrapping, { kind, parts: ({ parts }) => parts });
    printable(this, wrapping.show ?? (() => show(kind, report)));
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

/** What reports hold of the models inside, or at length. */
const LEFT_OUT = ["losses", "rows", "model", "transformer", "controls", "judged"];

// With what the wrapper itself has to report: a threshold, a temperature, sizes of classes.
function show(kind: string, report: Report): string {
  const facts = Object.entries(report)
    .filter(([name]) => !LEFT_OUT.includes(name))
    .map(([name, value]) => `${name} = ${typeof value === "number" ? significant(value, 4) : brief(value)}`);
  return facts.length > 0 ? `${kind}: learned, ${facts.join(", ")}` : `${kind}: learned`;
}
