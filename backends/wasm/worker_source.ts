import { nextSlice, OPEN, SLICE, STOPPED, TAKEN } from "./job.ts";

/** What a worker is sent first. */
export interface Setup {
  /** The memory, shared. */
  readonly memory: WebAssembly.Memory;
  /** The kernels. */
  readonly kernels: WebAssembly.Module;
  /** Scratch memory of this thread. */
  readonly scratch: number;
}

/** What a worker is sent for each job. */
export interface Order {
  /** Number of the code. */
  readonly id: number;
  /** The code itself, the first time. */
  readonly module?: WebAssembly.Module;
  /** Address of the program's table. */
  readonly table: number;
  /** Address of the job's state. */
  readonly state: number;
  /** Batches in all. */
  readonly batches: number;
}

/** What a worker says. */
export type Answer =
  | { readonly kind: "progress" | "done"; readonly batches: number }
  | { readonly kind: "left" | "ready" }
  | { readonly kind: "failed"; readonly message: string };

/** The program of a worker, as text, so that it needs no file and no permission to read one. */
export const WORKER_SOURCE: string = `
const SLICE = ${SLICE};
const nextSlice = ${nextSlice};
const codes = new Map();
let memory, kernels, scratch;
function setUp(setup) {
  memory = setup.memory;
  scratch = setup.scratch;
  kernels = new WebAssembly.Instance(setup.kernels, { env: { memory } }).exports;
}
function train({ id, module, table, state, batches }) {
  if (module) codes.set(id, new WebAssembly.Instance(module, { env: { memory }, kernels }).exports);
  if (Atomics.compareExchange(new Int32Array(memory.buffer, state, 1), 0, ${OPEN}, ${TAKEN}) !== ${OPEN}) {
    return postMessage({ kind: "left" });
  }
  const { train } = codes.get(id);
  let [done, slice, told] = [0, 1, performance.now()];
  while (done < batches) {
    if (Atomics.load(new Int32Array(memory.buffer, state, 1), 0) === ${STOPPED}) break;
    const before = performance.now();
    const until = Math.min(batches, done + slice);
    train(table, done, until, scratch);
    const now = performance.now();
    slice = nextSlice(until - done, now - before);
    done = until;
    if (now - told > 40 && done < batches) {
      told = now;
      postMessage({ kind: "progress", batches: done });
    }
  }
  postMessage({ kind: "done", batches: done });
}
onmessage = ({ data }) => {
  if ("kernels" in data) {
    setUp(data);
    return postMessage({ kind: "ready" });
  }
  try {
    train(data);
  } catch (error) {
    postMessage({ kind: "failed", message: String(error) });
  }
};
`;
