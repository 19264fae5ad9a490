import { DataError } from "../core/errors.ts";
import { flag, nested } from "../core/schema.ts";
import { type Column, missing, numeric, type Table } from "../data/mod.ts";
import { COLUMN_SCITYPES } from "../data/column_scitypes.ts";
import { checkFeatures, chosenFeatures, type FeatureParams, FEATURES } from "./_features.ts";
import { momentsOf } from "./_moments.ts";
import { finite } from "./_number_transformer.ts";
import { type Axis, principalAxes } from "./_principal_axes.ts";
import { project } from "./_project.ts";
import { type InvertibleTableMapper, type TableTransformer, tableTransformer } from "./_table_transformer.ts";
import { namer } from "../data/namer.ts";
import { tabulate } from "../data/tabulate.ts";

/** Hyperparameters of {@linkcode pca}. */
export interface PcaParams extends FeatureParams {
  /**
   * How many components are kept, from 1; or, between 0 and 1, as many as it takes to explain more than this share of the
   * variance; or `"all"` that have any (default).
   */
  readonly components: number | "all";
  /** Whether components are divided by their deviations, so that each has variance 1. Default false. */
  readonly whiten: boolean;
}

/** Learns principal components, and transforms to them. */
export type Pca = TableTransformer<PcaParams, InvertibleTableMapper>;

interface State {
  /** All columns, in order, so that the way back leads to them. */
  readonly names: readonly string[];
  /** Names of the components. */
  readonly components: readonly string[];
  readonly features: readonly string[];
  readonly means: readonly number[];
  readonly axes: readonly (readonly number[])[];
  readonly variances: readonly number[];
  /** The variance of all features together. */
  readonly whole: number;
}

const KIND = "Pca";

const make = tableTransformer<PcaParams, State, InvertibleTableMapper>({
  kind: KIND,
  schema: {
    ...FEATURES,
    components: nested<PcaParams["components"]>("all", {
      expected: 'an integer ≥ 1, a share in (0, 1), or "all"',
      is: (v) => v === "all" || (typeof v === "number" && v > 0 && (v < 1 || Number.isSafeInteger(v))),
      doc: "how many components are kept, or what share of the variance they explain",
    }),
    whiten: flag(false, "whether components are divided by their deviations"),
  },
  input: COLUMN_SCITYPES,
  check: (params) => checkFeatures(params, KIND),
  learn(x, { params }) {
    const features = chosenFeatures(x, params, { kind: KIND, suits: ["Continuous"] });
    checkAny(features, x);
    const columns = complete(x, features, `learn ${KIND}`);
    const means = columns.map((column, j) => meanIn(column, { name: features[j]!, of: features.length }));
    const centred = centredAt(columns, means);
    const found = principalAxes(centred);
    const variance = ({ length }: Axis) => (length / Math.sqrt(x.size - 1)) ** 2;
    const whole = found.reduce((sum, axis) => sum + variance(axis), 0);
    const kept = found.slice(0, countOf(found.map((axis) => variance(axis) / whole), params.components));
    const rest = x.names.filter((name) => !features.includes(name));
    return {
      components: namer(rest)("pc", kept.map((_, k) => k + 1)),
      names: x.names,
      features,
      means,
      axes: kept.map(({ direction }) => signed(direction, centred)),
      variances: kept.map(variance),
      whole,
    };
  },
  transform(x, { components, features, means, axes, variances }, { whiten }) {
    const centred = centredAt(complete(x, features, `transform by ${KIND}`), means);
    const scores = components.map((name, k) => {
      const scale = whiten ? Math.sqrt(variances[k]!) : 1;
      return [name, numeric(project(centred, axes[k]!).map((score) => score / scale))] as const;
    });
    const rest = x.names.filter((name) => !features.includes(name));
    return tabulate([...rest.map((name) => [name, x.column(name)] as const), ...scores]);
  },
  inverse(z, { names, components, features, means, axes, variances }, { whiten }) {
    const scores = complete(z, components, `go back by ${KIND}`);
    const columns = features.map((name, j) => {
      const coordinates = axes.map((axis, k) => axis[j]! * (whiten ? Math.sqrt(variances[k]!) : 1));
      return [name, numeric(project(scores, coordinates).map((v) => v + means[j]!))] as const;
    });
    const back = new Map<string, Column>(columns);
    return tabulate(names.map((name) => [name, back.get(name) ?? z.column(name)]));
  },
  report({ components, features, means, axes, variances, whole }) {
    const named = <T>(names: readonly string[], values: readonly T[]) =>
      Object.fromEntries(names.map((name, i) => [name, values[i]!]));
    return {
      features,
      means: named(features, means),
      variances: named(components, variances),
      shares: named(components, variances.map((variance) => variance / whole)),
      loadings: named(components, axes.map((axis) => named(features, axis))),
    };
  },
});

