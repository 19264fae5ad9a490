import type { Predictor, Supervised } from "../core/model.ts";

/** What a trial learned on a fold, and the model that learned it. */
export interface KeptFold<X, Y, Z> {
  readonly model: Supervised<X, Y, Z>;
  readonly learned: Predictor<X, Z>;
}

/** What trials learned, for later ones to go on from. */
export class KeptTrials<X, Y, Z> implements Disposable {
  readonly #kept = new Map<string, KeptFold<X, Y, Z>>();

  /** Keeps what a trial learned on a fold. */
  put(trial: number, fold: number, kept: KeptFold<X, Y, Z>): void {
    this.#kept.set(keyOf(trial, fold), kept);
  }

  /** Hands over what a trial learned on a fold, where it is there. */
  take(trial: number | undefined, fold: number): KeptFold<X, Y, Z> | undefined {
    if (trial === undefined) return undefined;
    const key = keyOf(trial, fold);
    const found = this.#kept.get(key);
    this.#kept.delete(key);
    return found;
  }

  /** Frees what these trials do not go on from. */
  only(trials: ReadonlySet<number>): void {
    for (const [key, { learned }] of this.#kept) {
      if (trials.has(Number.parseInt(key))) continue;
      learned[Symbol.dispose]();
      this.#kept.delete(key);
    }
  }

  [Symbol.dispose](): void {
    for (const { learned } of this.#kept.values()) learned[Symbol.dispose]();
    this.#kept.clear();
  }
}

function keyOf(trial: number, fold: number): string {
  return `${trial} ${fold}`;
}
