import { clock } from "../../core/clock.ts";
import { configured } from "../../core/configured.ts";
import { nested, real } from "../../core/schema.ts";
import type { ControlMembers, ControlOf } from "../control.ts";

/** Hyperparameters of {@linkcode timeLimit}: the parts of the time add up. */
export interface TimeLimitParams {
  /** Hours. Default 0. */
  readonly hours: number;
  /** Minutes. Default 0. */
  readonly minutes: number;
  /** Seconds. Default 0. */
  readonly seconds: number;
  /** The clock, in milliseconds. Default: the runtime's own, which only moves forward. */
  readonly now: () => number;
}

interface Times {
  readonly began: number | undefined;
  readonly passed: number;
}

const make = configured<TimeLimitParams, ControlMembers<Times>>(
  "TimeLimit",
  {
    hours: real(0, { min: 0, doc: "hours" }),
    minutes: real(0, { min: 0, doc: "minutes" }),
    seconds: real(0, { min: 0, doc: "seconds" }),
    now: nested(clock, {
      expected: "a function that gives milliseconds",
      is: (value) => typeof value === "function",
      doc: "the clock",
    }),
  },
  ({ hours, minutes, seconds, now }) => {
    const limit = Math.round(1000 * (3600 * hours + 60 * minutes + seconds));
    if (limit === 0) {
      throw new RangeError(
        "Cannot limit training to no time: give hours, minutes or seconds, at least 0.001 seconds",
      );
    }
    return {
      start: () => ({ began: undefined, passed: 0 }),
      apply({ began }) {
        const time = now();
        return { began: began ?? time, passed: time - (began ?? time) };
      },
      done: ({ passed }) =>
        passed > limit ? `TimeLimit: more than ${limit / 1000} seconds have passed` : undefined,
    };
  },
);

/**
 * Stops when more than this time has passed since the end of the first cycle, half an hour by default. Where training stops
 * then depends on the machine, and what is learned with it: it does not repeat bit for bit.
 *
 * @example
 * ```ts
 * import { controlled, step, timeLimit } from "@attune/attune/meta";
 * import { squareRooter } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * let time = 0;
 * const limit = timeLimit({ minutes: 1, now: () => time += 25_000 });
 * assert.equal((await controlled(squareRooter(2), [step(1), limit])).cycles, 4);
 * ```
 */
export function timeLimit(limit: Partial<TimeLimitParams> = { hours: 0.5 }): ControlOf<TimeLimitParams> {
  return make(limit);
}
