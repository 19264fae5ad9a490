import type { ByColumn } from "./_by_column.ts";
import type { Context } from "../core/context.ts";
import { DataError } from "../core/errors.ts";
import type { Report } from "../core/model.ts";
import { flag, type SchemaOf } from "../core/schema.ts";
import { type Categorical, categoricalOf, type Column, type Label, type Table } from "../data/mod.ts";
import { namer } from "../data/namer.ts";
import { COLUMN_SCITYPES } from "../data/column_scitypes.ts";
import { contract, expand } from "./_expand.ts";
import { checkFeatures, chosenFeatures, type FeatureParams, FEATURES } from "./_features.ts";
import { MISSING, placesOf } from "./_levels.ts";
import {
  type Given,
  type TableMapper,
  type TableTransformer,
  tableTransformer,
} from "./_table_transformer.ts";

/** Which columns an encoder of classes treats. */
export interface ClassFeatureParams extends FeatureParams {
  /** Whether OrderedFactor columns are treated as well as Multiclass ones. */
  readonly orderedFactor: boolean;
}

/** Hyperparameters of an encoder of classes: which columns, and what becomes of what cannot be encoded. */
export interface ClassEncoderParams extends ClassFeatureParams {
  /** What to do with levels that training did not know. */
  readonly unknown: string;
  /** What to do with missing values; absent: they are what the encoder is about. */
  readonly missing?: string;
}

/** The fields of {@linkcode ClassFeatureParams}; `orderedFactor` has this default. */
export function classFeatures(options: { readonly orderedFactor: boolean }): SchemaOf<ClassFeatureParams> {
  return {
    ...FEATURES,
    orderedFactor: flag(options.orderedFactor, "whether OrderedFactor columns are treated, too"),
  };
}

/** What is learned of each column, at least: the levels that can be encoded. */
export interface Known {
  /** Levels, in the order of the pool. */
  readonly levels: readonly Label[];
}

/** What tells one encoder of classes from another. `S` is plain JSON data: what is learned of a column. */
export interface ClassEncoderRecipe<P extends ClassEncoderParams, S extends Known> {
  /** The model's kind. */
  readonly kind: string;
  /** All of its hyperparameters. */
  readonly schema: SchemaOf<P>;
  /** What `unknown` may be instead of `"refuse"`. */
  readonly instead: string;
  /** Refuses hyperparameters that do not go together. */
  check?(params: Readonly<P>): void;
  /** Learns from a column of at least one row. */
  learn(column: Categorical, given: Given<P> & { readonly name: string }): S;
  /** What tells the names of its columns apart: `feature__part`. Absent: it becomes one column of its own name. */
  parts?(state: S, params: Readonly<P>): readonly Label[];
  /** The columns that take its place, from the place of each row's level among `levels`, or MISSING, or UNKNOWN. */
  encode(places: Int32Array, state: S, params: Readonly<P>): readonly Column[];
  /** The way back, where there is one: places, from columns such as `encode` gives, whatever they hold. */
  decode?(columns: readonly Column[], state: S, given: Decoding<P>): Int32Array;
  /** What the fit has to tell, beside features and new features. */
  report?(states: ByColumn<S>): Report;
}

/** What `decode` is given beside columns. */
export interface Decoding<P> {
  /** The name of the column to give back. */
  readonly name: string;
  /** How many rows there are. */
  readonly size: number;
  /** The encoder's hyperparameters. */
  readonly params: Readonly<P>;
}

interface Encoded<S> {
  readonly name: string;
  readonly names: readonly string[];
  readonly pool: readonly Label[];
  readonly ordered: boolean;
  readonly state: S;
}

interface State<S> {
  readonly order: readonly string[];
  readonly encoded: readonly Encoded<S>[];
}

/** A kind of transformer that encodes each chosen column of classes by itself, in its place. Others pass through. */
export function classEncoder<
  P extends ClassEncoderParams,
  S extends Known,
  L extends TableMapper = TableMapper,
