import { DeviceError } from "../../core/errors.ts";
import type { Device } from "./device.ts";
import type { Job } from "./job.ts";
import { startThread, type Thread } from "./thread.ts";
import type { Answer, Order, Setup } from "./worker_source.ts";

/** A thread that trains one job after the other. */
export interface Worker extends Disposable {
  /** Trains to the end, or until the signal; throws what the signal says. */
  run(job: Job): Promise<void>;
}

/** Starts a worker on a device; undefined where none can be had. */
export async function startWorker(device: Device): Promise<Worker | undefined> {
  const thread = await startThread();
  if (thread === undefined) return undefined;
  const [scratch, stop] = [device.arena.take(device.scratchBytes), device.arena.take(4)];
  const setup: Setup = { memory: device.memory, kernels: device.kernels, scratch };
  thread.post(setup);
  const known = new Set<number>();
  return {
    async run(job) {
      const { id, module } = job.code;
      const flag = new Int32Array(device.memory.buffer, stop, 1);
      Atomics.store(flag, 0, job.signal?.aborted ? 1 : 0); // before the order: the worker looks at once
      const order: Order = { id, table: job.table, stop, batches: job.batches };
      thread.post(known.has(id) ? order : { ...order, module });
      known.add(id);
      await answered(thread, { job, flag });
      job.signal?.throwIfAborted();
    },
    [Symbol.dispose]() {
      thread.stop();
      device.arena.give(scratch);
      device.arena.give(stop);
    },
  };
}

// Waits for the end of a job, tells its progress and passes the signal on.
function answered(
  thread: Thread,
  { job, flag }: { readonly job: Job; readonly flag: Int32Array },
): Promise<void> {
  const abort = () => void Atomics.store(flag, 0, 1);
  job.signal?.addEventListener("abort", abort, { once: true });
  return new Promise<void>((resolve, reject) => {
    thread.listen((message) => {
      const answer = message as Answer; // from our own source
      if (answer.kind === "failed") {
        return reject(new DeviceError(`Cannot train in a worker: ${answer.message}`));
      }
      job.progress(answer.batches);
      if (answer.kind === "done") resolve();
    });
  }).finally(() => job.signal?.removeEventListener("abort", abort));
}
