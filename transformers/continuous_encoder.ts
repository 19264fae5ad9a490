import { flag, oneOf } from "../core/schema.ts";
import { type Column, isCategorical, type Label, type Numeric, numeric, type Table } from "../data/mod.ts";
import { namer } from "../data/namer.ts";
import { COLUMN_SCITYPES } from "../data/column_scitypes.ts";
import { expand } from "./_expand.ts";
import { placesOf, ranks } from "./_levels.ts";
import { hotColumns } from "./_one_hot.ts";
import { type Given, type TableTransformer, tableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode continuousEncoder}. */
export interface ContinuousEncoderParams {
  /** Whether the last level of a column has no column of its own, but is all zeros. Default false. */
  readonly dropLast: boolean;
  /** Whether OrderedFactor columns get a column for each level, too, instead of ranks. Default false. */
  readonly oneHotOrderedFactors: boolean;
  /** Levels outside the pool of training: `"refuse"` them (default), or take them for `"missing"`. */
  readonly unknown: "refuse" | "missing";
  /** Missing classes: they stay missing, in every column (`"propagate"`, default), or are refused (`"refuse"`). */
  readonly missing: "propagate" | "refuse";
}

/** Learns levels, and makes numbers of all columns. */
export type ContinuousEncoder = TableTransformer<ContinuousEncoderParams>;

interface Treated {
  readonly name: string;
  /** What becomes of the column: numbers as they are, ranks of levels, a column for each level, or nothing. */
  readonly becomes: "numbers" | "ranks" | "ones" | "nothing";
  readonly levels: readonly Label[];
  /** The names of the columns that take its place. */
  readonly names: readonly string[];
}

interface State {
  readonly columns: readonly Treated[];
}

const KIND = "ContinuousEncoder";

const make = tableTransformer<ContinuousEncoderParams, State>({
  kind: KIND,
  schema: {
    dropLast: flag(false, "whether the last level has no column of its own"),
    oneHotOrderedFactors: flag(false, "whether OrderedFactor columns get a column for each level, too"),
    unknown: oneOf(["refuse", "missing"], "what to do with levels outside the pool of training"),
    missing: oneOf(["propagate", "refuse"], "what to do with missing classes"),
  },
  input: COLUMN_SCITYPES,
  learn,
  transform(x, { columns }, params) {
    const parts = columns.map((treated) => {
      const made = encoded(x.column(treated.name), treated, params);
      return [treated.name, treated.names.map((name, j) => [name, made[j]!] as const)] as const;
    });
    return expand(x, new Map(parts));
  },
  report: ({ columns }) => ({
    newFeatures: columns.flatMap(({ names }) => names),
    dropped: columns.filter(({ becomes }) => becomes === "nothing").map(({ name }) => name),
  }),
});

/**
 * Makes a table of Continuous columns of any table: Continuous columns stay, Count columns become Continuous,
 * OrderedFactor columns become the numbers of their levels, 1, 2, … in the order of the pool, Multiclass
 * columns become a column `feature__level` of ones and zeros for each level of the pool, as by
 * `oneHotEncoder`. All others are dropped, which a note tells. Levels are recognised by their labels. Missing
 * numbers stay missing. The report has `newFeatures`, the names of all columns that `transform` gives, and
 * `dropped`.
 *
 * There is no way back; `oneHotEncoder` and `ordinalEncoder` have one. Throws a DataError for a level outside
 * the pool of training, unless `unknown: "missing"`.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, cells, numeric, table } from "@attune/attune/data";
 * import { continuousEncoder } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({
 *   legs: numeric([2, 4], { scitype: "Count" }),
 *   size: categorical(["large", "small"], { levels: ["small", "large"], ordered: true }),
 *   colour: categorical(["red", "blue"]),
 * });
 * using machine = new Machine(continuousEncoder(), { x });
 * const z = await (await machine.fit()).transform(x);
 * assert.deepEqual(z.names, ["legs", "size", "colour__blue", "colour__red"]);
 * assert.deepEqual(cells(z.column("size")), [2, 1]);
 * ```
 */
export function continuousEncoder(options: Partial<ContinuousEncoderParams> = {}): ContinuousEncoder {
  return make(options);
}

function learn(x: Table, { params, context }: Given<ContinuousEncoderParams>): State {
  const free = namer(x.names);
  const columns = x.names.map((name): Treated => {
    const column = x.column(name);
    const becomes = destiny(column, params);
    const levels = isCategorical(column) ? column.levels : [];
    const shown = params.dropLast ? levels.slice(0, -1) : levels;
    const names = becomes === "ones" ? free(`${name}__`, shown) : becomes === "nothing" ? [] : [name];
    return { name, becomes, levels, names };
  });
  const dropped = columns.filter(({ becomes }) => becomes === "nothing").map(({ name }) => name);
  if (dropped.length > 0) {
    const message = `${KIND} drops the Textual columns ${dropped.join(", ")}; ` +
      "coerce them to Multiclass to have them encoded";
    context.emit({ type: "note", message });
  }
  return { columns };
}

function destiny(column: Column, { oneHotOrderedFactors }: ContinuousEncoderParams): Treated["becomes"] {
  switch (column.scitype) {
    case "Continuous":
    case "Count":
      return "numbers";
    case "Multiclass":
      return "ones";
    case "OrderedFactor":
      return oneHotOrderedFactors ? "ones" : "ranks";
    case "Textual":
      return "nothing";
  }
}

function encoded(
  column: Column,
  { name, becomes, levels }: Treated,
  { dropLast, unknown, missing }: ContinuousEncoderParams,
): readonly Column[] {
  if (becomes === "nothing") return [];
  if (!isCategorical(column)) {
    return [column.scitype === "Continuous" ? column : numeric((column as Numeric).values)]; // texts become nothing
  }
  const places = placesOf(column, { levels, name, kind: KIND, unknown, missing, instead: "missing" });
  return becomes === "ranks" ? [ranks(places)] : hotColumns(places, levels.length, { dropLast, missing });
}
