import { DataError } from "../core/errors.ts";
import { flag, nested } from "../core/schema.ts";
import {
  type Categorical,
  categoricalOf,
  type Column,
  isCategorical,
  type Label,
  missing,
  type Numeric,
  numeric,
  type Table,
} from "../data/mod.ts";
import { expand } from "./_expand.ts";
import { checkFeatures, chosenFeatures, type FeatureParams, FEATURES } from "./_features.ts";
import { countsOf, MISSING, placesAmong } from "./_levels.ts";
import { namer, partName } from "./_new_names.ts";
import { quantileOf } from "./_quantiles.ts";
import { type Given, type TableTransformer, tableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode fillImputer}. */
export interface FillImputerParams extends FeatureParams {
  /** What fills Continuous columns: the `"median"` (default) or `"mean"` of the training rows, or a number. */
  readonly continuous: "median" | "mean" | number;
  /**
   * What fills Count columns: the `"median"` of the training rows (default), halves rounded to even, or a
   * whole number.
   */
  readonly count: "median" | number;
  /**
   * Whether columns that had holes in training get one more, `feature__missing`, 1 where the value was
   * missing. Default false.
   */
  readonly indicators: boolean;
}

/** Learns what to fill missing values with. */
export type FillImputer = TableTransformer<FillImputerParams>;

interface Filled {
  readonly name: string;
  readonly scitype: Column["scitype"];
  /** A number, or the level that was most frequent. */
  readonly fill: Label;
  /** The pool, of classes. */
  readonly levels: readonly Label[];
  /** The name of the indicator, where there is one. */
  readonly indicator: string | null;
}

interface State {
  readonly order: readonly string[];
  readonly filled: readonly Filled[];
}

const KIND = "FillImputer";

const make = tableTransformer<FillImputerParams, State>({
  kind: KIND,
  schema: {
    ...FEATURES,
    continuous: nested<FillImputerParams["continuous"]>("median", {
      expected: '"median", "mean" or a finite number',
      is: (v) => v === "median" || v === "mean" || Number.isFinite(v),
      doc: "what fills Continuous columns",
    }),
    count: nested<FillImputerParams["count"]>("median", {
      expected: '"median" or a whole number',
      is: (v) => v === "median" || Number.isSafeInteger(v),
      doc: "what fills Count columns",
    }),
    indicators: flag(false, "whether columns that had holes in training get an indicator"),
  },
  input: ["Continuous", "Count", "Multiclass", "OrderedFactor", "Textual"],
  check: (params) => checkFeatures(params, KIND),
  learn,
  transform(x, { filled }) {
    const parts = filled.map((how) => {
      const { name, indicator } = how;
      const column = x.column(name);
      const full = isCategorical(column) ? filledClasses(column, how) : filledNumbers(column, how);
      const made = indicator === null ? { [name]: full } : { [name]: full, [indicator]: holes(column) };
      return [name, Object.entries(made)] as const;
    });
    return expand(x, new Map(parts));
  },
  report: ({ order, filled }) => ({
    features: filled.map(({ name }) => name),
    fills: Object.fromEntries(filled.map(({ name, fill }) => [name, fill])),
    newFeatures: order.flatMap((name) => {
      const indicator = filled.find((each) => each.name === name)?.indicator ?? null;
      return indicator === null ? [name] : [name, indicator];
    }),
  }),
});

/**
 * Fills missing values: Continuous columns with the median of the training rows, Count columns with the
 * median rounded to a whole number, columns of classes with the most frequent level, the first in the pool of
 * those equally frequent. Textual columns pass through. A hole is filled whether or not its column had holes
 * in training; with `indicators`, columns that had some get one Continuous column more, `feature__missing`,
 * next to them. Columns of classes get the pool of training, followed by levels that it lacks. There is no
 * way back. The report has `features`, `newFeatures`, and `fills` by column.
 *
 * Throws a DataError for a column with nothing but missing values in training, unless a number is given to
 * fill it. To make missing classes a level of their own instead, see `missingnessEncoder`.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, cells, numeric, table } from "@attune/attune/data";
 * import { fillImputer } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ mass: numeric([3, null, 5]), sex: categorical(["f", "f", null]) });
 * using machine = new Machine(fillImputer({ indicators: true }), { x });
 * const z = await (await machine.fit()).transform(x);
 * assert.deepEqual(z.names, ["mass", "mass__missing", "sex", "sex__missing"]);
 * assert.deepEqual(cells(z.column("mass")), [3, 4, 5]);
 * assert.deepEqual(cells(z.column("sex")), ["f", "f", "f"]);
 * ```
 */
export function fillImputer(options: Partial<FillImputerParams> = {}): FillImputer {
  return make(options);
}

function learn(x: Table, { params }: Given<FillImputerParams>): State {
  const suits = ["Continuous", "Count", "Multiclass", "OrderedFactor"] as const;
  const newName = namer(x.names);
  const filled = chosenFeatures(x, params, { kind: KIND, suits }).map((name): Filled => {
    const column = x.column(name);
    const indicator = params.indicators && missing(column) > 0 ? newName(partName(name, "missing")) : null;
    const levels = isCategorical(column) ? column.levels : [];
    return { name, scitype: column.scitype, fill: fillOf(column, name, params), levels, indicator };
  });
  return { order: x.names, filled };
}

function fillOf(column: Column, name: string, { continuous, count }: FillImputerParams): Label {
  const by = column.scitype === "Count" ? count : continuous;
  if (!isCategorical(column) && typeof by === "number") return by;
  if (missing(column) === column.size) {
    throw new DataError(
      `Cannot fill column "${name}" by ${KIND}: all its values are missing; leave it out, e.g. by dropConstant()`,
      { column: name, found: "missing values only", wanted: "at least one value" },
    );
  }
  if (isCategorical(column)) {
    const counts = countsOf(column);
    return column.levels[counts.indexOf(counts.reduce((most, n) => Math.max(most, n)))]!;
  }
  const known = (column as Numeric).values.filter((v) => !Number.isNaN(v)); // of numbers: texts do not suit
  const fill = by === "mean"
    ? known.reduce((sum, v) => sum + v, 0) / known.length
    : quantileOf(known.toSorted(), 0.5);
  if (Number.isFinite(fill)) return column.scitype === "Count" ? roundToEven(fill) : fill;
  throw new DataError(
    `Cannot fill column "${name}" by ${KIND}: the ${by} of its numbers is ${fill}; rescale it, or give a number`,
    { column: name, found: String(fill), wanted: "a finite number" },
  );
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + Math.abs(floor % 2) : Math.round(value);
}

function filledNumbers(column: Column, { scitype, fill }: Filled): Column {
  const { values } = column as Numeric; // as in training, of numbers
  const counts = scitype === "Count" && column.scitype === "Count";
  const full = values.map((v) => Number.isNaN(v) ? fill as number : v); // learned of numbers
  return numeric(full, { scitype: counts ? "Count" : "Continuous" });
}

function filledClasses(column: Categorical, { scitype, fill, levels }: Filled): Column {
  const pool = [...new Set([...levels, ...column.levels])];
  const most = pool.indexOf(fill);
  const full = placesAmong(pool, column).map((p) => p === MISSING ? most : p);
  return categoricalOf(full, pool, { ordered: scitype === "OrderedFactor" });
}

function holes(column: Column): Numeric {
  const values = isCategorical(column)
    ? Float64Array.from(column.codes, (code) => Number(code < 0))
    : Float64Array.from((column as Numeric).values, (v) => Number(Number.isNaN(v))); // as above
  return numeric(values);
}
