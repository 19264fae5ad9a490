import { countsOf } from "../data/counts_of.ts";
import { DataError } from "../core/errors.ts";
import { flag, nested, oneOf } from "../core/schema.ts";
import { meanOf } from "../data/mean_of.ts";
import {
  categoricalOf,
  type Column,
  isCategorical,
  type Label,
  missing,
  numeric,
  type Table,
} from "../data/mod.ts";
import { COLUMN_SCITYPES } from "../data/column_scitypes.ts";
import { namer } from "../data/namer.ts";
import { expand } from "./_expand.ts";
import { checkFeatures, chosenFeatures, type FeatureParams, FEATURES } from "./_features.ts";
import { knownAmong } from "./_known_among.ts";
import { MISSING, placesOf } from "./_levels.ts";
import { finite } from "./_number_transformer.ts";
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
  /** Levels outside the pool of training: `"refuse"` them (default), or take them for `"missing"`, and fill them. */
  readonly unknown: "refuse" | "missing";
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
    unknown: oneOf(["refuse", "missing"], "what to do with levels outside the pool of training"),
  },
  input: COLUMN_SCITYPES,
  check: (params) => checkFeatures(params, KIND),
  learn,
  transform(x, { filled }, params) {
    const parts = filled.map((how) => {
      const { name, indicator } = how;
      const full = filledColumn(x.column(name), how, params);
      const names = indicator === null ? [name] : [name, indicator];
      return [name, names.map((each, j) => [each, full[j]!] as const)] as const;
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
 * those equally frequent. Row weights do not count, as by scikit-learn's defaults. Textual columns pass through. A hole is
 * filled whether or not its column had holes in training; with `indicators`, columns that had some get one Continuous
 * column more, `feature__missing`, next to them. Columns of classes get the pool of training; levels are recognised by
 * their labels. There is no way back. The report has `features`, `newFeatures`, and `fills` by column.
 *
 * Throws a DataError for a column with nothing but missing values in training, unless a number is given to
 * fill it; for infinite numbers; and for a level outside the pool of training, unless `unknown: "missing"`. To make
 * missing classes a level of their own instead, see `missingnessEncoder`.
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
  const free = namer(x.names);
  const filled = chosenFeatures(x, params, { kind: KIND, suits }).map((name): Filled => {
    const column = x.column(name);
    const marks = params.indicators && missing(column) > 0 ? ["missing"] : [];
    const [indicator = null] = free(`${name}__`, marks);
    const levels = isCategorical(column) ? column.levels : [];
    return { name, scitype: column.scitype, fill: fillOf(column, name, params), levels, indicator };
  });
  return { order: x.names, filled };
}

function fillOf(column: Column, name: string, { continuous, count }: FillImputerParams): Label {
  if (isCategorical(column)) {
    checkSome(column, name);
    const counts = countsOf(column);
    return column.levels[counts.indexOf(counts.reduce((most, n) => Math.max(most, n)))]!;
  }
  const values = numbersOf(column, name);
  const by = column.scitype === "Count" ? count : continuous;
  if (typeof by === "number") return by;
  checkSome(column, name);
  const known = knownAmong(values);
  const fill = by === "mean" ? meanOf(known) : quantileOf(known.toSorted(), 0.5);
  if (Number.isFinite(fill)) return column.scitype === "Count" ? roundToEven(fill) : fill;
  throw new DataError(
    `Cannot fill column "${name}" by ${KIND}: its numbers are too large for their ${by}; rescale it, or give a number`,
    { column: name, found: "numbers too large", wanted: "a finite number" },
  );
}

function numbersOf(column: Column, name: string): Float64Array {
  return finite(column, { name, doing: `fill column "${name}" by ${KIND}` });
}

function checkSome(column: Column, name: string): void {
  if (missing(column) < column.size) return;
  throw new DataError(
    `Cannot fill column "${name}" by ${KIND}: all its values are missing; leave it out, e.g. by dropConstant()`,
    { column: name, found: "missing values only", wanted: "at least one value" },
  );
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + Math.abs(floor % 2) : Math.round(value);
}

// The column without holes, and where they were, if that has an indicator.
function filledColumn(
  column: Column,
  how: Filled,
  { unknown }: FillImputerParams,
): readonly Column[] {
  const { name, scitype, fill, levels, indicator } = how;
  if (isCategorical(column)) {
    const places = placesOf(column, {
      levels,
      name,
      kind: KIND,
      unknown,
      instead: "missing",
      missing: "fill",
    });
    const most = levels.indexOf(fill);
    const full = places.map((p) => p === MISSING ? most : p);
    const filled = categoricalOf(full, levels, { ordered: scitype === "OrderedFactor" });
    if (indicator === null) return [filled];
    return [filled, numeric(Float64Array.from(places, (p) => Number(p === MISSING)))];
  }
  const values = numbersOf(column, name);
  const counts = scitype === "Count" && column.scitype === "Count";
  const full = values.map((v) => Number.isNaN(v) ? fill as number : v); // learned of numbers
  const filled = numeric(full, { scitype: counts ? "Count" : "Continuous" });
  return indicator === null ? [filled] : [filled, numeric(values.map((v) => Number(Number.isNaN(v))))];
}
