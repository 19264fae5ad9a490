import type { Observations } from "../core/observations.ts";
import { significant } from "../core/show.ts";
import { Entry } from "./_entry.ts";
import { isLess } from "./selection/_least_of.ts";
import type { TrialOutcome } from "./_run_trials.ts";
import type { Course } from "./_search_course.ts";
import { type PlainTrials, plainTrials } from "./_plain_trials.ts";
import type { Trial, TrialResult } from "./search.ts";
import type { Goal } from "./selection.ts";

/** All candidates of a search: what was taken, and what came of it. */
export class Ledger<X extends Observations, Y extends Observations, Z extends Observations> {
  readonly #course: Course<X, Y, Z>;
  readonly #goals: readonly Goal[];
  readonly #trials: Trial[] = [];
  readonly #entries: (Entry<X, Y, Z> | undefined)[] = [];
  readonly #plain: PlainTrials;
  #done = 0;
  #known = 0;
  #begun = false;
  #failed: { readonly number: number; readonly error: unknown } | undefined;
  #best: Entry<X, Y, Z> | undefined;

  constructor(course: Course<X, Y, Z>) {
    this.#course = course;
    this.#plain = plainTrials(course.candidates.space);
    this.#goals = course.folds.judges.map(({ goal }) => goal);
    course.selection.lossOf(this.#goals.map(() => 0), this.#goals); // throws where it does not suit the measures
  }

  /** How many were taken. */
  get count(): number {
    return this.#trials.length;
  }

  /** Whether any was judged now, and not before. */
  get any(): boolean {
    return this.#done > this.#known;
  }

  /** What the first of those that failed now had thrown. */
  get error(): unknown {
    return this.#failed?.error;
  }

  /** The trial of a number, if it was taken. */
  trial(number: number): Trial | undefined {
    return this.#trials[number];
  }

  /** Takes a trial, and gives its number, and whether it still has to be judged. */
  take(trial: Trial): { readonly number: number; readonly open: boolean } {
    const number = this.#trials.push(trial) - 1;
    const kept = this.#read(number);
    const known = kept ?? this.#course.known.get(number);
    if (!known) return { number, open: true };
    if (!kept) this.#write(number, known);
    this.#known++;
    this.#enter(number, known);
    return { number, open: false };
  }

  /** Enters what came of a trial, and keeps it in the journal. */
  enter(number: number, outcome: TrialOutcome): void {
    const { failure, error } = outcome;
    if (failure !== undefined && !(this.#failed && this.#failed.number < number)) {
      this.#failed = { number, error };
    }
    this.#enter(number, outcome);
    this.#write(number, outcome);
    this.#tell();
  }

  /** Tells, before the first is judged, how many were judged earlier. */
  begin(): void {
    if (!this.#begun) this.#tell();
    this.#begun = true;
  }

  /** Tells, where there are fewer than there were to be, that these are all. */
  end(): void {
    if (this.#done < this.#course.n) this.#tell(this.#done);
  }

  /** Tells how far it is. */
  #tell(n = this.#course.n): void {
    const { context, folds: { judges }, subject } = this.#course;
    const best = this.#best && `${judges[0]!.id} ${significant(this.#best.measurements[0]!, 4)}`;
    context.emit({ type: "progress", of: `Tuning ${subject}`, done: this.#done, total: n, best });
  }

  /** What came of all trials from this number on, for the search; undefined if that is not known of each. */
  results(from: number): readonly TrialResult[] | undefined {
    const results: TrialResult[] = [];
    for (let number = from; number < this.count; number++) {
      const entry = this.#entries[number];
      if (!entry) return undefined;
      results.push({ number, trial: this.#trials[number]!, loss: entry.loss });
    }
    return results;
  }

  /** All that were judged, by number. */
  get entries(): readonly Entry<X, Y, Z>[] {
    return this.#entries.filter((entry) => entry !== undefined);
  }

  #enter(number: number, { perFold, failure }: TrialOutcome): void {
    const { folds, selection, candidates } = this.#course;
    const failed = failure !== undefined;
    const measurements = failed ? this.#goals.map(() => NaN) : folds.measurements(perFold);
    const loss = failed ? NaN : selection.lossOf(measurements, this.#goals);
    const finite = Number.isFinite(loss);
    const entry = new Entry({
      number,
      trial: this.#trials[number]!,
      measurements,
      perFold,
      loss: finite ? loss : NaN,
      failure: failed || finite ? failure : unjudged(folds.judges.map(({ id }) => id), measurements),
    }, candidates);
    this.#entries[number] = entry;
    this.#done++;
    if (finite && !(this.#best && !isLess(loss, this.#best.loss))) this.#best = entry;
  }

  #write(number: number, { perFold, failure }: TrialOutcome): void {
    const { journal } = this.#course;
    if (!journal) return;
    const trial = this.#plain.line(this.#trials[number]!);
    journal.write({ number, trial, folds: perFold, ...(failure !== undefined && { failure }) });
  }

  #read(number: number): TrialOutcome | undefined {
    const entry = this.#course.journal?.read(number);
    if (!entry) return undefined;
    const trial = this.#plain.line(this.#trials[number]!);
    if (entry.trial === trial) return { perFold: entry.folds, failure: entry.failure };
    throw new Error(
      `Cannot go on from the journal: candidate ${number} was ${entry.trial}, and the search now tries ${trial}; ` +
        "take another file",
    );
  }
}

function unjudged(ids: readonly string[], measurements: readonly number[]): string {
  return `judged by ${ids.map((id, i) => `${id} as ${measurements[i]}`).join(", ")}`;
}
