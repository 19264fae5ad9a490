import type { Plan } from "../../core/backend.ts";
import { allRows, type Rows } from "../../core/observations.ts";
import { borrowing } from "./borrowing.ts";
import { type Held, inputsOf, type Place } from "./held.ts";
import { IDLE } from "./model_state.ts";
import type { Population } from "./population.ts";
import { rowsOfPart } from "./part_size.ts";
import type { Stream } from "./stream.ts";
import type { Tape } from "./tape.ts";

/** A model, and how far it is. */
export interface Progressing {
  readonly plan: Plan;
  /** What it writes on the tape. */
  readonly tape: Tape;
  readonly population: Population;
  readonly stream: Stream;
  readonly model: number;
  /** Steps done in all, and since the optimiser counts; training moves the first. */
  step: number;
  readonly since: number;
  /** Told of all its numbers after a stretch; absent where they are too many to be copied. */
  readonly snapped?: (vectors: Float32Array<ArrayBuffer>) => void;
}

/** Who follows a call of training: `done` is told of each epoch's mean loss, in order. */
export interface Following {
  readonly signal: AbortSignal;
  readonly done: (epoch: number, loss: number) => void;
}

/** Words of orders and of the tape that go to the device at once. */
const STRETCH = 2 ** 22;

/** Trains a model: all epochs that fit on the tape in one stretch, or part by part where examples are on the host. */
export async function train(
  of: Progressing,
  { held, orders }: { readonly held: Held; readonly orders: readonly Rows[] },
  { signal, done }: Following,
): Promise<void> {
  for (let from = 0, to = 0; from < orders.length; from = to) {
    const { place } = held;
    if (orders[from]!.length === 0) { // the mean of nothing
      done(from, NaN);
      to = from + 1;
      continue;
    }
    to = from + (place ? stretchOf(orders.slice(from), of) : 1);
    const told = (e: number, loss: number) => done(from + e, loss);
    if (place) {
      await trainOn(of, { place, size: held.size, orders: orders.slice(from, to) }, { signal, done: told });
    } else await trainParts(of, { held, order: orders[from]! }, { signal, done: told });
  }
}

async function trainOn(
  of: Progressing,
  { place, size, orders }: { readonly place: Place; readonly size: number; readonly orders: readonly Rows[] },
  { signal, done }: Following,
): Promise<void> {
  const batches = batchesOf(orders[0]!, of.plan);
  let told = 0;
  const progress = (losses: Float32Array) => {
    for (; (told + 1) * batches <= losses.length; told++) {
      signal.throwIfAborted();
      done(told, mean(losses.subarray(told * batches, (told + 1) * batches)));
    }
  };
  await steps(of, { place, size, orders, stepsPerEpoch: batches }, { signal, progress });
}

// One epoch of examples that are on the host: some batches' rows go to the device, then the next ones.
async function trainParts(
  of: Progressing,
  { held, order }: { readonly held: Held; readonly order: Rows },
  { signal, done }: Following,
): Promise<void> {
  const stepsPerEpoch = batchesOf(order, of.plan);
  const rows = rowsOfPart(of.population, of.plan.batchSize);
  const losses: number[] = [];
  for (let from = 0; from < order.length; from += rows) {
    const count = Math.min(rows, order.length - from);
    const some = Uint32Array.from({ length: count }, (_, r) => order[from + r]!);
    checkRows(some, held.size);
    const place = await held.part(some);
    try { // `using` is not known to Node 20
      let found: Float32Array = new Float32Array(0);
      const orders = [allRows(count)];
      await steps(of, { place, size: count, orders, stepsPerEpoch }, {
        signal,
        progress: (losses) => found = losses,
      });
      losses.push(...found);
    } finally {
      place[Symbol.dispose]();
    }
  }
  done(0, mean(losses));
}

interface Steps {
  /** Where the examples are, and how many. */
  readonly place: Place;
  readonly size: number;
  /** Rows of the examples that are there, all of one length. */
  readonly orders: readonly Rows[];
  readonly stepsPerEpoch: number;
}

// Places the model at the first of some steps, and lets the stream carry them out.
async function steps(
  of: Progressing,
  { place, size, orders, stepsPerEpoch }: Steps,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (losses: Float32Array) => void },
): Promise<void> {
  signal.throwIfAborted();
  const { plan, population, stream, model, tape: { stride } } = of;
  const rows = orders[0]!.length;
  const batch = Math.min(plan.batchSize, rows);
  const count = batchesOf(orders[0]!, plan) * orders.length;
  await population.reserve(batch);
  const words = wordsOf(of, { orders, count, stepsPerEpoch, size });
  const { tape: orderTape, losses: sums } = population;
  await borrowing([[orderTape, words.length], [sums, count]], async (first = 0, losses = 0) => {
    orderTape.write(first, words);
    const row = first + rows * orders.length;
    const where = { first, here: batch, row, loss: losses, left: count, done: 0, rows, batch, stride };
    population.place(model, { ...inputsOf(place), now: IDLE, ...where });
    const submitted = (done: number) => void (of.step += done);
    const { snapped } = of;
    await stream.run({ model, steps: count, stepsPerEpoch, losses, signal, progress, submitted, snapped });
  });
}

// The rows of all epochs, and behind them what changes from step to step.
function wordsOf(
  { tape, step, since }: Progressing,
  { orders, count, stepsPerEpoch, size }: Omit<Steps, "place"> & { readonly count: number },
): Uint32Array<ArrayBuffer> {
  const rows = orders[0]!.length;
  const words = new Uint32Array(rows * orders.length + count * tape.stride);
  orders.forEach((order, e) => words.set(order, e * rows));
  checkRows(words.subarray(0, rows * orders.length), size);
  for (let s = 0; s < count; s++) {
    tape.write(words, rows * orders.length + s * tape.stride, { step: step + s, stepsPerEpoch, since });
  }
  return words;
}

// A device would read something else, and say nothing.
function checkRows(rows: Uint32Array, size: number): void {
  const wrong = rows.find((row) => row >= size);
  if (wrong !== undefined) {
    throw new RangeError(`Cannot train on row ${wrong}: there are ${size} rows, counted from 0`);
  }
}

// How many of the orders, at least one, have one length and fit on the tape together.
function stretchOf(orders: readonly Rows[], { plan, tape, population }: Progressing): number {
  const { length } = orders[0]!;
  const each = length + batchesOf(orders[0]!, plan) * tape.stride;
  const same = orders.findIndex((order) => order.length !== length);
  const words = Math.min(STRETCH, population.tape.most / 32);
  const most = Math.max(1, Math.floor(words / Math.max(1, each)));
  return Math.min(most, same < 0 ? orders.length : same);
}

function batchesOf({ length }: Rows, { batchSize }: Plan): number {
  return Math.ceil(length / Math.min(batchSize, length));
}

function mean(losses: ArrayLike<number>): number {
  return Array.from(losses).reduce((sum, loss) => sum + loss, 0) / losses.length;
}
