import type { Floats } from "../core/array.ts";
import { DataError } from "../core/errors.ts";
import type { Observations, Rows } from "../core/observations.ts";
import { aligned, printable, significant } from "../core/show.ts";
import { checkRows, unknownLabel } from "./_rows.ts";
import type { Label } from "./categorical.ts";
import { categoricalOf } from "./categorical_of.ts";

// What sums of 32-bit probabilities may exceed 1 by, and still be 1.
const ROUNDING = 1e-6;

/** A column of distributions over classes, such as the predictions of a classifier. */
export interface Finite extends Observations {
  /** Whether the order of the levels means something. */
  readonly scitype: "Multiclass" | "OrderedFactor";
  /** All classes, in order: the pool. */
  readonly levels: readonly Label[];
  /** The classes that were given probabilities, in the order of the levels; the others have 0 everywhere. */
  readonly support: readonly Label[];
  /** Probabilities, size × levels, row-major. Nothing makes them sum to one but whoever computed them. */
  readonly probs: Floats;
}

/** What `finite` may be told. */
export interface FiniteOptions {
  /** Whether the order of the levels means something; false by default. */
  readonly ordered?: boolean;
  /** The classes that the probabilities belong to, in their order, where they are not all of the levels. */
  readonly support?: readonly Label[];
  /** Whether the probabilities of the first class are left out, and are 1 − the sum of the others. */
  readonly augment?: boolean;
}

/**
 * A column of distributions over `levels`, from probabilities in rows or in one flat list, row-major. Copies, and
 * keeps the precision of a typed array.
 *
 * @example With `augment`, two classes need one number per observation, the probability of the second.
 * ```ts
 * import { finite, pdf } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const rain = finite(["dry", "wet"], [0.25, 0.5], { augment: true });
 * assert.deepEqual([...rain.probs], [0.75, 0.25, 0.5, 0.5]);
 * assert.deepEqual([...pdf(rain, "wet")], [0.25, 0.5]);
 * ```
 */
export function finite(
  levels: readonly Label[],
  probs: ArrayLike<number> | readonly ArrayLike<number>[],
  { ordered = false, support = levels, augment = false }: FiniteOptions = {},
): Finite {
  const pool = categoricalOf([], levels, { ordered }).levels;
  const codes = supported(pool, support);
  const given = flat(probs, codes.length - Number(augment));
  const size = given.length / (codes.length - Number(augment));
  // A permutation or a part of the pool is spread over it; the whole pool is copied as it is.
  const spread = given instanceof Float32Array
    ? new Float32Array(size * pool.length)
    : new Float64Array(size * pool.length);
  for (let i = 0; i < size; i++) {
    const row = augment ? augmented(given, i, codes.length - 1) : undefined;
    for (let j = 0; j < codes.length; j++) {
      spread[i * pool.length + codes[j]!] = row ? row[j]! : given[i * codes.length + j]!;
    }
  }
  return owned(spread, {
    scitype: ordered ? "OrderedFactor" : "Multiclass",
    levels: pool,
    support: Object.freeze(pool.filter((_, code) => codes.includes(code))),
  });
}

function supported(levels: readonly Label[], support: readonly Label[]): readonly number[] {
  categoricalOf([], support);
  if (!support.length) throw new DataError("Cannot make distributions: no class is given; give one or more");
  return support.map((label) => {
    const code = levels.indexOf(label);
    if (code < 0) throw unknownLabel("make distributions", label, levels);
    return code;
  });
}

function flat(probs: ArrayLike<number> | readonly ArrayLike<number>[], columns: number): Floats {
  if (columns < 1) {
    throw new DataError(
      "Cannot augment distributions over one class: its probability is always 1; give two classes",
    );
  }
  if (probs instanceof Float32Array || probs instanceof Float64Array) return whole(probs, columns);
  const values: number[] = [];
  for (let i = 0; i < probs.length; i++) {
    const row = probs[i]!;
    if (typeof row === "number") values.push(row);
    else {
      if (row.length !== columns) throw misfit(`row ${i} has ${row.length} probabilities`, columns);
      for (let j = 0; j < row.length; j++) values.push(row[j]!);
    }
  }
  return whole(Float64Array.from(values), columns);
}

function whole(values: Floats, columns: number): Floats {
  if (values.length % columns === 0) return values;
  throw misfit(`there are ${values.length} probabilities in all`, columns);
}

function misfit(found: string, columns: number): DataError {
  return new DataError(`Cannot make distributions: ${found}; give ${columns} for each observation`, {
    wanted: `${columns} per row`,
  });
}

// 1 − Σ first, then the given ones, which must leave it room.
function augmented(given: Floats, i: number, columns: number): number[] {
  const row = Array.from(given.subarray(i * columns, (i + 1) * columns));
  const sum = row.reduce((total, p) => total + p, 0);
  if (row.every((p) => p >= 0) && sum <= 1 + ROUNDING) return [Math.max(0, 1 - sum), ...row];
  throw new DataError(
    `Cannot augment row ${i} of the probabilities: they are ${row.join(", ")}; ` +
      "give numbers in [0, 1] whose sum is at most 1",
  );
}

function owned(probs: Floats, classes: Pick<Finite, "scitype" | "levels" | "support">): Finite {
  const k = classes.levels.length;
  const made: Finite = {
    scitype: classes.scitype,
    size: probs.length / k,
    levels: classes.levels,
    support: classes.support,
    probs,
    take(rows: Rows): Finite {
      checkRows(rows, made.size);
      const taken = probs instanceof Float32Array
        ? new Float32Array(rows.length * k)
        : new Float64Array(rows.length * k);
      for (let i = 0; i < rows.length; i++) {
        taken.set(probs.subarray(rows[i]! * k, (rows[i]! + 1) * k), i * k);
      }
      return owned(taken, classes);
    },
  };
  return Object.freeze(printable(made, () => shown(made)));
}

function shown({ levels, probs, size, scitype }: Finite): string {
  const lines = [levels.map(String)];
  for (let i = 0; i < Math.min(size, 10); i++) {
    lines.push(levels.map((_, j) => significant(probs[i * levels.length + j]!)));
  }
  if (size > 10) lines.push(levels.map(() => "…"));
  return `${aligned(lines)}\n${size} ${
    size === 1 ? "distribution" : "distributions"
  } over ${levels.length} ` +
    `${scitype} levels`;
}
