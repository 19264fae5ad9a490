import { SavedError } from "../core/errors.ts";
import { Machine } from "../core/machine.ts";
import type { Learned, Predictor, Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import type { Saved } from "../core/saved.ts";
import { significant } from "../core/show.ts";
import { goalOf, type HeldRows, measurementOf } from "./_held_rows.ts";
import { seedOf } from "./_seed_of.ts";
import { advanced, iterationsOf, type Lesson, modelOf, retraced, type Stage } from "./_stage.ts";
import type { Judgement, Measured } from "./judgement.ts";
import type { AnyMachine, Trainable } from "./trainable.ts";

/** A model to be trained in stages. */
export interface Staging<X, Y, Z> extends Lesson<X, Y> {
  readonly model: Supervised<X, Y, Z>;
  /** All rows, of which those to learn from are the ones that are not held out. */
  readonly all: Examples<X, Y>;
  /** The rows to stop by; undefined where training losses decide. */
  readonly held: HeldRows<X, Y> | undefined;
  /** What it goes on from, which it takes over. Absent: nothing. */
  readonly from?: Stage<X, Y, Z>;
}

/** What brings a stage back: what it learned, as far as that can be saved; else it is learned again. */
class Snapshot<X, Y, Z> {
  constructor(readonly trace: Stage<X, Y, Z>["trace"], readonly saved: Saved | undefined) {}
}

/** A model that is trained in stages. Owns what it has learned until that is taken. */
export class TrainedModel<X extends Observations, Y extends Observations, Z extends Observations>
  implements Trainable, Disposable {
  /** Judges what was learned by the rows held out; absent where there are none. */
  readonly evaluation?: () => Promise<Judgement>;
  /** What was measured on the rows held out, in order. */
  readonly judged: Measured[] = [];
  readonly #staging: Staging<X, Y, Z>;
  #model: Supervised<X, Y, Z>;
  #stage: Stage<X, Y, Z> | undefined;
  #judgement: Judgement | undefined;
  #newest = 0;

  constructor(staging: Staging<X, Y, Z>) {
    const { model, held, from } = staging;
    this.#staging = staging;
    this.#model = model;
    this.#stage = from;
    if (held) this.evaluation = () => this.#judge(held);
  }

  get model(): Supervised<X, Y, Z> {
    return this.#model;
  }

  get learned(): Predictor<X, Z> | undefined {
    return this.#stage?.learned;
  }

  get iterations(): number {
    return this.#stage ? iterationsOf(modelOf(this.#stage)) : 0;
  }

  async train(more: number): Promise<void> {
    const path = this.#model.traits.iteration!; // whoever trains it has seen to it
    this.#model = this.#model.with({ [path]: this.iterations + more });
    this.#newest = more;
    this.#judgement = undefined;
    const from = this.take();
    this.#stage = await advanced(this.#model, from, this.#staging);
  }

  /** What is measured on the rows held out, its negative for a score; without such rows the last training loss. */
  async loss(): Promise<number> {
    const { held } = this.#staging;
    if (held) {
      if (!this.losses().every(Number.isFinite)) return NaN; // it diverged, and may not even predict
      const { measurement, goal } = await this.#judge(held);
      return goal === "max" ? -measurement : measurement;
    }
    const loss = this.#trained().learned.report.losses?.at(-1);
    if (loss !== undefined) return loss;
    throw new TypeError(
      `Cannot tell the loss of ${this.#model.kind}: it reports no training losses; hold rows out to stop by`,
    );
  }

  inWords(loss: number): string {
    const { held } = this.#staging;
    if (!held) return `training loss ${significant(loss, 4)}`;
    const { id, goal } = held.judge;
    return `${id} ${significant(goal === "max" ? -loss : loss, 4)}`;
  }

  losses(): readonly number[] {
    return this.learned?.report.losses?.slice(-this.#newest) ?? [];
  }

  change(changes: Readonly<Record<string, unknown>>): void {
    this.#model = this.#model.with(changes);
  }

  async snapshot(): Promise<unknown> {
    const { trace, learned } = this.#trained();
    return new Snapshot(trace, await savedOf(learned));
  }

  machine(): AnyMachine {
    const { all, held, context } = this.#staging;
    const { trace, learned } = this.#trained();
    const seed = seedOf(context.rng);
    if (seed === undefined) {
      throw new TypeError(
        `Cannot make a machine of ${this.#model.kind} while it is trained: it is one of several, e.g. in folds; ` +
          "save machines, or look at what was learned",
      );
    }
    return new Machine<object, Learned>(modelOf({ trace }), all, {
      seed,
      from: { learned, rows: held?.train },
    });
  }

  async restore(snapshot: unknown): Promise<void> {
    if (!(snapshot instanceof Snapshot)) {
      throw new TypeError("Cannot restore what is no snapshot of this model");
    }
    const { trace, saved }: Snapshot<X, Y, Z> = snapshot;
    const { data, context } = this.#staging;
    const lesson = { data, context: { ...context, emit() {} } };
    this[Symbol.dispose]();
    this.#stage = await restored(trace, saved, lesson) ?? await retraced(trace, lesson);
    this.#model = modelOf({ trace });
    this.#judgement = undefined;
  }

  /** What was learned, if anything was: who takes it owns it. */
  take(): Stage<X, Y, Z> | undefined {
    const stage = this.#stage;
    this.#stage = undefined;
    return stage;
  }

  [Symbol.dispose](): void {
    this.take()?.learned[Symbol.dispose]();
  }

  async #judge({ data: { x, y, weights }, judge }: HeldRows<X, Y>): Promise<Judgement> {
    if (this.#judgement) return this.#judgement;
    const prediction = await this.#trained().learned.predict(x);
    const measurement = measurementOf(judge, { prediction, truth: y, weights });
    const { iterations } = this;
    this.judged.push({ iterations, measurement });
    const { id: measure } = judge;
    return this.#judgement = { iterations, measure, goal: goalOf(judge), measurement, prediction, truth: y };
  }

  #trained(): Stage<X, Y, Z> {
    if (this.#stage) return this.#stage;
    throw new TypeError(
      `Cannot look at ${this.#model.kind} before it is trained: put step() before the controls that do`,
    );
  }
}

// Some things cannot be saved, such as functions among the steps of a pipeline, and some of what is saved not restored.
async function savedOf(learned: Learned): Promise<Saved | undefined> {
  try {
    return await learned.save();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function restored<X, Y, Z>(
  trace: Stage<X, Y, Z>["trace"],
  saved: Saved | undefined,
  { data, context }: Lesson<X, Y>,
): Promise<Stage<X, Y, Z> | undefined> {
  const model = modelOf({ trace });
  if (!saved || !model.restore) return undefined;
  try {
    return { learned: await model.restore(saved, context, data), trace };
  } catch (error) {
    if (error instanceof SavedError) return undefined;
    throw error;
  }
}
