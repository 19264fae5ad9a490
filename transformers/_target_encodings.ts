import { DataError } from "../core/errors.ts";
import type { Examples } from "../core/observations.ts";
import { meanOne } from "../core/mean_one.ts";
import { rng } from "../core/rng.ts";
import { countRows } from "../core/take.ts";
import { type Categorical, type Label, type Numeric, numeric, type Table } from "../data/mod.ts";
import { namer } from "../data/namer.ts";
import { chosenClasses, classesOf } from "./_class_encoder.ts";
import { expand } from "./_expand.ts";
import { MISSING, placesAmong, placesOf, UNKNOWN } from "./_levels.ts";
import type { Given } from "./_table_transformer.ts";
import { targetColumns } from "./_target_data.ts";
import { type Encodings, encodingsOf, type Share } from "./_target_statistics.ts";
import type { TargetEncoderParams } from "./target_encoder.ts";

/** What was learned of a column. */
export interface TargetEncoded {
  /** The column's name. */
  readonly name: string;
  /** The pool. */
  readonly levels: readonly Label[];
  /** The names of the columns that take its place. */
  readonly names: readonly string[];
  /** Encodings by all rows, then by the rows outside of each fold. */
  readonly tables: readonly Encodings[];
}

/** What was learned. */
export interface TargetState {
  /** What decides which row is in which fold. */
  readonly seed: number;
  /** How many rows there were. */
  readonly size: number;
  /** How many folds they are in. */
  readonly folds: number;
  /** The columns that are encoded. */
  readonly encoded: readonly TargetEncoded[];
}

/** Learns the encodings of each chosen column. */
export function learnTargets(
  data: Examples<Table, Categorical | Numeric>,
  { params, context, kind }: Given<TargetEncoderParams> & { readonly kind: string },
): TargetState {
  const { x, y } = data;
  const size = countRows(data);
  const { folds } = params;
  const { targets, classes } = targetColumns(y, kind);
  const weights = meanOne(data.weights ?? new Float64Array(size).fill(1), kind);
  const seed = context.rng.fork("folds").bits();
  const subsets = subsetsOf({ seed, size, folds }, weights, kind);
  const share = shareOf(params, { kind, ofClasses: "codes" in y });
  const free = namer(x.names);
  const encoded = chosenClasses(x, params, { kind, context }).map((name): TargetEncoded => {
    const { levels } = classesOf(x, name);
    const places = placesAmong(levels, classesOf(x, name));
    const tables = subsets.map((rows) =>
      encodingsOf({ places, levels: levels.length, targets, weights, rows, share })
    );
    const names = classes ? free(`${name}__`, classes) : [name];
    return { name, levels, names, tables };
  });
  return { seed, size, folds, encoded };
}

/** How columns are encoded. */
export interface EncodeTargetsOptions {
  /** The kind of the transformer. */
  readonly kind: string;
  /** Its hyperparameters. */
  readonly params: Readonly<TargetEncoderParams>;
  /** Which table of encodings each row takes: 0, that by all rows, or 1 + the number of a fold. */
  readonly tables: ArrayLike<number>;
}

/** The table with each column replaced by its encodings. */
export function encodeTargets(
  x: Table,
  { encoded }: TargetState,
  { kind, params: { unknown, missing }, tables: which }: EncodeTargetsOptions,
): Table {
  const parts = encoded.map(({ name, levels, names, tables }) => {
    const how = { levels, name, kind, unknown, missing, instead: "global" };
    const places = placesOf(classesOf(x, name), how);
    const columns = names.map((part, j) => {
      const values = Float64Array.from(places, (place, row) => {
        if (place === MISSING) return NaN;
        return tables[which[row]!]![place === UNKNOWN ? levels.length : place]![j]!;
      });
      return [part, numeric(values)] as const;
    });
    return [name, columns] as const;
  });
  return expand(x, new Map(parts));
}

/** The fold that each row of training is in, by chance, of nearly equal sizes. */
export function foldsOfRows({ seed, size, folds }: Omit<TargetState, "encoded">): Int32Array {
  const fold = new Int32Array(size);
  rng(seed).permutation(size).forEach((row, i) => fold[row] = i % folds);
  return fold;
}

// All rows, then those outside each fold.
function subsetsOf(
  folded: Omit<TargetState, "encoded">,
  weights: Float64Array,
  kind: string,
): readonly Int32Array[] {
  const { size, folds } = folded;
  const all = Int32Array.from(weights, (_, row) => row);
  const fold = foldsOfRows(folded);
  const outside = Array.from({ length: folds }, (_, k) => all.filter((row) => fold[row] !== k));
  if (size >= folds && outside.every((rows) => rows.some((row) => weights[row]! > 0))) {
    return [all, ...outside];
  }
  const found = size < folds ? `${size} rows` : "a fold that all the weight is in";
  throw new DataError(
    `Cannot make ${folds} folds for ${kind}: there are ${found}; give more rows that count, or set fewer folds`,
    { found, wanted: `at least ${folds} rows that count` },
  );
}

function shareOf(
  { m, lambda }: Readonly<TargetEncoderParams>,
  { kind, ofClasses }: { readonly kind: string; readonly ofClasses: boolean },
): Share {
  if (m === "auto" && ofClasses) {
    throw new DataError(
      `Cannot fit ${kind}: m is "auto", which is for targets of numbers, and the target is of classes; set a number`,
      { column: "y", found: "classes", wanted: "numbers" },
    );
  }
  if (lambda !== "count") return () => lambda;
  if (m !== "auto") return ({ count }) => count / (count + m);
  // count / (count + variance / overall), where overall may be 0
  return ({ count, variance, overall }) => overall === 0 ? 0 : count * overall / (count * overall + variance);
}