>(recipe: ClassEncoderRecipe<P, S>): (options?: Partial<P>) => TableTransformer<P, L> {
  const { kind, schema } = recipe;
  return tableTransformer<P, State<S>, L>({
    kind,
    schema,
    input: COLUMN_SCITYPES,
    check(params) {
      checkFeatures(params, kind);
      recipe.check?.(params);
    },
    learn: (x, given) => learn(recipe, x, given),
    transform(x, { encoded }, params) {
      const parts = encoded.map(({ name, names, state }) => {
        const { unknown, missing = "propagate" } = params;
        const how = { levels: state.levels, name, kind, unknown, missing, instead: recipe.instead };
        const places = placesOf(classesOf(x, name), how);
        const columns = recipe.encode(places, state, params);
        return [name, names.map((part, j) => [part, columns[j]!] as const)] as const;
      });
      return expand(x, new Map(parts));
    },
    ...(recipe.decode && {
      inverse: (z: Table, state: State<S>, params: Readonly<P>) => goBack(recipe, z, { state, params }),
    }),
    report: ({ order, encoded }) => ({
      features: encoded.map(({ name }) => name),
      newFeatures: order.flatMap((name) => encoded.find((each) => each.name === name)?.names ?? [name]),
      ...recipe.report?.(encoded.map(({ name, state }) => [name, state])),
    }),
  });
}

function learn<P extends ClassEncoderParams, S extends Known>(
  recipe: ClassEncoderRecipe<P, S>,
  x: Table,
  { params, context }: Given<P>,
): State<S> {
  const features = chosenClasses(x, params, { kind: recipe.kind, context });
  const free = namer(x.names);
  const encoded = features.map((name): Encoded<S> => {
    const column = classesOf(x, name);
    const state = recipe.learn(column, { name, params, context });
    const names = recipe.parts ? free(`${name}__`, recipe.parts(state, params)) : [name];
    return { name, names, pool: column.levels, ordered: column.scitype === "OrderedFactor", state };
  });
  return { order: x.names, encoded };
}

function goBack<P extends ClassEncoderParams, S extends Known>(
  { decode }: ClassEncoderRecipe<P, S>,
  z: Table,
  { state: { order, encoded }, params }: { readonly state: State<S>; readonly params: Readonly<P> },
): Table {
  return contract(z, {
    order,
    parts: new Map(encoded.map(({ name, names }) => [name, names])),
    back(name, columns) {
      const { state, pool, ordered } = encoded.find((each) => each.name === name)!;
      const places = decode!(columns, state, { name, size: z.size, params });
      const codes = state.levels.map((level) => pool.indexOf(level));
      return categoricalOf(places.map((p) => p === MISSING ? -1 : codes[p]!), pool, { ordered });
    },
  });
}

/** Names of the columns of classes to treat. Tells of Textual columns that are passed over, for they may be meant. */
export function chosenClasses(
  x: Table,
  params: Readonly<ClassFeatureParams>,
  { kind, context }: { readonly kind: string; readonly context: Context },
): readonly string[] {
  const texts = x.names.filter((name) => x.column(name).scitype === "Textual");
  const all = typeof params.features !== "function" && params.features.length === 0;
  if (all && texts.length > 0) {
    const message = `${kind} leaves the Textual columns ${texts.join(", ")} as they are; ` +
      "coerce them to Multiclass to have them treated";
    context.emit({ type: "note", message });
  }
  const suits = params.orderedFactor ? ["Multiclass", "OrderedFactor"] as const : ["Multiclass"] as const;
  return chosenFeatures(x, params, { kind, suits });
}

/** A column that is of classes, as has been made sure. */
export function classesOf(x: Table, name: string): Categorical {
  return x.column(name) as Categorical; // chosen, or matched, by its scitype
}

/** The error for a row that has no way back. */
export function notMade(
  row: number,
  { name, kind }: { readonly name: string; readonly kind: string },
): DataError {
  return new DataError(
    `Cannot go back to column "${name}" by ${kind}: it gives no level the values in row ${row}; ` +
      "give what transform() gave",
    { column: name },
  );
}
