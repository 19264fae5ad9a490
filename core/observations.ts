/** Row numbers, from 0, in the order in which they are wanted. */
export type Rows = ArrayLike<number>;

/** What a column means, as opposed to how it is stored. */
export type Scitype =
  | "Continuous"
  | "Count"
  | "Multiclass"
  | "OrderedFactor"
  | "Textual"
  | "GrayImage"
  | "ColorImage";

/** Anything that consists of observations: a column, a table, images, predictions. Immutable. */
export interface Observations {
  /** How many observations. */
  readonly size: number;
  /** The observations with these numbers, in this order; numbers may repeat. */
  take(rows: Rows): this;
}

/** What a measure or model learns from: inputs, targets, and how much each row counts. */
export interface Examples<X, Y> {
  /** The inputs, one observation a row. */
  readonly x: X;
  /** The targets, as many as the inputs. */
  readonly y: Y;
  /** How much each row counts, positive or zero; all ones if absent. */
  readonly weights?: Float64Array;
}

/** The row numbers 0 … n − 1. */
export function allRows(n: number): Int32Array {
  const rows = new Int32Array(n);
  for (let i = 0; i < n; i++) rows[i] = i;
  return rows;
}
