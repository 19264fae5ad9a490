import { configured } from "../../core/configured.ts";
import { flag, required } from "../../core/schema.ts";
import type { ControlMembers, ControlOf } from "../control.ts";

/** Hyperparameters of {@linkcode feed}. */
export interface FeedParams {
  /** What is taken in, one item in each cycle. */
  readonly items: Iterable<unknown>;
  /** Whether training stops when there is no item left. Default false. */
  readonly stopWhenExhausted: boolean;
}

interface Feeding {
  readonly iterator: Iterator<unknown>;
  readonly exhausted: boolean;
}

const make = configured<FeedParams, ControlMembers<Feeding>>(
  "Feed",
  {
    items: required<Iterable<unknown>>({
      expected: "a list, or another iterable",
      is: (value) => typeof value === "object" && value !== null && Symbol.iterator in value,
      doc: "what is taken in, one item in each cycle",
    }),
    stopWhenExhausted: flag(false, "whether training stops when there is no item left"),
  },
  ({ items, stopWhenExhausted }) => ({
    needs: ["ingest"],
    start: () => ({ iterator: items[Symbol.iterator](), exhausted: false }),
    async apply({ iterator, exhausted }, run) {
      if (exhausted) return { iterator, exhausted };
      const { done = false, value } = iterator.next();
      if (!done) await run.subject.ingest?.(value);
      return { iterator, exhausted: done };
    },
    ...(stopWhenExhausted && {
      done: ({ exhausted }: Feeding) => exhausted ? "Feed: there is no item left" : undefined,
    }),
  }),
);

/**
 * Feeds what is trained with one item in each cycle; it stands before the control that trains. That there is none left shows
 * in the cycle after the last one. What cannot be gone through twice, as a generator, serves one run. Upstream this is Data.
 *
 * @example
 * ```ts
 * import { controlled, feed, step, withLossDo } from "@attune/attune/meta";
 * import { particle } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const losses: number[] = [];
 * await controlled(particle(0.5), [
 *   feed([1, 3], { stopWhenExhausted: true }),
 *   step(1),
 *   withLossDo((loss) => losses.push(loss)),
 * ]);
 * assert.deepEqual(losses, [0.5, 1.25, 0.625]);
 * ```
 */
export function feed(
  items: Iterable<unknown>,
  options: Partial<Omit<FeedParams, "items">> = {},
): ControlOf<FeedParams> {
  return make({ ...options, items });
}
