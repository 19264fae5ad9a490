import type { Observations, Rows } from "../core/observations.ts";
import type { Rng } from "../core/rng.ts";
import { brief } from "../core/show.ts";
import { repeatedRow } from "./_repeated_row.ts";
import type { Pair, Resampling } from "./resampling.ts";
import { isResampling, resamplingLine, run } from "./resampling/_run.ts";
import { cv } from "./resampling/cv.ts";
import { repeated } from "./resampling/repeated.ts";

/** What there is to split. */
export interface Splitting {
  readonly rows: Rows;
  readonly repeats: number;
  /** Rows of the data in all. */
  readonly size: number;
  readonly y: Observations;
  readonly rng: Rng;
}

/** All pairs, of all repeats, checked; and what they are called. */
export function pairsFor(
  { resampling = cv(), rows: given }: {
    readonly resampling?: Resampling | readonly Pair[];
    readonly rows?: Rows;
  },
  { rows, repeats, size, y, rng }: Splitting,
): { readonly pairs: readonly Pair[]; readonly resampling: string } {
  if (isResampling(resampling)) {
    checkRows(rows);
    // what is repeated already has the chance that repeats would give it, and so the same folds
    const once = repeats === 1 && resampling.kind === "Repeated";
    const runs = once ? resampling : repeated(resampling, { times: repeats });
    const pairs = run(runs, { rows, rng: rng.fork("resampling"), y });
    pairs.forEach((pair, i) => checkPair(pair, i, size));
    return { pairs, resampling: resamplingLine(resampling) };
  }
  if (!Array.isArray(resampling)) {
    throw new TypeError(
      `Cannot resample by ${brief(resampling)}: give cv(), holdout() … or a list of { train, test }`,
    );
  }
  if (resampling.length === 0) {
    throw new RangeError("Cannot evaluate by no pairs: give at least one { train, test }");
  }
  if (given) throw new TypeError("Cannot use rows with explicit pairs: the pairs say which rows are in use");
  if (repeats > 1) throw new TypeError("Cannot repeat explicit pairs: they would be the same each time");
  resampling.forEach((pair, i) => checkPair(pair, i, size));
  const own = ({ train, test }: Pair) =>
    Object.freeze({ train: Int32Array.from(train), test: Int32Array.from(test) });
  return { pairs: resampling.map(own), resampling: "Explicit pairs" };
}

// A row that stood twice could be learned from and judged by.
function checkRows(rows: Rows): void {
  const row = repeatedRow(rows);
  if (row !== undefined) {
    throw new RangeError(`Cannot split rows: row ${row} is given twice; give each once`);
  }
}

function checkPair(pair: Partial<Pair> | null | undefined, i: number, size: number): void {
  for (const side of ["train", "test"] as const) {
    const rows = pair?.[side];
    if (rows === undefined || rows === null || typeof rows.length !== "number") {
      throw new TypeError(
        `Cannot use pair ${i}: its ${side} is ${brief(rows)}; give { train, test } with row numbers`,
      );
    }
    if (rows.length === 0) throw new RangeError(`Cannot use pair ${i}: it has no ${side} rows`);
    const odd = Array.from(rows).find((row) => !Number.isInteger(row) || row < 0 || row >= size);
    if (odd !== undefined) {
      throw new RangeError(`Cannot use pair ${i}: ${side} row ${odd} is not among rows 0 to ${size - 1}`);
    }
  }
}
