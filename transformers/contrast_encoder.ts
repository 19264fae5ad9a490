import { byName } from "./_by_column.ts";
import { DataError } from "../core/errors.ts";
import { nested, oneOf } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import { type Label, type Numeric, numeric } from "../data/mod.ts";
import {
  classEncoder,
  type ClassFeatureParams,
  classFeatures,
  type Known,
  notMade,
} from "./_class_encoder.ts";
import { type ContrastMode, contrastsOf } from "./_contrasts.ts";
import { MISSING } from "./_levels.ts";
import type { InvertibleTableMapper, TableTransformer } from "./_table_transformer.ts";

export type { ContrastMode } from "./_contrasts.ts";

/** One row for each level of a pool, in order, of one number fewer than there are levels. */
export type ContrastMatrix = readonly (readonly number[])[];

/** Hyperparameters of {@linkcode contrastEncoder}. */
export interface ContrastEncoderParams extends ClassFeatureParams {
  /** How levels are contrasted, or a matrix of your own. Default `"dummy"`. */
  readonly mode: ContrastMode | ContrastMatrix;
  /** Levels outside the pool of training: `"refuse"` them (default), or take them for `"missing"`. */
  readonly unknown: "refuse" | "missing";
  /** Missing values: they stay missing in every column (`"propagate"`, default), or are refused (`"refuse"`). */
  readonly missing: "propagate" | "refuse";
}

/** Learns levels, and contrasts them. */
export type ContrastEncoder = TableTransformer<ContrastEncoderParams, InvertibleTableMapper>;

interface Contrasted extends Known {
  readonly rows: ContrastMatrix;
  readonly about: readonly Label[];
}

const KIND = "ContrastEncoder";
const MODES: readonly ContrastMode[] = ["dummy", "sum", "backwardDiff", "forwardDiff", "helmert"];

const make = classEncoder<ContrastEncoderParams, Contrasted, InvertibleTableMapper>({
  kind: KIND,
  schema: {
    ...classFeatures({ orderedFactor: true }),
    mode: nested<ContrastEncoderParams["mode"]>("dummy", {
      expected: `one of ${MODES.map(brief).join(", ")}, or a matrix: a list of rows of numbers`,
      is: (v) => isMatrix(v) || MODES.some((mode) => mode === v),
      doc: "how levels are contrasted",
    }),
    unknown: oneOf(["refuse", "missing"], "what to do with levels outside the pool of training"),
    missing: oneOf(["propagate", "refuse"], "what to do with missing values"),
  },
  instead: "missing",
  learn({ levels }, { name, params: { mode } }) {
    if (typeof mode === "string") {
      const { rows, about } = contrastsOf(mode, levels.length);
      return { levels, rows, about: about.map((i) => levels[i]!) };
    }
    checkMatrix(mode, levels, name);
    return { levels, rows: mode, about: levels.slice(1).map((_, j) => j + 1) };
  },
  parts: ({ about }) => about,
  encode: (places, { rows, about }) =>
    about.map((_, j) => numeric(Float64Array.from(places, (p) => p === MISSING ? NaN : rows[p]![j]!))),
  decode(columns, { rows }, { name, size }) {
    const values = columns.map((column) => (column as Numeric).values); // of numbers, as `encode` gives
    return Int32Array.from({ length: size }, (_, row) => {
      if (values.length > 0 && values.every((column) => Number.isNaN(column[row]))) return MISSING;
      const place = rows.findIndex((entries) => entries.every((entry, j) => entry === values[j]![row]));
      if (place < 0) throw notMade(row, { name, kind: KIND });
      return place;
    });
  },
  report: (states) => ({ matrices: byName(states, ({ rows }) => rows) }),
});

/**
 * Replaces each column of k levels by k − 1 Continuous columns of contrasts between them: each level becomes
 * its row of a contrast matrix, which `mode` names (formulas and signs as in MLJTransforms):
 *
 * - `"dummy"`: indicators of all levels but the last
 * - `"sum"`: the same, but −1 everywhere for the last level
 * - `"backwardDiff"`: each level against the one before; `"forwardDiff"`: each against the one after
 * - `"helmert"`: each level against the mean of those before
 *
 * Or it is a matrix of your own, of one row for each level of the pool. Columns are named `feature__level` by the
 * level that they contrast with others (with a matrix of your own `feature__1`, `feature__2`, …), and stand
 * where the column stood; all other columns pass through. Levels are recognised by their labels. The report
 * has `features`, `newFeatures`, and `matrices` by column. A column of a single level leaves no column, and its
 * missing values do not come back.
 *
 * Throws a DataError for a level outside the pool of training, unless `unknown: "missing"`, and for a matrix
 * of another size than k × (k − 1), or with two equal rows.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, cells, table } from "@attune/attune/data";
 * import { contrastEncoder } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ dose: categorical(["low", "mid", "high"], { levels: ["low", "mid", "high"], ordered: true }) });
 * using machine = new Machine(contrastEncoder({ mode: "helmert" }), { x });
 * const z = await (await machine.fit()).transform(x);
 * assert.deepEqual(z.names, ["dose__mid", "dose__high"]);
 * assert.deepEqual(cells(z.column("dose__mid")), [-1, 1, 0]);
 * assert.deepEqual(cells(z.column("dose__high")), [-1, -1, 2]);
 * ```
 */
export function contrastEncoder(options: Partial<ContrastEncoderParams> = {}): ContrastEncoder {
  return make(options);
}

function isMatrix(value: unknown): value is ContrastMatrix {
  return Array.isArray(value) && value.every((row) => Array.isArray(row) && row.every(Number.isFinite));
}

function checkMatrix(matrix: ContrastMatrix, levels: readonly Label[], name: string): void {
  const k = levels.length;
  const found = matrix.length !== k
    ? `${matrix.length} rows`
    : matrix.some((row) => row.length !== k - 1)
    ? `rows of ${matrix.map((row) => row.length).join(", ")} numbers`
    : sameRows(matrix);
  if (found === undefined) return;
  throw new DataError(
    `Cannot contrast column "${name}": the matrix has ${found}, and the column the levels ${
      brief(levels)
    }; ` +
      `give ${k} different rows of ${k - 1} numbers, in the order of the levels`,
    { column: name, found, wanted: `${k} different rows of ${k - 1} numbers` },
  );
}

function sameRows(matrix: ContrastMatrix): string | undefined {
  const same = (i: number) => matrix.findIndex((row) => row.every((v, j) => v === matrix[i]![j]));
  const i = matrix.findIndex((_, row) => same(row) < row);
  return i < 0 ? undefined : `equal rows ${same(i)} and ${i}`;
}
