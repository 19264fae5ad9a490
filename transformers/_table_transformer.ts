import { type Configured, configured } from "../core/configured.ts";
import { SavedError } from "../core/errors.ts";
import type { Context } from "../core/context.ts";
import type { Mapper, Model, Report, Traits } from "../core/model.ts";
import type { Scitype } from "../core/observations.ts";
import { checkSaved, type Saved } from "../core/saved.ts";
import type { SchemaOf } from "../core/schema.ts";
import { listing, printable } from "../core/show.ts";
import type { Table } from "../data/mod.ts";
import { checkTable, isSeen, matched, type Seen, seenIn } from "./_match_columns.ts";

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
        const learned = mapperOf(recipe, params, learntFrom(recipe, params, { x, state }));
        return Promise.resolve(learned as L); // as the recipe has it: with a way back, or without
      },
      // deno-lint-ignore require-await -- async, so that what does not suit rejects
      async restore(saved) {
        return mapperOf(recipe, params, savedIn<S>(saved, recipe.kind)) as L; // as above
      },
    };
  });
}

/** What is done by what was learned. */
export type Doing<P extends object, S extends object> = Omit<
  Recipe<P, S>,
  "schema" | "input" | "check" | "learn"
>;

/** All that was learned: plain JSON data. */
export interface Learnt<S extends object> {
  /** The columns learned from. */
  readonly seen: Seen;
  /** The columns that they become, where there is a way back. */
  readonly given?: Seen | undefined;
  readonly state: S;
}

/** What was learned from a table. */
function learntFrom<P extends object, S extends object>(
  recipe: Doing<P, S>,
  params: Readonly<P>,
  { x, state }: { readonly x: Table; readonly state: S },
): Learnt<S> {
  const given = wayBack(recipe, params) && seenIn(recipe.transform(x.take([]), state, params));
  return { seen: seenIn(x), given, state };
}

/** What a transformer of this kind saved. */
export function savedIn<S extends object>(saved: Saved, kind: string): Learnt<S> {
  checkSaved(saved, kind);
  const { seen, given, state } = saved.data;
  const told = isSeen(seen) && (given === undefined || isSeen(given)) && typeof state === "object" &&
    state !== null;
  if (!told) throw new SavedError(`Cannot restore ${kind}: what it learned is not told`, kind);
  return { seen, given, state: state as S }; // as a transformer of this kind saved it
}

function wayBack<P extends object, S extends object>(recipe: Doing<P, S>, params: Readonly<P>) {
  return recipe.invertible?.(params) === false ? undefined : recipe.inverse;
}

/** What was learned, as a mapper of tables. */
export function mapperOf<P extends object, S extends object>(
  recipe: Doing<P, S>,
  params: Readonly<P>,
  { seen, given, state }: Learnt<S>,
): TableMapper {
  const { kind } = recipe;
  const inverse = wayBack(recipe, params);
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
    save: () => Promise.resolve({ kind, data: { seen, ...(given && { given }), state }, arrays: new Map() }),
    [Symbol.dispose]() {},
  };
  return Object.freeze(printable(mapper, () => listing({ kind, params: mapper.report })));
}
