import { visitEventLoop } from "../core/visit_event_loop.ts";
import { brief } from "../core/show.ts";
import type { Run } from "./control.ts";
import type { ControlledOptions } from "./controlled.ts";
import type { Trainable } from "./trainable.ts";

/** A run, and how its next cycle begins. */
export interface Runner {
  readonly run: Run;
  /** The loss that was asked for last, if any was. */
  readonly lastLoss: number | undefined;
  begin(): Promise<void>;
  /** From now on gathers what is told at verbosity 1, instead of telling it. */
  gather(): readonly string[];
}

/** Training about to begin. */
export function runnerOf(subject: Trainable, { signal, tell = () => {} }: ControlledOptions): Runner {
  let [cycle, trained, lastTrained] = [0, 0, 0];
  let losses: readonly number[] = [];
  let lastLoss: number | undefined;
  let gathered: string[] | undefined;
  const run = Object.freeze<Run>({
    subject,
    tell: (message, level = 1) =>
      gathered && level === 1 ? void gathered.push(message) : tell(message, level),
    get cycle() {
      return cycle;
    },
    get iterations() {
      return subject.iterations ?? trained;
    },
    get losses() {
      return losses;
    },
    async train(iterations) {
      checkIterations(iterations);
      await subject.train(iterations);
      const before = lastTrained === cycle ? losses : [];
      losses = [...before, ...subject.losses?.() ?? []];
      lastTrained = cycle;
      trained += iterations;
    },
    loss: async () => lastLoss = await lossOf(subject),
  });
  return {
    run,
    get lastLoss() {
      return lastLoss;
    },
    async begin() {
      if (signal) await visitEventLoop(); // training that never waits would keep signals from being heard
      signal?.throwIfAborted();
      cycle++;
    },
    gather: () => gathered = [],
  };
}

function checkIterations(n: number): void {
  if (Number.isSafeInteger(n) && n >= 1) return;
  throw new RangeError(`Cannot train for ${brief(n)} iterations: give a whole number, at least 1`);
}

function lossOf(subject: Trainable): number | Promise<number> {
  if (subject.loss) return subject.loss();
  throw new TypeError('Cannot tell the loss of what is trained: it has none; declare needs: ["loss"]');
}
