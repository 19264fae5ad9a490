/** What Deno and Node have, and browsers lack. */
interface Immediate {
  setImmediate?(callback: () => void): unknown;
}

/** Lets timers, signals and messages have their turn. A timer of no milliseconds would sleep for one or two. */
export function visitEventLoop(): Promise<void> {
  const { setImmediate } = globalThis as Immediate; // whether it is there depends on the surroundings
  return new Promise((resolve) => {
    if (setImmediate) return void setImmediate(resolve);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
