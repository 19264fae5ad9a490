/**
 * Lets timers, signals and messages have their turn, in 0.02 ms. A timer of no milliseconds would sleep for two, and
 * after an immediate Deno 2.9 leaves the messages of workers lying for up to 200 ms.
 */
export function visitEventLoop(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close(); // each closes on its own in Deno
      port2.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
