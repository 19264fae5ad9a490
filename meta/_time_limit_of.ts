import { clock } from "../core/clock.ts";

/** Why no more can be begun, once so many seconds have passed since it was made. */
export function timeLimitOf(seconds: number, now: () => number = clock): () => string | undefined {
  const began = now();
  return () => now() - began >= 1000 * seconds ? `its time limit of ${seconds} s has passed` : undefined;
}
