import { configured } from "../../core/configured.ts";
import { allRows } from "../../core/observations.ts";
import { integer, nested } from "../../core/schema.ts";
import { brief } from "../../core/show.ts";
import type { Resampling, ResamplingOf } from "../resampling.ts";
import { isResampling, run } from "./_run.ts";
import { cv } from "./cv.ts";

/** Hyperparameters of {@linkcode repeated}. */
export interface RepeatedParams {
  /** What is repeated. */
  readonly resampling: Resampling;
  /** How often. Default 10. */
  readonly times: number;
}

const make = configured<RepeatedParams, Pick<Resampling, "pairs">>(
  "Repeated",
  {
    resampling: nested<Resampling>(cv(), {
      expected: "a resampling, e.g. cv({ shuffled: true })",
      is: isResampling,
      doc: "what is repeated",
    }),
    times: integer(10, { min: 1, doc: "how often" }),
  },
  ({ resampling, times }) => ({
    pairs: (rows, rng, y) =>
      Array.from(allRows(times), (time) => run(resampling, { rows, rng: rng.fork(time), y })).flat(),
  }),
);

/**
 * Another resampling several times over, each time with chance of its own: the pairs of the first time, then those of
 * the second … `evaluate` gives the same pairs with `repeats`. What is repeated should shuffle, or all times are alike.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { cv, repeated } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * const resampling = repeated(cv({ folds: 2, shuffled: true }), { times: 5 });
 * assert.equal(resampling.pairs([0, 1, 2, 3], rng(0), numeric([5, 6, 7, 8])).length, 10);
 * ```
 */
export function repeated(
  resampling: Resampling,
  options: Partial<Pick<RepeatedParams, "times">> = {},
): ResamplingOf<RepeatedParams> {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`Cannot repeat ${brief(options)} times: give it by name, { times }`);
  }
  return make({ ...options, resampling });
}
