// deno-lint-ignore-file attune/no-clock -- time decides who trains what and when, never what comes of it
import type { Device } from "./device.ts";
import { visitEventLoop } from "../../core/visit_event_loop.ts";
import { type Job, nextSlice } from "./job.ts";
import { Visits } from "./visits.ts";
import { type Sent, startWorker, type Worker } from "./worker.ts";

/** Milliseconds that jobs wait before a worker is started: a search that is over by then is better off without. */
const START = 20;

/** Jobs that follow each other within so many milliseconds are one stretch of work. */
const GAP = 2;

/** Of looks for other jobs that found none, so many double the number of jobs that go by before the next look. */
const DOUBLINGS = 6;

/** Milliseconds after which workers that have nothing to do are sent home; Deno cannot end a process before. */
const PATIENCE = 100;

/** Jobs that a worker has at most, so that it finds the next without asking; those not begun are taken back. */
const DEPTH = 16;

interface Waiting {
  readonly job: Job;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

interface Member {
  readonly worker: Worker;
  /** What it was sent, and has neither finished nor given back. */
  readonly holds: { readonly waiting: Waiting; readonly order: Sent }[];
}

/**
 * Trains jobs side by side: one on the calling thread, in slices between which the event loop is free, and others
 * on workers, which are started when jobs have had to wait for a while.
 */
export class Scheduler implements Disposable {
  readonly #device: Device;
  #threads: number;
  readonly #waiting: Waiting[] = [];
  readonly #crew: Member[] = [];
  #here = false;
  #starting = false;
  #home: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;
  readonly #visits = new Visits();
  /** Since when there is something to do without a pause. */
  #since = 0;
  #ended = 0;
  #arrived = 0;
  #fruitless = 0;
  #unlooked = 0;

  /** Trains on at most so many threads. */
  constructor(device: Device, { threads }: { readonly threads: number }) {
    this.#device = device;
    this.#threads = device.shared ? threads : 1;
  }

