import type { Context } from "../core/context.ts";

/** Why a run has to stop. */
export interface Stop {
  /** What a signal was aborted with, or a listener threw. */
  readonly reason: unknown;
  /** Whether it is told even if all was done by then. */
  readonly always: boolean;
}

/** A context whose listener cannot break what is under way, and whether and why it has to stop. */
export interface Stoppable {
  readonly context: Context;
  /** Nothing while it may go on. */
  stopped(): Stop | undefined;
}

/**
 * Takes errors of a listener for a reason to stop, as if a signal had been aborted: thrown where the event was emitted
 * they would look like failures of a fit, or be lost in a callback of a device. After one it is told nothing more.
 */
export function stoppable(context: Context): Stoppable {
  const { rng, backend, signal } = context;
  let broken: Stop | undefined;
  return {
    context: {
      rng,
      backend,
      signal,
      emit(event) {
        if (broken) return;
        try {
          context.emit(event);
        } catch (error) {
          broken = {
            reason: error ?? new TypeError("Cannot tell the listener: it threw nothing; throw errors"),
            always: true,
          };
        }
      },
    },
    stopped: () => broken ?? (signal?.aborted ? { reason: signal.reason, always: false } : undefined),
  };
}
