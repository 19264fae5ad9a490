import { DataError } from "../core/errors.ts";
import type { Report } from "../core/model.ts";
import { brief } from "../core/show.ts";
import type { SchemaOf } from "../core/schema.ts";
import { type Column, type Numeric, numeric } from "../data/mod.ts";
import type { ByColumn } from "./_by_column.ts";
import { columnTransformer } from "./_column_transformer.ts";
import { extremes } from "./_extremes.ts";
import type { FeatureParams } from "./_features.ts";
import { knownAmong } from "./_known_among.ts";
import type { InvertibleTableMapper, TableTransformer } from "./_table_transformer.ts";

/** One direction of a transformation of numbers. */
export interface Way {
  /** What becomes of a finite number. NaN, or infinite, where it takes no such number. */
  readonly at: (value: number) => number;
  /** The numbers that it takes, in words, where not all. */
  readonly takes?: string;
}

/** What tells one invertible transformer of numbers from another. `S` is plain JSON data. */
export interface NumberRecipe<P extends object, S> {
  /** The model's kind. */
  readonly kind: string;
  /** Its hyperparameters, beside those that choose columns. */
  readonly schema: SchemaOf<P>;
  /** Whether it learns from a column whose values are all the same, too. Absent: such columns are refused. */
  keeps?(params: Readonly<P>): boolean;
  /** Learns from numbers in the order of their rows: at least one, all finite, the missing ones left out. */
  learn(known: Float64Array, given: { readonly name: string; readonly params: Readonly<P> }): S;
  /** The transformation. */
  forward(state: S, params: Readonly<P>): Way;
  /** The way back. */
  backward(state: S, params: Readonly<P>): Way;
  /** What the fit has to tell, from what was learned of each column. */
  report(states: ByColumn<S>): Report;
}

/**
 * A kind of transformer that treats each chosen Continuous column by itself, number by number, in its place. Missing
 * values stay missing. Infinite numbers are refused, and so are those that would become infinite.
 */
export function numberTransformer<P extends object, S>(
  recipe: NumberRecipe<P, S>,
): (options?: Partial<P & FeatureParams>) => TableTransformer<P & FeatureParams, InvertibleTableMapper> {
  const { kind } = recipe;
  return columnTransformer<P, S, InvertibleTableMapper>({
    kind,
    schema: recipe.schema,
    suits: () => ["Continuous"],
    learn(column, { name, params }) {
      return recipe.learn(knownOf(column, { name, kind, keeps: recipe.keeps?.(params) }), { name, params });
    },
    transform(column, state, { name, params }) {
      return changed(column, recipe.forward(state, params), {
        name,
        doing: `transform column "${name}" by ${kind}`,
      });
    },
    inverse(column, state, { name, params }) {
      return changed(column, recipe.backward(state, params), {
        name,
        doing: `take column "${name}" back by ${kind}`,
      });
    },
    report: recipe.report,
  });
}

/** What is done to which column, for messages. */
interface Doing {
  readonly name: string;
  readonly doing: string;
}

/** The numbers of a column of numbers. Refuses infinite ones. */
export function finite(column: Column, { name, doing }: Doing): Float64Array {
  const { values } = column as Numeric; // chosen, or matched, by its scitype
  let row = 0;
  while (row < values.length && Math.abs(values[row]!) !== Infinity) row++;
  if (row === values.length) return values;
  throw new DataError(
    `Cannot ${doing}: row ${row} holds ${values[row]}; give finite numbers, or null where a value is missing`,
    { column: name, found: brief(values[row]), wanted: "finite numbers" },
  );
}

/** Which column is learned from, and whether it may be constant: absent, that cannot be chosen. */
interface Learning {
  readonly name: string;
  readonly kind: string;
  readonly keeps?: boolean | undefined;
}

/** The numbers to learn from: all that are not missing. Refuses infinite ones, none at all, and all the same. */
export function knownOf(column: Column, { name, kind, keeps }: Learning): Float64Array {
  const doing = `learn ${kind} from column "${name}"`;
  const known = knownAmong(finite(column, { name, doing }));
  const [least, most] = extremes(known);
  if (known.length === 0 || (least === most && !keeps)) {
    const found = known.length === 0 ? "no values" : `${least} in every row`;
    throw new DataError(
      `Cannot ${doing}: it holds ${found}; leave it out, e.g. by dropConstant()` +
        (known.length > 0 && keeps === false ? ', or set constant: "keep"' : ""),
      { column: name, found, wanted: "at least two different values" },
    );
  }
  if (Number.isFinite(most - least)) return known;
  throw new DataError(`Cannot ${doing}: its numbers, ${least} to ${most}, are too far apart; rescale it`, {
    column: name,
    found: "numbers too large",
    wanted: "finite differences",
  });
}

/** The numbers of a column, each taken one way. Refuses infinite numbers, and those that would become infinite. */
export function changed(column: Column, { at, takes }: Way, { name, doing }: Doing): Numeric {
  const values = finite(column, { name, doing });
  const results = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const result = Number.isNaN(value) ? NaN : at(value);
    results[row] = result;
    if (Number.isFinite(result) || Number.isNaN(value)) continue;
    const message = `Cannot ${doing}: row ${row} holds ${value}, which would become ${result}`;
    throw new DataError(takes ? `${message}; it takes ${takes}` : `${message}; rescale it`, {
      column: name,
      found: String(value),
      wanted: takes ?? "numbers that stay finite",
    });
  }
  return numeric(results);
}
