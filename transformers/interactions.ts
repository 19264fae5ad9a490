import { DataError } from "../core/errors.ts";
import { integer } from "../core/schema.ts";
import { type Numeric, numeric, type Table } from "../data/mod.ts";
import { COLUMN_SCITYPES } from "../data/column_scitypes.ts";
import { checkFeatures, chosenFeatures, type FeatureParams, FEATURES } from "./_features.ts";
import { finite } from "./_number_transformer.ts";
import { type InvertibleTableMapper, type TableTransformer, tableTransformer } from "./_table_transformer.ts";
import { namer } from "../data/namer.ts";
import { tabulate } from "../data/tabulate.ts";

/** Hyperparameters of {@linkcode interactions}. */
export interface InteractionsParams extends FeatureParams {
  /** How many columns are multiplied, at most. Default 2. */
  readonly order: number;
}

/** Adds products of columns. */
export type Interactions = TableTransformer<InteractionsParams, InvertibleTableMapper>;

interface State {
  /** Names of products, each with the columns to multiply. */
  readonly products: readonly (readonly [name: string, factors: readonly string[]])[];
}

const KIND = "Interactions";

const make = tableTransformer<InteractionsParams, State, InvertibleTableMapper>({
  kind: KIND,
  schema: { ...FEATURES, order: integer(2, { min: 2, doc: "how many columns are multiplied, at most" }) },
  input: COLUMN_SCITYPES,
  check: (params) => checkFeatures(params, KIND),
  learn(x, { params }) {
    const features = chosenFeatures(x, params, { kind: KIND, suits: ["Continuous", "Count"] });
    if (features.length < 2) throw tooFew(features);
    for (const name of features) {
      finite(x.column(name), { name, doing: `learn ${KIND} from column "${name}"` });
    }
    const orders = Array.from({ length: Math.min(params.order, features.length) - 1 }, (_, i) => i + 2);
    const products = orders.flatMap((order) => combinations(features, order));
    const free = namer(x.names);
    return { products: products.map((factors) => [free(factors.join("_"), [""])[0]!, factors]) }; // one name for one end
  },
  transform: (x, { products }) =>
    tabulate([
      ...x.names.map((name) => [name, x.column(name)] as const),
      ...products.map(([name, factors]) => [name, product(x, factors)] as const),
    ]),
  inverse: (z, { products }) => z.drop(products.map(([name]) => name)),
  report: ({ products }) => ({ products: Object.fromEntries(products) }),
});

/**
 * Adds the products of two different columns of numbers, of three, and so on up to `order`, after the columns that are
 * there: `A_B`, `A_C`, `B_C`, `A_B_C`. By default of all Continuous and Count columns; a product of counts is a count.
 * Where a factor is missing, so is the product. The way back leaves the products out. The report has `products`: the
 * factors by the product's name.
 *
 * Throws a DataError for fewer than two columns, and for infinite numbers and products.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { cells, numeric, table } from "@attune/attune/data";
 * import { interactions } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ width: numeric([1, 2]), height: numeric([3, null]) });
 * using machine = new Machine(interactions(), { x });
 * const z = await (await machine.fit()).transform(x);
 * assert.deepEqual(z.names, ["width", "height", "width_height"]);
 * assert.deepEqual(cells(z.column("width_height")), [3, null]);
 * ```
 */
export function interactions(options: Partial<InteractionsParams> = {}): Interactions {
  return make(options);
}

// In the order of their members.
function combinations(names: readonly string[], size: number): string[][] {
  if (size === 0) return [[]];
  return names.flatMap((name, i) =>
    combinations(names.slice(i + 1), size - 1).map((rest) => [name, ...rest])
  );
}

function product(x: Table, names: readonly string[]): Numeric {
  const factors = names.map((name) => x.column(name) as Numeric); // matched to columns of numbers
  const counts = factors.every(({ scitype }) => scitype === "Count");
  const values = new Float64Array(x.size).fill(1);
  for (const factor of factors) factor.values.forEach((v, i) => values[i]! *= v);
  finite(numeric(values), { name: names.join("_"), doing: `multiply ${names.join(" by ")}` });
  return numeric(values, { scitype: counts ? "Count" : "Continuous" });
}

function tooFew(features: readonly string[]): DataError {
  const found = features[0] === undefined ? "none is" : `only "${features[0]}" is`;
  return new DataError(
    `Cannot learn ${KIND}: ${found} there to multiply; choose at least two columns of numbers`,
    { column: features[0] ?? "x", found: `${features.length} columns`, wanted: "at least two" },
  );
}
