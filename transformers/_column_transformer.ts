import type { Report } from "../core/model.ts";
import type { Scitype } from "../core/observations.ts";
import type { SchemaOf } from "../core/schema.ts";
import type { Column, Table } from "../data/mod.ts";
import { tabulate } from "./_tabulate.ts";
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
  /** What the fit has to tell, from what was learned of each column. */
  report(states: Readonly<Record<string, S>>): Report;
}

/** A kind of transformer that treats each chosen column by itself, in its place. */
export function columnTransformer<P extends object, S, L extends TableMapper = TableMapper>(
  recipe: ColumnRecipe<P, S>,
): (options?: Partial<P & FeatureParams>) => TableTransformer<P & FeatureParams, L> {
  const { kind, inverse } = recipe;
  type All = P & FeatureParams;
  type States = Readonly<Record<string, S>>;
  type Change = (column: Column, state: S, name: string) => Column;
  const each = (x: Table, states: States, change: Change): Table =>
    tabulate(
      x.names.map((name) => {
        const column = x.column(name);
        return [name, Object.hasOwn(states, name) ? change(column, states[name]!, name) : column] as const;
      }),
    );
  return tableTransformer<All, States, L>({
    kind,
    schema: { ...FEATURES, ...recipe.schema } as SchemaOf<All>, // the fields of both
    input: ["Continuous", "Count", "Multiclass", "OrderedFactor", "Textual"],
    check: (params) => checkFeatures(params, kind),
    learn: (x, { params, context }) => {
      const names = chosenFeatures(x, params, { kind, suits: recipe.suits(params) });
      return Object.fromEntries(
        names.map((name) => [name, recipe.learn(x.column(name), { name, params, context })]),
      );
    },
    transform: (x, states, params) =>
      each(x, states, (column, state, name) => recipe.transform(column, state, { name, params })),
    ...(inverse && {
      inverse: (z: Table, states: States, params: Readonly<All>) =>
        each(z, states, (column, state, name) => inverse(column, state, { name, params })),
    }),
    report: (states) => ({ features: Object.keys(states), ...recipe.report(states) }),
  });
}
