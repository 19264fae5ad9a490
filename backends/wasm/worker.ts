import { DeviceError } from "../../core/errors.ts";
import type { Device } from "./device.ts";
import { type Job, OPEN, STOPPED, TAKEN } from "./job.ts";
import { startThread } from "./thread.ts";
import type { Answer, Order, Setup } from "./worker_source.ts";

/** A job that was sent to a worker. */
export interface Sent {
  /** Settles when the worker is done with it; throws what its signal says. */
  readonly done: Promise<void>;
  /** Takes it back, if the worker has not begun with it. */
  takeBack(): boolean;
}

/** A thread that trains one job after the other. */
export interface Worker extends Disposable {
  /** Sends it a job, which waits for those sent before. */
  send(job: Job): Sent;
}

/** Starts a worker on a device; undefined where none can be had. */
export async function startWorker(device: Device): Promise<Worker | undefined> {
  const thread = await startThread();
  if (thread === undefined) return undefined;
  const scratch = device.arena.take(device.scratchBytes);
  const setup: Setup = { memory: device.memory, kernels: device.kernels, scratch };
  thread.post(setup);
  const known = new Set<number>();
  const open: ((answer: Answer) => void)[] = [];
  thread.listen((message) => {
    const answer = message as Answer; // from our own source
    const [first] = open; // answers come in the order of the jobs
    if (answer.kind !== "progress") open.shift();
    if (open.length === 0) thread.release();
    first?.(answer);
  });
  return {
    send(job) {
      const { id, module } = job.code;
      const state = device.arena.take(4);
      const word = () => new Int32Array(device.memory.buffer, state, 1);
      Atomics.store(word(), 0, job.signal?.aborted ? STOPPED : OPEN);
      const order: Order = { id, table: job.table, state, batches: job.batches };
      thread.post(known.has(id) ? order : { ...order, module });
      known.add(id);
      thread.hold();
      const stop = () => void Atomics.store(word(), 0, STOPPED);
      const done = answered(job, { stop, listen: (listener) => open.push(listener) })
        .finally(() => device.arena.give(state)); // settled by the worker's last answer: it looks at it no more
      return { done, takeBack: () => Atomics.compareExchange(word(), 0, OPEN, TAKEN) === OPEN };
    },
    [Symbol.dispose]() {
      thread.stop();
      device.arena.give(scratch);
    },
  };
}

interface Answering {
  /** Asks the worker to stop. */
  stop(): void;
  /** Sets who is told of the worker's answers to this job. */
  listen(listener: (answer: Answer) => void): void;
}

// Settles when the worker has left the job, never before: until then it writes into the program's memory.
function answered({ signal, progress }: Job, { stop, listen }: Answering): Promise<void> {
  let failure: { readonly error: unknown } | undefined;
  signal?.addEventListener("abort", stop, { once: true });
  return new Promise<void>((resolve, reject) => {
    listen((answer) => {
      try {
        if ("batches" in answer && !failure) progress(answer.batches);
      } catch (error) {
        failure = { error };
        stop();
      }
      if (answer.kind === "progress") return;
      signal?.removeEventListener("abort", stop);
      if (failure) reject(failure.error);
      else if (answer.kind === "failed") {
        reject(new DeviceError(`Cannot train in a worker: ${answer.message}`));
      } else if (signal?.aborted) reject(signal.reason);
      else resolve();
    });
  });
}
