import { SavedError } from "../core/errors.ts";
import type { Saved } from "../core/saved.ts";
import { type Numeric, numeric, type Table } from "../data/mod.ts";
import { tabulate } from "../data/tabulate.ts";
import { rowsArray, rowsNamed } from "./_saved_rows.ts";
import type { Pair } from "./resampling.ts";

/** What a stack keeps of its training: the folds, and what bases predicted of the rows that these hold out. */
export interface StackTrace {
  readonly pairs: readonly Pair[];
  /** Columns of numbers. */
  readonly features: Table;
}

/** The rows that some pair holds out, in order. */
export function heldIn(pairs: readonly Pair[]): Int32Array {
  return Int32Array.from(pairs.flatMap(({ test }) => Array.from(test))).sort();
}

/** The trace as it is stored. */
export function savedTrace({ pairs, features }: StackTrace): Pick<Saved, "data" | "arrays"> {
  const rows = pairs.flatMap(({ train, test }, fold) =>
    [[`train ${fold}`, rowsArray(train)], [`test ${fold}`, rowsArray(test)]] as const
  );
  const { names, size } = features;
  const values = new Float64Array(names.length * size);
  names.forEach((name, j) => values.set((features.column(name) as Numeric).values, j * size)); // as bases' predictions are
  const arrays = new Map([...rows, ["features", { shape: [names.length, size], data: values }]]);
  return { data: { folds: pairs.length, features: names }, arrays };
}

/** The trace that was stored. */
export function traceIn(saved: Saved): StackTrace {
  const { kind, data: { folds, features: names } } = saved;
  const values = saved.arrays.get("features");
  const told = typeof folds === "number" && Array.isArray(names) && values?.shape[0] === names.length;
  if (!told) throw new SavedError(`Cannot restore ${kind}: by which folds it learned is not told`, kind);
  const pairs = Array.from(
    { length: Math.min(folds, saved.arrays.size) },
    (_, fold) =>
      Object.freeze({ train: rowsNamed(saved, `train ${fold}`), test: rowsNamed(saved, `test ${fold}`) }),
  );
  const size = values.shape[1] ?? 0;
  const columns = names.map((name, j) =>
    [String(name), numeric(Float64Array.from(values.data.subarray(j * size, (j + 1) * size)))] as const
  );
  return { pairs: Object.freeze(pairs), features: tabulate(columns) };
}
