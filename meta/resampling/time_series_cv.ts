import { configured } from "../../core/configured.ts";
import { DataError } from "../../core/errors.ts";
import type { Rows } from "../../core/observations.ts";
import { type Field, integer } from "../../core/schema.ts";
import { brief } from "../../core/show.ts";
import type { Resampling, ResamplingOf } from "../resampling.ts";

/** Hyperparameters of {@linkcode timeSeriesCv}. */
export interface TimeSeriesCvParams {
  /** How many folds, at least 1. Default 4. */
  readonly folds: number;
  /** How many rows are left out between those learned from and those judged by. Default 0. */
  readonly gap: number;
  /** How many rows each fold is judged by. Default `"even"`: n / (folds + 1), rounded down. */
  readonly testSize: number | "even";
  /** How many rows a fold learns from at most: the latest. Default Infinity: all that came before. */
  readonly maxTrainSize: number;
}

const make = configured<TimeSeriesCvParams, Pick<Resampling, "pairs">>(
  "TimeSeriesCv",
  {
    folds: integer(4, { min: 1, doc: "how many folds" }),
    gap: integer(0, { min: 0, doc: "how many rows are left out between training and test rows" }),
    testSize: orElse(integer(1, { min: 1, doc: "how many rows each fold is judged by" }), "even"),
    maxTrainSize: orElse(integer(1, { min: 1, doc: "how many rows a fold learns from at most" }), Infinity),
  },
  (params) => ({
    pairs(rows) {
      const { folds, gap, maxTrainSize } = params;
      const order = Int32Array.from(rows);
      checkAscending(order);
      const size = testSizeOf(order.length, params);
      return Array.from({ length: folds }, (_, k) => {
        const start = order.length - (folds - k) * size;
        const end = start - gap;
        return {
          train: order.slice(Math.max(0, end - maxTrainSize), end),
          test: order.slice(start, start + size),
        };
      });
    },
  }),
);

/**
 * Cross-validation of rows in order of time: each fold is judged by rows that come after all that it learned from. The
 * last rows are cut into test sets of one size; a fold learns from all rows before its own, or from the latest
 * `maxTrainSize` of them, less a `gap`. By default rows are shared evenly, and what remains goes to the training rows,
 * as in MLJ's TimeSeriesCV; all of it is as in scikit-learn's TimeSeriesSplit.
 *
 * Rows must be in ascending order: it is taken for the order of time.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { timeSeriesCv } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * const pairs = timeSeriesCv({ folds: 2 }).pairs([0, 1, 2, 3], rng(0), numeric([5, 6, 7, 8]));
 * assert.deepEqual(pairs.map(({ train }) => [...train as Int32Array]), [[0, 1], [0, 1, 2]]);
 * assert.deepEqual(pairs.map(({ test }) => [...test as Int32Array]), [[2], [3]]);
 * ```
 */
export function timeSeriesCv(options: Partial<TimeSeriesCvParams> = {}): ResamplingOf<TimeSeriesCvParams> {
  return make(options);
}

// A number, or one value beside; that is the default.
function orElse<T>(field: Field<number>, other: T): Field<number | T> {
  return {
    ...field,
    default: other,
    expected: `${field.expected}, or ${brief(other)}`,
    accepts: (value) => value === other || field.accepts(value),
  };
}

function testSizeOf(rows: number, { folds, gap, testSize }: TimeSeriesCvParams): number {
  const size = testSize === "even" ? Math.floor(rows / (folds + 1)) : testSize;
  if (size > 0 && rows - gap - folds * size > 0) return size;
  const tests = testSize === "even" ? "" : ` with ${testSize} test rows each`;
  const apart = gap > 0 ? ` and a gap of ${gap}` : "";
  throw new DataError(
    `Cannot make ${folds} folds of ${rows} rows in time${tests}${apart}: nothing would be left to learn from; ` +
      "give more rows, or fewer folds",
  );
}

function checkAscending(rows: Rows): void {
  for (let i = 1; i < rows.length; i++) {
    if (rows[i]! > rows[i - 1]!) continue;
    throw new DataError(
      `Cannot make folds in time: row ${rows[i]} comes after row ${rows[i - 1]}; ` +
        "put the data in order of time, and give rows in ascending order",
    );
  }
}
