import type { Event, RunOptions } from "../core/context.ts";
import { checkNames } from "../core/names.ts";
import { brief } from "../core/show.ts";
import { EventQueue } from "./_event_queue.ts";

/** What a run has to take over into its options, so that its events can be read. */
export type EventsRun = Required<Pick<RunOptions, "listener" | "signal">>;

/** Options of {@linkcode events}. */
export interface EventsOptions {
  /** The most events that wait to be read. Default 10000. */
  readonly limit?: number;
}

/** The events of a run as they happen, and what it gives in the end. */
export interface Events<T> extends AsyncGenerator<Event, void, void> {
  /** What the run gives; rejects if it fails. */
  readonly result: Promise<T>;
}

/**
 * Begins a run, whose events are to be read in a loop. The loop ends when the run has ended and all events have been read;
 * if the run fails, the loop throws its error after the last event.
 *
 * Training does not wait for whoever reads, and tells of short epochs in bursts. Events that come faster than they are read
 * wait, at most `limit` of them; of more, the oldest are lost, and a note in their place says how many.
 *
 * Leaving the loop early, by `break`, `return` or an error, aborts the run by the signal, and waits until it has stopped,
 * so that nothing goes on behind the loop. A run that does not take the signal is waited for until its end.
 *
 * Throws a TypeError for what is no function, e.g. for the promise of a fit, and a RangeError for a limit that is no whole
 * number from 1 on.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { events } from "@attune/attune/listeners";
 * import { descender } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const data = { x: numeric([1, 2, 3]), y: numeric([2, 4, 6]) };
 * const run = events((options) => new Machine(descender(), data, options).fit());
 * const losses: number[] = [];
 * for await (const event of run) if (event.type === "epoch") losses.push(event.loss);
 * assert.deepEqual((await run.result).report.losses, losses);
 * ```
 */
export function events<T>(
  run: (options: EventsRun) => T | Promise<T>,
  options: EventsOptions = {},
): Events<T> {
  checkNames("events", options, ["limit"]);
  if (typeof run !== "function") {
    throw new TypeError(
      `Cannot tell events of ${
        brief(run)
      }: give a function that runs, e.g. (options) => evaluate(model, data, options)`,
    );
  }
  const queue = new EventQueue(options.limit ?? 10_000);
  const aborter = new AbortController();
  const result = start(run, { listener: (event) => queue.add(event), signal: aborter.signal });
  result.then(() => queue.close(), () => queue.close());
  const leave = async () => {
    aborter.abort(); // does nothing to a run that has ended
    await result.catch((error: unknown) => {
      if (!isCausedBy(aborter.signal.reason, error)) throw error;
    });
  };
  const reading = read(queue, leave);
  const close = reading.return.bind(reading);
  return Object.assign(reading, {
    result,
    async return() {
      await leave(); // a generator that has not begun would not
      return await close();
    },
  });
}

// Async, so that what a run throws at once comes as a rejection too.
async function start<T>(run: (options: EventsRun) => T | Promise<T>, options: EventsRun): Promise<T> {
  return await run(options);
}

async function* read(
  queue: EventQueue,
  leave: () => Promise<void>,
): AsyncGenerator<Event, void, void> {
  try {
    yield* queue.read();
  } finally {
    await leave();
  }
}

// An aborted run rejects with the reason, or with an error caused by it.
function isCausedBy(reason: unknown, error: unknown): boolean {
  return error === reason || (error instanceof Error && error.cause === reason);
}
