import type { Backend } from "./backend.ts";
import type { Context, Event, Listener, RunOptions } from "./context.ts";
import { checkModel } from "./check_model.ts";
import { NotLearnedError } from "./errors.ts";
import { savedMachine } from "./_machine_file.ts";
import type { Learned, Model, Report } from "./model.ts";
import { allRows, type Rows } from "./observations.ts";
import { type Outline, outlineOf } from "./_outline.ts";
import { diff } from "./params.ts";
import { type Rng, rng } from "./rng.ts";
import type { Saved } from "./saved.ts";
import { checkNames } from "./names.ts";
import { brief, printable } from "./show.ts";
import { countRows, take } from "./take.ts";

/** Which rows to learn from, and whether to start over. */
export interface FitOptions {
  /** Row numbers; default those that a loaded machine had learned from, else all. Other rows than last time mean a fresh fit. */
  readonly rows?: Rows;
  /** Fit afresh even if nothing changed. Default false. */
  readonly force?: boolean;
  /** Stops this fit when it aborts; instead of the machine's own signal. */
  readonly signal?: AbortSignal;
}

/** What the model of a machine has learned already. */
export interface Kept<L extends Learned = Learned> {
  /** What it learned; the machine takes it over. */
  readonly learned: L;
  /** Row numbers that it learned from. Default: all. */
  readonly rows?: Rows | undefined;
  /** How often it fitted or updated. Default 1. */
  readonly age?: number;
  /** How many observations there were. Default: as many as there are. */
  readonly size?: number;
  /** What they looked like, as a file tells. Default: as they do. */
  readonly outline?: Readonly<Record<string, string>>;
}

/** How a machine runs, and what it begins with. */
export interface MachineOptions<L extends Learned = Learned> extends RunOptions {
  /** What it frees with itself: a backend that is there for it alone. */
  readonly owns?: Disposable | undefined;
  /** What the model has learned already, of these data: the machine goes on from there. */
  readonly from?: Kept<L>;
}

interface Last<D, L extends Learned, P extends object> {
  readonly model: Model<D, L, P>;
  readonly rows: Rows | undefined;
  readonly learned: L;
}

/**
 * A model bound to data. `fit` decides what is to be done: learn from scratch, continue, or keep what is there.
 *
 * - From scratch: never fitted before, `force`, other rows, or another kind of model.
 * - Update: the model differs, and can go on from what was learned (more epochs); otherwise from scratch.
 * - Keep: nothing changed, or the machine is frozen.
 *
 * @typeParam D what the model learns from, e.g. `{ x, y }`
 * @typeParam L what it learns
 * @typeParam P its hyperparameters
 */
export class Machine<D extends object, L extends Learned, P extends object = object> implements Disposable {
  /** What to learn. Assign a changed model, then fit again. */
  model: Model<D, L, P>;
  /** While true, `fit` keeps what was learned. */
  frozen = false;
  /** How many observations are bound. */
  readonly size: number;

  readonly #data: D | undefined;
  readonly #options: MachineOptions;
  readonly #outline: Outline | undefined;
  readonly #usual: Rows | undefined;
  #last: Last<D, L, P> | undefined;
  #age = 0;
  #fitting = false;
  #disposed = false;

