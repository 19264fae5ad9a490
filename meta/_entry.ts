import type { Supervised } from "../core/model.ts";
import { printable, significant } from "../core/show.ts";
import { valuesInShort } from "./_values_in_short.ts";
import type { Candidates } from "./_candidates.ts";
import type { TrialOutcome } from "./_run_trials.ts";
import type { HistoryEntry } from "./history.ts";
import type { Trial } from "./search.ts";

/** What is known of a candidate. */
export interface Tried {
  readonly number: number;
  readonly trial: Trial;
  readonly measurements: readonly number[];
  readonly perFold: readonly (readonly number[])[];
  readonly loss: number;
  readonly failure?: string | undefined;
}

/** An entry of a history. There may be very many: it holds values and numbers alone, and makes its model when asked. */
export class Entry<X, Y, Z> implements HistoryEntry<Supervised<X, Y, Z>> {
  readonly number: number;
  readonly measurements: readonly number[];
  readonly perFold: readonly (readonly number[])[];
  readonly loss: number;
  readonly #trial: Trial;
  readonly #candidates: Candidates<X, Y, Z>;
  readonly #failure: string | undefined;

  constructor(
    { number, trial, measurements, perFold, loss, failure }: Tried,
    candidates: Candidates<X, Y, Z>,
  ) {
    this.number = number;
    this.measurements = measurements;
    this.perFold = perFold;
    this.loss = loss;
    this.#trial = trial;
    this.#candidates = candidates;
    this.#failure = failure;
    Object.freeze(this);
  }

  get trial(): Trial {
    return this.#trial;
  }

  get values(): Readonly<Record<string, unknown>> {
    const { paths } = this.#candidates.space;
    return Object.fromEntries(paths.map((path, i) => [path, this.#trial.values[i]]));
  }

  get model(): Supervised<X, Y, Z> {
    return this.#candidates.modelOf(this.#trial);
  }

  get iterations(): number | undefined {
    return this.#trial.iterations;
  }

  get from(): number | undefined {
    return this.#trial.from;
  }

  get failure(): string | undefined {
    return this.#failure;
  }

  /** All of it but the model, as plain data. */
  toJSON(): object {
    const { number, values, iterations, from, measurements, perFold, loss, failure } = this;
    return { number, values, iterations, from, measurements, perFold, loss, failure };
  }
}

/** What came of a candidate, as it was before measures were joined: what could only not be judged did not fail. */
export function outcomeOf<X, Y, Z>({ perFold, failure }: Entry<X, Y, Z>): TrialOutcome {
  const failed = perFold.length === 0 || perFold.some(({ length }) => length === 0);
  return { perFold, ...(failed && { failure }) };
}

printable<Entry<unknown, unknown, unknown>>(Entry.prototype, show);

function show(
  { number, values, iterations, measurements, perFold, failure }: Entry<unknown, unknown, unknown>,
): string {
  const name = `Candidate ${number}: ${valuesInShort({ values, iterations })}`;
  if (failure !== undefined) return `${name}; failed: ${failure}`;
  const folds = perFold.length > 1 ? `; by folds ${perFold.map(numbers).join(" | ")}` : "";
  return `${name}; measured ${numbers(measurements)}${folds}`;
}

function numbers(list: readonly number[]): string {
  return list.map((x) => significant(x, 4)).join(", ");
}
