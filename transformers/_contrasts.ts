/** How levels are contrasted. */
export type ContrastMode = "dummy" | "sum" | "backwardDiff" | "forwardDiff" | "helmert";

/** A contrast matrix, one row for each of k levels and k − 1 columns, and what its columns are about. */
export interface Contrasts {
  /** Rows of the matrix. */
  readonly rows: readonly (readonly number[])[];
  /** For each column the level that it contrasts with others. */
  readonly about: readonly number[];
}

/** The contrasts of k levels, as MLJTransforms has them. */
export function contrastsOf(mode: ContrastMode, k: number): Contrasts {
  const upTo = Array.from({ length: k }, (_, i) => i);
  const columns = upTo.slice(1);
  return {
    rows: upTo.map((i) => columns.map((j) => ENTRIES[mode](i, j, k))),
    about: columns.map((j) => mode === "backwardDiff" || mode === "helmert" ? j : j - 1),
  };
}

// Entry for level i from 0 and column j from 1, of k levels.
const ENTRIES: Readonly<Record<ContrastMode, (i: number, j: number, k: number) => number>> = {
  dummy: (i, j) => Number(i === j - 1),
  sum: (i, j, k) => i === k - 1 ? -1 : Number(i === j - 1),
  backwardDiff: (i, j, k) => i < j ? j / k - 1 : j / k,
  forwardDiff: (i, j, k) => i < j ? 1 - j / k : -j / k,
  helmert: (i, j) => i < j ? -1 : i === j ? j : 0,
};
