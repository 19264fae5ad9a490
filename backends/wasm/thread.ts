import { WORKER_SOURCE } from "./worker_source.ts";

/** A thread that was started from our source. */
export interface Thread {
  /** Sends it something. */
  post(message: unknown): void;
  /** Sets who is told of its answers, and of why it ended by itself; one at a time. */
  listen(listener: (message: unknown) => void, died: (why: string) => void): void;
  /** Lets the process end only after it, where that can be said: it has something to do. */
  hold(): void;
  /** Lets the process end before it, where that can be said. */
  release(): void;
  /** Ends it. */
  stop(): void;
}

/** Starts a thread as the surroundings do it; undefined where that is not possible. */
export async function startThread(): Promise<Thread | undefined> {
  try {
    return typeof Worker === "undefined" ? await startNodeThread() : startWebThread();
  } catch {
    return undefined; // forbidden here, e.g. by a content security policy: training goes on without
  }
}

function startWebThread(): Thread {
  const url = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module" });
  let [listener, died] = [(_: unknown) => {}, (_: string) => {}];
  worker.onmessage = ({ data }) => {
    URL.revokeObjectURL(url);
    listener(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    died(event.message);
  };
  return {
    post: (message) => worker.postMessage(message),
    listen: (...both) => [listener, died] = both,
    hold() {},
    release() {},
    stop: () => worker.terminate(),
  };
}

/** What we use of `node:worker_threads`. */
interface NodeWorker {
  postMessage(message: unknown): void;
  on(event: "message" | "error", listener: (value: unknown) => void): void;
  ref(): void;
  unref(): void;
  terminate(): Promise<number>;
}

// Node 20 has workers in a module of its own, whose name bundlers for browsers must not see.
async function startNodeThread(): Promise<Thread> {
  const name = ["node", "worker_threads"].join(":");
  // a module that the compiler cannot see by a computed name
  const { Worker } = await import(name) as {
    readonly Worker: new (source: string, options: { readonly eval: true }) => NodeWorker;
  };
  const bridge = `const { parentPort } = require("node:worker_threads");
    globalThis.postMessage = (message) => parentPort.postMessage(message);
    let onmessage;
    parentPort.on("message", (data) => onmessage({ data }));`;
  const worker = new Worker(bridge + WORKER_SOURCE, { eval: true });
  worker.unref();
  let [listener, died] = [(_: unknown) => {}, (_: string) => {}];
  worker.on("message", (message) => listener(message));
  worker.on("error", (error) => died(String(error)));
  return {
    post: (message) => worker.postMessage(message),
    listen: (...both) => [listener, died] = both,
    hold: () => worker.ref(),
    release: () => worker.unref(),
    stop: () => void worker.terminate(),
  };
}
