import type { Examples, Learned, Predictor, Report, Supervised } from "../../core/mod.ts";
import { allRows } from "../../core/observations.ts";
import { type Categorical, categoricalOf, numeric, type Table, table } from "../../data/mod.ts";

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

/** A model behind a scaler: both learn from the rows that they are given. Reports the scaler's means and deviations. */
export function standardised<Y, Z>(model: Supervised<Table, Y, Z>): Supervised<Table, Y, Z> {
  const wrapped: Supervised<Table, Y, Z> = {
    ...model,
    kind: `Standardised${model.kind}`,
    with: () => wrapped,
    async fit({ x, ...others }, context) {
      const columns = columnsOf(x);
      const means = columns.map((values) => values.reduce((sum, v) => sum + v) / values.length);
      const deviations = columns.map((values, c) =>
        Math.sqrt(values.reduce((sum, v) => sum + (v - means[c]!) ** 2, 0) / (values.length - 1))
      );
      const scaled = (given: Table) =>
        table(Object.fromEntries(
          columnsOf(given).map((values, c) => [
            given.names[c]!,
            numeric(values.map((v) => (v - means[c]!) / deviations[c]!)),
          ]),
        ));
      const inner = await model.fit({ ...others, x: scaled(x) }, context);
      return {
        report: { ...inner.report, means, deviations },
        save: () => inner.save(),
        predict: (given) => inner.predict(scaled(given)),
        [Symbol.dispose]: () => inner[Symbol.dispose](),
      };
    },
  };
  return wrapped;
}
