import type { Examples, Learned, Predictor, Report, Supervised } from "../../core/mod.ts";
import { allRows } from "../../core/observations.ts";
import { type Categorical, categoricalOf, type Table } from "../../data/mod.ts";

/** What a toy has learned: how it predicts, and what it reports. */
export function learnedOf<X, Z>(predict: (x: X) => Z, report: Report = {}): Predictor<X, Z> {
  const rest: Learned = {
    report,
    save: () => Promise.resolve({ kind: "Toy", data: { report }, arrays: new Map() }),
    [Symbol.dispose]() {},
  };
  return { ...rest, predict: (x) => Promise.resolve(predict(x)) };
}

/** A model that learns by `fit`. */
export function toy<X, Y, Z>(
  kind: string,
  fit: (data: Examples<X, Y>) => Predictor<X, Z> | Promise<Predictor<X, Z>>,
): Supervised<X, Y, Z> {
  const model: Supervised<X, Y, Z> = {
    kind,
    params: {},
    traits: { prediction: "point" },
    with: () => model,
    fit: async (data) => await fit(data),
  };
  return model;
}

const columnsOf = (x: Table) =>
  x.names.map((name) => (x.column(name) as { readonly values: Float64Array }).values);

/** Knows every row that it has seen, and nothing else: the label of the nearest row, the first of several. */
export const nearest = toy<Table, Categorical, Categorical>("Nearest", ({ x, y }) => {
  const known = columnsOf(x);
  const distance = (columns: readonly Float64Array[], i: number, j: number) =>
    columns.reduce((sum, column, c) => sum + (column[i]! - known[c]![j]!) ** 2, 0);
  return learnedOf((guessed: Table) => {
    const columns = columnsOf(guessed);
    const codes = Array.from(allRows(guessed.size), (i) => {
      const distances = Array.from(allRows(x.size), (j) => distance(columns, i, j));
      return y.codes[distances.indexOf(Math.min(...distances))]!;
    });
    return categoricalOf(codes, y.levels);
  });
});
