// deno-lint-ignore attune/no-clock -- the default of an argument
const clock = () => performance.now();

/** Why no more can be begun, once so many seconds have passed since it was made. */
export function timeLimitOf(seconds: number, now: () => number = clock): () => string | undefined {
  const began = now();
  return () => now() - began >= 1000 * seconds ? `its time limit of ${seconds} s has passed` : undefined;
}
