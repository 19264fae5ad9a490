// deno-lint-ignore-file attune/no-clock -- time decides how much is submitted at once, never what is computed
import { checkSteps } from "./check_steps.ts";
import type { Device } from "./device.ts";
import { visitEventLoop } from "../../core/visit_event_loop.ts";
import type { Population } from "./population.ts";

/** Steps of one model, placed and ready to go. */
export interface Job {
  readonly model: number;
  readonly steps: number;
  readonly stepsPerEpoch: number;
  /** Where its losses are. */
  readonly losses: number;
  readonly signal: AbortSignal;
  /** Told of the losses so far, from the first step on; throws where it has had enough. */
  progress(losses: Float32Array): void;
  /** Told of all the model's numbers once its steps are done, if anybody wants them. */
  readonly snapped: ((vectors: Float32Array<ArrayBuffer>) => void) | undefined;
  /** Told of steps that will be carried out. */
  submitted(steps: number): void;
}

interface Running {
  readonly job: Job;
  done: number;
  reported: number;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Milliseconds that a submission should take. */
const SLICE = 200;
/** Steps of the first submission, and multiplications: what a slow device carries out in that time. */
const FIRST = { steps: 32, multiplications: 2e8 };
/** How much longer a submission may be than the one before. */
const GROWTH = 4;
/** Submissions under way. */
const AHEAD = 2;
/** Progress is told after so many epochs or milliseconds, whichever comes first. */
const REPORT = { epochs: 1024, milliseconds: 2000 };

/**
 * Trains the models of a population. Those that train at the same time share each dispatch; one that comes later
 * joins with the next submission.
 */
export class Stream {
  readonly #device: Device;
  readonly #population: Population;
  #running: Running[] = [];
  #driving = false;
  /** How many steps of how many models take as long as a submission should; measured from the second on. */
  #pace: Submitted | undefined;

  /** Of one population. */
  constructor(device: Device, population: Population) {
    this.#device = device;
    this.#population = population;
  }

  /** Carries out a job; rejects with the signal's reason, or with what `progress` threw. */
  run(job: Job): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#running.push({ job, done: 0, reported: 0, resolve, reject });
      if (!this.#driving) void this.#drive();
    });
  }

  async #drive(): Promise<void> {
    this.#driving = true;
    const ahead: Submission[] = [];
    let [last, told] = [performance.now(), performance.now()];
    try {
      await visitEventLoop(); // others may be about to come
      while (this.#running.length > 0) {
        this.#dropAborted();
        const { length } = this.#running;
        if (length === 0) break;
        const submitted = this.#submit();
        await this.#finish();
        if (this.#running.length === 0) break;
        // where this call itself waits, as it does in Deno, no more than one submission is under way
        ahead.push({ ...submitted, done: this.#device.gpu.queue.onSubmittedWorkDone() });
        if (ahead.length >= AHEAD) {
          const oldest = ahead.shift()!; // there are some
          await oldest.done;
          this.#device.check();
          const now = performance.now();
          const fit = oldest.steps * SLICE / Math.max(1, now - last);
          this.#pace = { steps: Math.min(fit, GROWTH * oldest.steps), models: oldest.models };
          last = now;
        }
        const waited = performance.now() - told;
        if (this.#running.some((r) => isDue(r, waited))) {
          told = performance.now();
          await this.#report([...this.#running]);
        }
        await visitEventLoop();
      }
    } catch (error) {
      for (const { reject } of this.#running.splice(0)) reject(error);
    } finally {
      this.#driving = false;
    }
  }

  #dropAborted(): void {
    this.#running = this.#running.filter(({ job: { signal }, reject }) => {
      if (signal.aborted) reject(signal.reason);
      return !signal.aborted;
    });
  }

  // Submits steps of all that run, or of as many as there is room for, in turn.
  #submit(): Submitted {
    const members = this.#running.slice(0, this.#population.atOnce);
    this.#running = [...this.#running.slice(members.length), ...members];
    const steps = this.#stepsFor(members);
    this.#population.tell(members.map(({ job }) => job.model));
    const encoder = this.#device.gpu.createCommandEncoder();
    this.#population.record(encoder, { kind: "train", models: members.length, steps });
    this.#device.gpu.queue.submit([encoder.finish()]);
    for (const running of members) {
      const own = Math.min(steps, running.job.steps - running.done);
      running.done += own;
      running.job.submitted(own);
    }
    return { steps, models: members.length };
  }

  // More models may take longer; that fewer take less is seen by the next submission.
  #stepsFor(members: readonly Running[]): number {
    const first = Math.min(FIRST.steps, FIRST.multiplications / this.#population.multiplications);
    const { steps, models } = this.#pace ?? { steps: first, models: 1 };
    const left = members.map(({ job, done }) => job.steps - done);
    const report = Math.min(...members.map(({ job }) => REPORT.epochs * job.stepsPerEpoch));
    const fit = Math.floor(steps * Math.min(1, models / members.length));
    return Math.min(Math.max(1, fit), report, Math.max(...left));
  }

  // Reads the losses of all that are done, at once.
  async #finish(): Promise<void> {
    const done = this.#running.filter((r) => r.done === r.job.steps);
    if (done.length === 0) return;
    await this.#report(done);
    const still = new Set(this.#running);
    for (const running of done) if (still.has(running)) running.resolve();
    this.#running = this.#running.filter((r) => !done.includes(r));
  }

  async #report(of: readonly Running[]): Promise<void> {
    const population = this.#population;
    const wanted = of.map(({ job, done }) => ({
      losses: population.losses.part(job.losses, done),
      left: population.leftOf(job.model),
      vectors: job.snapped && done === job.steps ? population.vectorsOf(job.model) : undefined,
      leftWanted: job.steps - done,
    }));
    const parts = wanted.flatMap((
      { losses, left, vectors },
    ) => [losses, left, ...(vectors ? [vectors] : [])]);
    const bytes = await this.#device.read(parts);
    let at = 0;
    const next = ({ bytes: length }: { readonly bytes: number }) =>
      new Float32Array(bytes, (at += length) - length, length / 4);
    of.forEach((running, i) => {
      const { losses, left, vectors, leftWanted } = wanted[i]!; // one for each
      const found = next(losses);
      const [leftFound] = new Uint32Array(next(left).slice().buffer);
      const snapshot = vectors && next(vectors).slice();
      try {
        const { steps: of } = running.job;
        checkSteps({ found: leftFound ?? 0, wanted: leftWanted, of, device: this.#device.name });
        running.reported = found.length;
        if (snapshot) running.job.snapped?.(snapshot);
        running.job.progress(found);
      } catch (error) {
        running.reject(error);
        this.#running = this.#running.filter((r) => r !== running);
      }
    });
  }
}

interface Submitted {
  readonly steps: number;
  readonly models: number;
}

interface Submission extends Submitted {
  readonly done: Promise<unknown>;
}

function isDue({ job, done, reported }: Running, waited: number): boolean {
  return waited >= REPORT.milliseconds || done - reported >= REPORT.epochs * job.stepsPerEpoch;
}
