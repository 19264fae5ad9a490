import { type Configured, configured } from "../core/configured.ts";
import type { Context } from "../core/context.ts";
import type { Mapper, Model, Report, Traits } from "../core/model.ts";
import type { Scitype } from "../core/observations.ts";
import type { SchemaOf } from "../core/schema.ts";
import { listing, printable } from "../core/show.ts";
import type { Table } from "../data/mod.ts";
import { withoutFeatures } from "./_features.ts";
import { checkTable, matched, type Seen, seenIn } from "./_match_columns.ts";

/** What a transformer of tables has learned. */
export interface TableMapper extends Mapper<Table, Table> {
  /** What the fit has to tell: statistics by column, by the names that the transformer documents. */
  readonly report: Report;
}

/** As {@linkcode TableMapper}, with a way back. */
export interface InvertibleTableMapper extends TableMapper {
  /**
   * Goes back from what `transform` gave. Columns that were not transformed stay as they are. Throws a DataError for other
   * columns than it gave; their order may differ.
   */
  inverseTransform(z: Table): Promise<Table>;
}

/** Learns to transform tables. */
export type TableTransformer<P extends object, L extends TableMapper = TableMapper> = Model<
  { readonly x: Table },
  L,
  P
>;

/** Hyperparameters, and where a transformer runs. */
export interface Given<P extends object> {
  /** The transformer's hyperparameters. */
  readonly params: Readonly<P>;
  /** Chance, events, signal. */
  readonly context: Context;
}

/** What tells one transformer of tables from another. `S` is plain JSON data: all that was learned. */
export interface Recipe<P extends object, S extends object> {
  /** The model's kind. */
  readonly kind: string;
  /** Its hyperparameters. */
  readonly schema: SchemaOf<P>;
  /** Scitypes that columns may have. */
  readonly input: readonly Scitype[];
  /** Refuses hyperparameters that do not go together. */
  check?(params: Readonly<P>): void;
  /** Learns from a table of at least one column and one row. */
  learn(x: Table, given: Given<P>): S;
  /** A table of the columns learned from, in their order, transformed. */
  transform(x: Table, state: S, params: Readonly<P>): Table;
  /** The way back, where there is one, from the columns that `transform` gives, in their order. */
  inverse?(z: Table, state: S, params: Readonly<P>): Table;
  /** Whether these hyperparameters leave a way back. Absent: where there is one, they do. */
  invertible?(params: Readonly<P>): boolean;
  /** What the fit has to tell. Default: the state. */
  report?(state: S): Report;
}

/** A kind of transformer of tables. Tables to transform must have the columns that it learned from, in any order. */
export function tableTransformer<P extends object, S extends object, L extends TableMapper = TableMapper>(
  recipe: Recipe<P, S>,
): (options?: Partial<P>) => TableTransformer<P, L> {
  const traits: Traits = Object.freeze<Traits>({ input: recipe.input });
  type Members = Omit<TableTransformer<P, L>, keyof Configured>;
  return configured<P, Members>(recipe.kind, recipe.schema, (params) => {
    recipe.check?.(params);
    return {
      traits,
      fit({ x }: { readonly x: Table }, context: Context) {
        checkTable(x, `learn ${recipe.kind}`);
        const state = recipe.learn(x, { params, context });
        const learned = mapperOf(recipe, params, { x, state });
        return Promise.resolve(learned as L); // as the recipe has it: with a way back, or without
      },
    };
  });
}

/** What was learned from a table, as a mapper of tables. */
export function mapperOf<P extends object, S extends object>(
  recipe: Omit<Recipe<P, S>, "schema" | "input" | "check" | "learn">,
  params: Readonly<P>,
  { x: training, state }: { readonly x: Table; readonly state: S },
): TableMapper {
  const { kind } = recipe;
  const inverse = recipe.invertible?.(params) === false ? undefined : recipe.inverse;
  const seen = seenIn(training);
  const given: Seen | undefined = inverse && seenIn(recipe.transform(training.take([]), state, params));
  const mapper: TableMapper = {
    report: Object.freeze(recipe.report?.(state) ?? { ...state }),
    // deno-lint-ignore require-await -- async, so that what does not suit rejects
    async transform(x) {
      return recipe.transform(matched(x, seen, { doing: `transform by ${kind}` }), state, params);
    },
    ...(inverse && given && {
      // deno-lint-ignore require-await -- as above
      async inverseTransform(z: Table) {
        const known = matched(z, given, { doing: `go back by ${kind}`, knownFrom: "transform" });
        return inverse(known, state, params);
      },
    }),
    save() {
      const data = { params: withoutFeatures(params), seen, ...(given && { given }), state };
      return Promise.resolve({ kind, data, arrays: new Map() });
    },
    [Symbol.dispose]() {},
  };
  return Object.freeze(printable(mapper, () => listing({ kind, params: mapper.report })));
}
