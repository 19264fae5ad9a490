import type { State } from "../core/array.ts";
import type { DeviceData } from "../core/backend.ts";
import type { Context } from "../core/context.ts";
import { allRows, type Rows } from "../core/observations.ts";
import { divergedBatch } from "./_diverged_batch.ts";
import { noteRate } from "./_note_rate.ts";
import type { Fed, Trained } from "./learned_network.ts";
import type { NeuralNetworkParams } from "./neural_network_params.ts";

/** Numbers of row orders that are made at a time: 4 MiB. */
const ORDERS = 2 ** 20;

/** A network that has what it learns from. */
export interface Training<X, Z> extends Trained<X, Z> {
  readonly fed: Fed;
  /** Its weights and the optimiser's memory, where they are known without asking the device. */
  readonly state?: State;
}

/** How many rows there are to learn from. */
export function rowsOf({ examples }: Fed): number {
  return examples.x.shape[0] ?? 0;
}

/** Trains a network up to `params.epochs`. */
export async function trainNetwork<X, Z>(
  from: Training<X, Z>,
  params: Readonly<NeuralNetworkParams>,
  context: Context,
): Promise<Trained<X, Z>> {
  noteRate(params, { kind: from.kind, trained: from.history.length - 1, context });
  const { state, ...trained } = from;
  const { kind, program, fed } = trained;
  const { signal } = context;
  const history = [...from.history];
  const course = courseOf(from, params, context);
  const start: Start = { epoch: history.length, state: state ?? await program.read() };
  const stretch = fed.vary ? 1 : Math.max(1, Math.floor(ORDERS / rowsOf(fed)));
  while (history.length <= params.epochs) {
    const first = history.length; // epochs count from 1
    const epochs = Math.min(stretch, params.epochs - first + 1);
    const orders = Array.from({ length: epochs }, (_, i) => course.order(first + i));
    const onEpoch = (index: number, loss: number) =>
      context.emit({ type: "epoch", of: kind, epoch: first + index, epochs: params.epochs, loss });
    history.push(...await program.train(course.data(first), orders, { signal, onEpoch }));
    const at = divergedIn(history, first);
    if (at === undefined) continue;
    const batch = at === 0 ? undefined : await batchOf(at, { training: from, course, start, params, signal });
    noteDivergence(from, { at, batch, loss: history[at]!, context });
  }
  return { ...trained, fed: { ...fed, uploaded: course.last() }, history };
}

/** What the epochs of a training see. */
interface Course {
  /** The examples on the device, as this epoch sees them. */
  data(epoch: number): DeviceData;
  /** The examples that were seen last. */
  last(): DeviceData;
  order(epoch: number): Rows;
}

function courseOf<X, Z>(
  { program, fed }: Training<X, Z>,
  { shuffle }: Readonly<NeuralNetworkParams>,
  { rng }: Context,
): Course {
  const { examples, vary } = fed;
  const size = rowsOf(fed);
  const orders = rng.fork("order");
  let { uploaded } = fed;
  return {
    data(epoch) {
      if (!vary) return uploaded;
      const x = vary(epoch, rng.fork("augmentation"));
      uploaded[Symbol.dispose](); // the old version goes before the new one comes, so that there is room for one
      return uploaded = program.upload({ ...examples, x });
    },
    last: () => uploaded,
    order: (epoch) => shuffle ? orders.fork(epoch).permutation(size) : allRows(size),
  };
}

/** Where training began: the first epoch that is not yet trained, and the state then. */
interface Start {
  readonly epoch: number;
  readonly state: State;
}

interface Diverged<X, Z> {
  readonly training: Training<X, Z>;
  readonly course: Course;
  readonly start: Start;
  readonly params: Readonly<NeuralNetworkParams>;
  readonly signal: AbortSignal | undefined;
}

// Trains up to the epoch that diverged once more, since no device keeps what came before it.
function batchOf<X, Z>(
  at: number,
  { training: { program }, course, start, params: { batchSize }, signal }: Diverged<X, Z>,
): Promise<number> {
  const again = async () => {
    program.write(start.state);
    for (let epoch = start.epoch; epoch < at; epoch++) {
      await program.train(course.data(epoch), [course.order(epoch)], { signal });
    }
    return { data: course.data(at), order: course.order(at) };
  };
  return divergedBatch({ program, again, batchSize, signal });
}

// The first epoch without a finite loss, if it is among those from `first` on: it is told once.
function divergedIn(history: readonly number[], first: number): number | undefined {
  const at = history.findIndex((loss) => !Number.isFinite(loss));
  return at < (first === 1 ? 0 : first) ? undefined : at; // the untrained network is told of with the first epoch
}

interface Place {
  readonly at: number;
  readonly batch: number | undefined;
  readonly loss: number;
  readonly context: Context;
}

function noteDivergence<X, Z>({ kind, plan }: Trained<X, Z>, { at, batch, loss, context }: Place): void {
  const scaling = plan.input.length === 1 ? ", scale the columns," : "";
  const place = batch === undefined ? `epoch ${at}` : `epoch ${at}, batch ${batch},`;
  context.emit({
    type: "note",
    message: `${kind}: the training loss is ${loss} from ${place} on; ` +
      `lower the learning rate${scaling} or clip gradients`,
  });
}
