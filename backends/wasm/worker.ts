import { DeviceError } from "../../core/errors.ts";
import type { Device } from "./device.ts";
import { type Job, OPEN, STOPPED, TAKEN } from "./job.ts";
import { startThread, type Thread } from "./thread.ts";
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
  /** Whether it ended by itself; it takes no jobs then. */
  readonly dead: boolean;
  /** Sends it a job, which waits for those sent before. */
  send(job: Job): Sent;
}

/** So many jobs may be sent to a worker and not yet be settled: more than the scheduler sends. */
const JOBS = 64;

/**
 * Bytes of the states of jobs, a word for each, in front of a thread's scratch memory. A thread may see for a while no more
 * memory than there was when it started, so that a word that was taken later might lie beyond.
 */
const STATES = 4 * JOBS;

/** Starts a worker on a device; undefined where none can be had. */
export async function startWorker(device: Device): Promise<Worker | undefined> {
  const room = roomIn(device);
  if (room === undefined) return undefined;
  const thread = await startThread();
  const worker = thread && await setUp(thread, device, room);
  if (worker) return worker;
  thread?.stop();
  device.arena.give(room);
  return undefined;
}

async function setUp(thread: Thread, device: Device, room: number): Promise<Worker | undefined> {
  const words = wordsFrom(room);
  const known = new Set<number>();
  const open: ((answer: Answer) => void)[] = [];
  let dead = false;
  const ready = new Promise<boolean>((resolve) => {
    thread.listen((message) => {
      const answer = message as Answer; // from our own source
      if (answer.kind === "ready") return resolve(true);
      const first = answer.kind === "progress" ? open[0] : open.shift(); // they come in the order of the jobs
      if (open.length === 0) thread.release();
      first?.(answer);
    }, (message) => {
      dead = true;
      resolve(false);
      for (const answer of open.splice(0)) answer({ kind: "failed", message });
    });
  });
  thread.post({ memory: device.memory, kernels: device.kernels, scratch: room + STATES } satisfies Setup);
  if (!await ready) return undefined;
  return {
    get dead() {
      return dead;
    },
    send(job) {
      const { code: { id, module }, table, batches } = job;
      const state = words.take();
      const { set, takeBack } = stateAt(state, device);
      set(job.signal?.aborted ? STOPPED : OPEN);
      const order: Order = { id, table, state, batches };
      thread.post(known.has(id) ? order : { ...order, module });
      known.add(id);
      thread.hold();
      const done = answered(job, { stop: () => set(STOPPED), open });
      return { done: done.finally(() => words.give(state)), takeBack };
    },
    [Symbol.dispose]() {
      thread.stop();
      device.arena.give(room);
    },
  };
}

// The words from an address on, for the states of jobs.
function wordsFrom(address: number) {
  const free = Array.from({ length: JOBS }, (_, i) => address + 4 * i);
  return {
    take(): number {
      const word = free.pop();
      if (word !== undefined) return word;
      throw new RangeError(`Cannot send a job to a worker: it has ${JOBS}; wait until one is done`);
    },
    give: (word: number) => void free.push(word),
  };
}

// A job's state, which both threads see: the worker until its last answer, which settles the job.
function stateAt(address: number, { memory }: Device) {
  const word = () => new Int32Array(memory.buffer, address, 1); // anew, for memory may grow
  return {
    set: (state: number) => void Atomics.store(word(), 0, state),
    takeBack: () => Atomics.compareExchange(word(), 0, OPEN, TAKEN) === OPEN,
  };
}

// Memory for a thread, if there is some: states of jobs, and scratch memory.
function roomIn({ arena, scratchBytes }: Device): number | undefined {
  try {
    return arena.take(STATES + scratchBytes);
  } catch {
    return undefined; // training goes on without
  }
}

interface Answering {
  /** Asks the worker to stop. */
  stop(): void;
  /** Who is told of the worker's answers, job by job. */
  readonly open: ((answer: Answer) => void)[];
}

// Settles when the worker has left the job, never before: until then it writes into the program's memory.
function answered({ signal, progress }: Job, { stop, open }: Answering): Promise<void> {
  let failure: { readonly error: unknown } | undefined;
  signal?.addEventListener("abort", stop, { once: true });
  return new Promise<void>((resolve, reject) => {
    open.push((answer) => {
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
