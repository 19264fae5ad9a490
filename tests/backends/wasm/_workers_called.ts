/** How many workers are called while something runs. */
export async function workersCalled(run: () => Promise<unknown>): Promise<number> {
  const { Worker } = globalThis;
  let workers = 0;
  globalThis.Worker = new Proxy(Worker, {
    construct(of, [url, options]) {
      workers++;
      return new of(url, options);
    },
  });
  try {
    await run();
  } finally {
    globalThis.Worker = Worker;
  }
  return workers;
}
