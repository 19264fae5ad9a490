/** One workload, as a peer loads it; files hold raw little-endian numbers, row-major. */
export interface Job {
  /** What one run does. */
  readonly kind: "train" | "predict" | "cv" | "grid";
  /** Sizes of the data. */
  readonly rows: number;
  readonly inputs: number;
  readonly classes: number;
  /** Channels of each block, a 3 × 3 convolution and a 2 × 2 max-pool, before all else; inputs are then square gray images. */
  readonly channels: readonly number[];
  /** Units of each hidden layer. */
  readonly hidden: readonly number[];
  readonly activation: "relu" | "sigmoid";
  readonly batch: number;
  /** Adam's. */
  readonly rate: number;
  /** Epochs of one run, or of each fit of a cross-validation. */
  readonly epochs: number;
  readonly folds: number;
  /** Networks that are trained on the same data at once. */
  readonly programs: number;
  /** What is tried, where there is a grid. */
  readonly grid?: Grid;
  /** A run of `train` is repeated, from the same start, until it has taken this many seconds. */
  readonly atLeast: number;
  /** How often one row is predicted. */
  readonly times: number;
  readonly files: Files;
}

/** A grid: each of `hidden` with each of `rates`. */
export interface Grid {
  readonly hidden: readonly (readonly number[])[];
  readonly rates: readonly number[];
}

/** Where the data are. */
export interface Files {
  /** Inputs: rows × inputs, float32. */
  readonly x: string;
  /** Class of each row, int32. */
  readonly y: string;
  /** Initial kernel (inputs × units, or 3 × 3 × inputs × channels) and bias of each layer, in order, float32. */
  readonly weights: string;
  /** Row orders: epochs × rows, int32. */
  readonly orders: string;
}

/** What is asked of a peer, one JSON line each. */
export type Request =
  | { readonly do: "hello" }
  | { readonly do: "load"; readonly job: Job }
  | { readonly do: "run" }
  | { readonly do: "free" };

/** What it answers to `run`. */
export interface Outcome {
  /** Seconds, by what was timed: `run`, or `rows`, `p50` and `p99`. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Final losses or first predictions: what must agree between peers. */
  readonly check: readonly number[];
}