  /** Trains a job to its end. */
  async run(job: Job): Promise<void> {
    job.signal?.throwIfAborted();
    const { promise, resolve, reject } = withResolvers();
    const waiting = { job, resolve, reject };
    const withdraw = () => {
      if (!this.#withdraw(waiting)) return;
      reject(job.signal?.reason);
      this.#assign();
    };
    job.signal?.addEventListener("abort", withdraw);
    const now = performance.now();
    if (this.#queued() === 0 && !this.#here && now - this.#ended > GAP) this.#since = now;
    this.#arrived++;
    this.#waiting.push(waiting);
    this.#assign();
    try {
      await promise;
    } finally {
      job.signal?.removeEventListener("abort", withdraw);
    }
  }

  /** Sends workers home, those that are busy when they have left their jobs: programs must be disposed before. */
  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#assign();
  }

  // Gives waiting jobs to whoever is free: first one to each worker that has none, then one here, then the rest.
  #assign(): void {
    clearTimeout(this.#home);
    for (const member of this.#crew.filter(({ worker }) => worker.dead)) {
      this.#crew.splice(this.#crew.indexOf(member), 1);
      member.worker[Symbol.dispose](); // its scratch memory is free again
    }
    for (const member of this.#crew) if (member.holds.length === 0) this.#send(member, this.#next());
    const own = this.#here ? undefined : this.#next();
    for (const member of this.#crew) {
      while (this.#waiting.length > 0 && member.holds.length < DEPTH) {
        this.#send(member, this.#waiting.shift());
      }
    }
    if (own) void this.#trainHere(own);
    const resting = !this.#here && this.#crew.every(({ holds }) => holds.length === 0);
    if (!resting || this.#crew.length === 0) return;
    if (this.#disposed) this.#sendHome();
    else this.#home = setTimeout(() => this.#sendHome(), PATIENCE);
  }

  // The first job that waits, or the last that a worker holds behind another and has not begun.
  #next(): Waiting | undefined {
    if (this.#waiting.length > 0) return this.#waiting.shift();
    for (const { holds } of this.#crew) {
      if (holds.length > 1 && holds.at(-1)!.order.takeBack()) return holds.pop()!.waiting;
    }
    return undefined;
  }

  // Takes a job that nobody has begun out of all lists; whether there was one.
  #withdraw(waiting: Waiting): boolean {
    const at = this.#waiting.indexOf(waiting);
    if (at >= 0) return this.#waiting.splice(at, 1).length > 0;
    for (const { holds } of this.#crew) {
      const held = holds.findIndex((one) => one.waiting === waiting);
      if (held >= 0 && holds[held]!.order.takeBack()) return holds.splice(held, 1).length > 0;
    }
    return false;
  }

  #send({ worker, holds }: Member, waiting: Waiting | undefined): void {
    if (!waiting) return;
    let order: Sent;
    try {
      order = worker.send(waiting.job);
    } catch (error) {
      return waiting.reject(error);
    }
    const held = { waiting, order };
    holds.push(held);
    const settle = (then: () => void) => {
      const at = holds.indexOf(held);
      if (at < 0) return; // given back
      holds.splice(at, 1);
      then();
      this.#assign();
    };
    order.done.then(() => settle(waiting.resolve), (error) => settle(() => waiting.reject(error)));
  }

  async #trainHere({ job, resolve, reject }: Waiting): Promise<void> {
    this.#here = true;
    try {
      await this.#lookForOthers();
      await this.#train(job);
      resolve();
    } catch (error) {
      reject(error);
    }
    this.#here = false;
    this.#ended = performance.now();
    this.#assign();
  }

  // A short job is over before those who make others ready have their turn: then nobody ever waits, and all is done here. So
  // in a long stretch of work they get it first, every time if there are some, else ever more seldom.
  async #lookForOthers(): Promise<void> {
    const stretch = this.#crew.length > 0 || performance.now() - this.#since > START;
    if (this.#threads === 1 || !stretch || this.#unlooked-- > 0) return;
    const before = this.#arrived;
    await visitEventLoop();
    this.#fruitless = this.#arrived > before ? 0 : Math.min(DOUBLINGS, this.#fruitless + 1);
    this.#unlooked = 2 ** this.#fruitless - 1;
  }

  async #train({ code, table, batches, signal, progress }: Job): Promise<void> {
    let [done, slice] = [0, 1];
    while (done < batches) {
      signal?.throwIfAborted();
      this.#startIfNeeded();
      const before = performance.now();
      const until = Math.min(batches, done + slice);
      code.exports.train(table, done, until, this.#device.scratch);
      const took = performance.now() - before;
      slice = nextSlice(until - done, took);
      done = until;
      progress(done);
      await this.#visits.after(took);
    }
  }

  #startIfNeeded(): void {
    const late = this.#queued() > 0 && performance.now() - this.#since > START;
    if (late && !this.#starting && this.#crew.length + 1 < this.#threads) void this.#startWorker();
  }

  // Jobs that nobody trains yet.
  #queued(): number {
    return this.#crew.reduce((sum, { holds }) => sum + Math.max(0, holds.length - 1), this.#waiting.length);
  }

  async #startWorker(): Promise<void> {
    this.#starting = true;
    const worker = await startWorker(this.#device);
    this.#starting = false;
    if (!worker) {
      this.#threads = 1;
      return;
    }
    if (this.#disposed) return worker[Symbol.dispose]();
    this.#crew.push({ worker, holds: [] });
    this.#assign();
  }

  #sendHome(): void {
    clearTimeout(this.#home);
    for (const { worker } of this.#crew.splice(0)) worker[Symbol.dispose]();
  }
}

// Promise.withResolvers, which Node 20 has not.
function withResolvers() {
  let [resolve, reject] = [() => {}, (_: unknown) => {}];
  const promise = new Promise<void>((...both) => [resolve, reject] = both);
  return { promise, resolve, reject };
}
