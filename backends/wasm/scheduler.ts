// deno-lint-ignore-file attune/no-clock -- time decides how long slices are, never what they compute
import type { Device } from "./device.ts";
import { type Job, nextSlice, SLICE } from "./job.ts";
import { startWorker, type Worker } from "./worker.ts";

/** Milliseconds after which workers that have nothing to do are sent home; a process can end only without them. */
const PATIENCE = 1000;

interface Waiting {
  readonly job: Job;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Trains jobs side by side: one on the calling thread, in slices between which the event loop is free, and others
 * on workers, which are started when a job has to wait.
 */
export class Scheduler implements Disposable {
  readonly #device: Device;
  #threads: number;
  readonly #waiting: Waiting[] = [];
  readonly #workers: { readonly worker: Worker; busy: boolean }[] = [];
  #here = false;
  #starting = false;
  #home: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  /** Trains on at most so many threads. */
  constructor(device: Device, { threads }: { readonly threads: number }) {
    this.#device = device;
    this.#threads = device.shared ? threads : 1;
  }

  /** Trains a job to its end. */
  run(job: Job): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      this.#assign();
    });
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#sendHome();
  }

  // Gives waiting jobs to whoever is free.
  #assign(): void {
    clearTimeout(this.#home);
    for (const entry of this.#workers.filter(({ busy }) => !busy)) {
      const next = this.#waiting.shift();
      if (!next) break;
      entry.busy = true;
      this.#finish(next, entry.worker.run(next.job), () => entry.busy = false);
    }
    const next = this.#here ? undefined : this.#waiting.shift();
    if (next) {
      this.#here = true;
      this.#finish(next, this.#runHere(next.job), () => this.#here = false);
    }
    if (this.#waiting.length > 0 && this.#workers.length + 1 < this.#threads) void this.#startWorker();
    const resting = !this.#here && this.#workers.every(({ busy }) => !busy);
    if (resting && this.#workers.length > 0) this.#home = setTimeout(() => this.#sendHome(), PATIENCE);
  }

  #finish({ resolve, reject }: Waiting, work: Promise<void>, free: () => void): void {
    const next = () => {
      free();
      this.#assign();
    };
    work.then(resolve, reject).finally(next);
  }

  async #startWorker(): Promise<void> {
    if (this.#starting) return;
    this.#starting = true;
    const worker = await startWorker(this.#device);
    this.#starting = false;
    if (!worker) {
      this.#threads = 1;
      return;
    }
    if (this.#disposed) return worker[Symbol.dispose]();
    this.#workers.push({ worker, busy: false });
    this.#assign();
  }

  #sendHome(): void {
    clearTimeout(this.#home);
    for (const { worker } of this.#workers.splice(0)) worker[Symbol.dispose]();
  }

  async #runHere({ code, table, batches, signal, progress }: Job): Promise<void> {
    let [done, slice, visited] = [0, 1, performance.now()];
    while (done < batches) {
      signal?.throwIfAborted();
      const before = performance.now();
      const until = Math.min(batches, done + slice);
      code.exports.train(table, done, until, this.#device.scratch);
      const now = performance.now();
      slice = nextSlice(until - done, now - before);
      done = until;
      progress(done);
      if (now - visited < SLICE || done === batches) continue;
      await visitEventLoop();
      visited = performance.now();
    }
  }
}

function visitEventLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
