import type { Report } from "../core/model.ts";
import type { Scitype } from "../core/observations.ts";
import type { SchemaOf } from "../core/schema.ts";
import { COLUMN_SCITYPES } from "../data/column_scitypes.ts";
import type { Column, Table } from "../data/mod.ts";
import { tabulate } from "../data/tabulate.ts";
import type { ByColumn } from "./_by_column.ts";
import { checkFeatures, chosenFeatures, type FeatureParams, FEATURES } from "./_features.ts";
import {
  type Given,
  type TableMapper,
  type TableTransformer,
  tableTransformer,
} from "./_table_transformer.ts";

/** What tells one transformer of single columns from another. `S` is plain JSON data: what is learned of a column. */
export interface ColumnRecipe<P extends object, S> {
  /** The model's kind. */
  readonly kind: string;
  /** Its hyperparameters, beside those that choose columns. */
  readonly schema: SchemaOf<P>;
  /** Scitypes of the columns that it treats; others pass through. */
  suits(params: Readonly<P>): readonly Scitype[];
  /** Learns from a column of at least one row. */
  learn(column: Column, given: Given<P> & { readonly name: string }): S;
  /** The column, transformed. */
  transform(column: Column, state: S, given: { readonly name: string; readonly params: Readonly<P> }): Column;
  /** The way back, where there is one. */
  inverse?(column: Column, state: S, given: { readonly name: string; readonly params: Readonly<P> }): Column;
  /** Whether these hyperparameters leave a way back. Absent: where there is one, they do. */
  invertible?(params: Readonly<P>): boolean;
  /** What the fit has to tell, from what was learned of each column. */
  report(states: ByColumn<S>): Report;
}

/** What is learned of all columns. */
interface Columns<S> {
  readonly columns: ByColumn<S>;
}

/** A kind of transformer that treats each chosen column by itself, in its place. */
export function columnTransformer<P extends object, S, L extends TableMapper = TableMapper>(
  recipe: ColumnRecipe<P, S>,
): (options?: Partial<P & FeatureParams>) => TableTransformer<P & FeatureParams, L> {
  const { kind, inverse, invertible } = recipe;
  type All = P & FeatureParams;
  return tableTransformer<All, Columns<S>, L>({
    kind,
    schema: { ...FEATURES, ...recipe.schema } as SchemaOf<All>, // the fields of both
    input: COLUMN_SCITYPES,
    check: (params) => checkFeatures(params, kind),
    learn: (x, { params, context }) => {
      const names = chosenFeatures(x, params, { kind, suits: recipe.suits(params) });
      const columns = names.map((name) =>
        [name, recipe.learn(x.column(name), { name, params, context })] as const
      );
      return { columns };
    },
    transform: (x, { columns }, params) =>
      each(x, columns, (column, state, name) => recipe.transform(column, state, { name, params })),
    ...(inverse && {
      inverse: (z: Table, { columns }: Columns<S>, params: Readonly<All>) =>
        each(z, columns, (column, state, name) => inverse(column, state, { name, params })),
    }),
    ...(invertible && { invertible }),
    report: ({ columns }) => ({ features: columns.map(([name]) => name), ...recipe.report(columns) }),
  });
}

function each<S>(
  x: Table,
  columns: ByColumn<S>,
  change: (column: Column, state: S, name: string) => Column,
): Table {
  const changed = new Map(
    columns.map(([name, state]) => [name, change(x.column(name), state, name)]),
  );
  return tabulate(x.names.map((name) => [name, changed.get(name) ?? x.column(name)]));
}