  /** Binds a model to data; `options` say how to run. Throws a DataError if the members of `data` differ in size. */
  constructor(model: Model<D, L, P>, data: D, options: MachineOptions<L> = {}) {
    const { from, ...run } = options;
    checkModel(model, "make a machine of");
    this.model = model;
    this.size = data === undefined && from?.size !== undefined ? from.size : countRows(data);
    this.#data = data;
    this.#options = run;
    this.#outline = from?.outline;
    this.#usual = from?.rows;
    if (from) {
      const { rows, learned, age = 1 } = from;
      this.#last = { model, rows, learned };
      this.#age = age;
    }
    printable(this, () => this.#show());
  }

  /** How often it fitted or updated. */
  get age(): number {
    return this.#age;
  }

  /** What was learned last; the machine keeps and disposes of it. Throws a NotLearnedError before the first fit. */
  get learned(): L {
    if (!this.#last) throw new NotLearnedError("use", this.model.kind);
    return this.#last.learned;
  }

  /** What the last fit has to tell. Throws a NotLearnedError before the first fit. */
  get report(): Report {
    if (!this.#last) throw new NotLearnedError("report on", this.model.kind);
    return this.#last.learned.report;
  }

  /** Fits, updates or keeps, and gives what was learned. After an update that failed, the next fit starts over. */
  async fit(options: FitOptions = {}): Promise<L> {
    checkNames("fit()", options, ["rows", "force", "signal"]);
    if (this.#fitting) {
      throw new Error(`Cannot fit ${this.model.kind}: a fit of this machine is under way; await it first`);
    }
    if (this.#disposed) {
      throw new Error(`Cannot fit ${this.model.kind}: this machine was disposed; make a new one`);
    }
    this.#fitting = true;
    try {
      return await this.#decide(options);
    } catch (error) {
      this.#tellFailure();
      throw error;
    } finally {
      this.#fitting = false;
    }
  }

  /**
   * Copies what it learned, with the model and all else that it takes to go on from there. Throws a NotLearnedError before
   * the first fit, and a TypeError for what cannot be saved, such as functions that predictions need.
   */
  async save(): Promise<Saved> {
    if (!this.#last) throw new NotLearnedError("save", this.model.kind);
    if (this.#fitting) {
      throw new Error(`Cannot save ${this.model.kind}: a fit of this machine is under way; await it first`);
    }
    const { seed = 0 } = this.#options;
    const outline = this.#outline ?? outlineOf(this.#data ?? {});
    return await savedMachine({ ...this.#last, seed, age: this.#age, size: this.size, outline });
  }

  /** Frees what was learned. */
  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#last?.learned[Symbol.dispose]();
    this.#last = undefined;
    this.#options.owns?.[Symbol.dispose]();
  }

  #decide({ rows, force = false, signal }: FitOptions): Promise<L> {
    checkModel(this.model, "fit");
    const last = this.#last;
    const context = contextOf(signal ? { ...this.#options, signal } : this.#options);
    if (last && this.frozen) return Promise.resolve(this.#keep(last, context));
    const own = rows === undefined ? this.#usual : Int32Array.from(checkedRows(rows, this.size)); // a copy: the giver may use the list again
    const afresh = force || last?.model.kind !== this.model.kind || !sameRows(own, last.rows, this.size);
    if (!last || afresh) return this.#fit(own, context);
    if (diff(last.model, this.model).length === 0) return Promise.resolve(this.#keep(last, context));
    return this.#update(last, own, context);
  }

  #tellFailure(): void {
    const { listener } = this.#options;
    if (typeof listener === "function") listener({ type: "fail", of: String(this.model?.kind) }); // either may be what was refused
  }

  #keep(last: Last<D, L, P>, context: Context): L {
    context.emit({ type: "keep", kind: this.model.kind });
    return last.learned;
  }

  async #fit(rows: Rows | undefined, context: Context): Promise<L> {
    const { model } = this;
    context.emit({ type: "fit", kind: model.kind });
    const learned = await model.fit(this.#rows(rows), context);
    this.#last?.learned[Symbol.dispose]();
    return this.#remember({ model, rows, learned });
  }

  async #update(last: Last<D, L, P>, rows: Rows | undefined, context: Context): Promise<L> {
    const { model } = this;
    context.signal?.throwIfAborted(); // before anything is taken over
    const going = this.#goingOn(last, this.#rows(rows), context);
    if (!going) return await this.#fit(rows, context);
    this.#last = undefined; // `update` takes over what was learned, whatever comes of it
    return this.#remember({ model, rows, learned: await going });
  }

  // Where it throws, nobody can tell whether what was learned had been taken over.
  #goingOn({ model: old, learned }: Last<D, L, P>, data: D, context: Context): Promise<L> | undefined {
    try {
      return this.model.update?.(learned, old, data, context);
    } catch (error) {
      this.#last = undefined;
      learned[Symbol.dispose]();
      throw error;
    }
  }

  #remember(last: Last<D, L, P>): L {
    if (this.#disposed) {
      last.learned[Symbol.dispose]();
      throw new Error(`Cannot keep what ${last.model.kind} learned: the machine was disposed during the fit`);
    }
    this.#last = last;
    this.#age++;
    return last.learned;
  }

  #rows(rows: Rows | undefined): D {
    if (this.#data !== undefined) return rows ? take(this.#data, rows) : this.#data;
    throw new Error(
      `Cannot fit ${this.model.kind}: this machine was loaded without data; give them, load(bytes, { data })`,
    );
  }

  #show(): string {
    const state = this.#last ? `trained ${this.#age} time${this.#age === 1 ? "" : "s"}` : "not trained";
    const data = this.#data ? `${this.size} rows of ${Object.keys(this.#data).join(", ")}` : "without data";
    return `Machine: ${state}${this.frozen ? ", frozen" : ""}; ${data}\n  model = ${
      String(this.model).replaceAll("\n", "\n  ")
    }`;
  }
}

/** The context that run options describe: chance from the seed, events to the listener. */
export function contextOf(options: RunOptions): Context {
  const { backend, seed = 0, signal, listener } = options;
  if (signal !== undefined && !("aborted" in Object(signal))) {
    throw new TypeError(
      `Cannot use ${brief(signal)} as a signal: give an AbortSignal, e.g. controller.signal`,
    );
  }
  if (listener !== undefined && typeof listener !== "function") {
    throw new TypeError(`Cannot tell ${brief(listener)} what happens: give a function of events as listener`);
  }
  return new RunContext(rng(seed), backend, signal, listener);
}

class RunContext implements Context {
  constructor(
    readonly rng: Rng,
    readonly backend: Backend | undefined,
    readonly signal: AbortSignal | undefined,
    readonly listener: Listener | undefined,
  ) {}

  readonly emit = (event: Event): void => this.listener?.(event);
}

function sameRows(a: Rows | undefined, b: Rows | undefined, size: number): boolean {
  if (a === b) return true;
  const [mine, theirs] = [a ?? allRows(size), b ?? allRows(size)];
  if (mine.length !== theirs.length) return false;
  for (let i = 0; i < mine.length; i++) if (mine[i] !== theirs[i]) return false;
  return true;
}

function checkedRows(rows: Rows, size: number): Rows {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (!Number.isInteger(row) || row < 0 || row >= size) {
      throw new RangeError(`Cannot fit row ${row}: expected row numbers from 0 to ${size - 1}`);
    }
  }
  if (rows.length === 0) throw new RangeError("Cannot fit no rows: give at least one");
  return rows;
}