/**
 * Replaces columns of numbers by their principal components `pc1`, `pc2`, …: uncorrelated, and in the order of their
 * variance. By default the Continuous columns; all others pass through, and stand before the components. Columns are
 * centred, not scaled: put `standardiser()` before it where their units differ. The way back leads to the columns
 * themselves, or, where components were left out, to the nearest that the others can tell.
 *
 * The report has `means` by column, and by component its variance in `variances` (divisor n − 1), its share of the whole
 * in `shares`, and its direction, by column, in `loadings`. Signs are such that the row of the training rows that lies
 * farthest out along a component lies there with a positive number, as in scikit-learn's PCA up to 1.4.
 *
 * Throws a DataError for missing or infinite values, which there must be none of; where there is no column to treat, or
 * nothing varies; and for more components than there are directions in which anything does.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { numeric, table } from "@attune/attune/data";
 * import { pca } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ width: numeric([1, 2, 3, 4]), height: numeric([2, 4, 6, 8.1]) });
 * using machine = new Machine(pca({ components: 0.99 }), { x });
 * const learned = await machine.fit();
 * assert.deepEqual((await learned.transform(x)).names, ["pc1"]); // explains more than 99 % of the variance
 * ```
 */
export function pca(options: Partial<PcaParams> = {}): Pca {
  return make(options);
}

function checkAny(features: readonly string[], x: Table): void {
  if (features.length > 0) return;
  const found = [...new Set(x.names.map((name) => x.column(name).scitype))];
  const reason = found.includes("Continuous")
    ? "features leaves out all Continuous columns; leave one in at least"
    : `no column is Continuous, they are ${found.join(" and ")}; coerce those of numbers`;
  throw new DataError(`Cannot learn ${KIND}: there is no column to treat: ${reason}`, {
    column: "x",
    found: found.join(", "),
    wanted: "Continuous",
  });
}

// The numbers of these columns, which must all be there.
function complete(x: Table, names: readonly string[], doing: string): Float64Array[] {
  const columns = names.map((name) =>
    finite(x.column(name), { name, doing: `use column "${name}" to ${doing}` })
  );
  const holed = names.filter((name) => missing(x.column(name)) > 0);
  if (holed[0] === undefined) return columns;
  throw new DataError(
    `Cannot ${doing}: values are missing in ${holed.join(", ")}; fill them in before, e.g. by fillImputer()`,
    { column: holed[0], found: "missing values", wanted: "complete rows" },
  );
}

// The variances of all columns together must be finite, whichever way they are turned.
function meanIn(
  column: Float64Array,
  { name, of: count }: { readonly name: string; readonly of: number },
): number {
  const { mean, deviation } = momentsOf(column);
  if (Number.isFinite(mean) && (column.length === 1 || Number.isFinite(deviation ** 2 * count))) return mean;
  throw new DataError(
    `Cannot learn ${KIND} from column "${name}": its numbers are too large to sum their squares; rescale it`,
    { column: name, found: "numbers too large", wanted: "finite variances" },
  );
}

function centredAt(columns: readonly Float64Array[], means: readonly number[]): Float64Array[] {
  return columns.map((column, j) => column.map((v) => v - means[j]!));
}

function countOf(shares: readonly number[], components: PcaParams["components"]): number {
  if (shares.length === 0) {
    throw new DataError(
      `Cannot learn ${KIND}: nothing varies in the columns that it is to treat; give two different rows`,
      { column: "x", found: "no variance" },
    );
  }
  if (components === "all") return shares.length;
  if (components < 1) {
    let explained = 0;
    const last = shares.findIndex((share) => (explained += share) > components);
    return last < 0 ? shares.length : last + 1;
  }
  if (components <= shares.length) return components;
  throw new DataError(
    `Cannot learn ${KIND} of ${components} components: the rows vary in ${shares.length} directions only; ` +
      'ask for fewer, or for "all"',
    { column: "x", found: `${shares.length} directions`, wanted: `at least ${components}` },
  );
}

// Such that the row that lies farthest out along the direction lies there with a positive number.
function signed(direction: Float64Array, centred: readonly Float64Array[]): readonly number[] {
  const farthest = project(centred, direction).reduce((a, b) => Math.abs(b) > Math.abs(a) ? b : a, 0);
  return Array.from(direction, (v) => farthest < 0 ? -v : v);
}
