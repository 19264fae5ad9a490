import { DataError } from "../core/errors.ts";
import type { Supervised } from "../core/model.ts";
import { allRows, type Observations } from "../core/observations.ts";
import type { Rng } from "../core/rng.ts";
import { flag, integer, listOf, nested, real, type SchemaOf } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import type { Table } from "../data/mod.ts";
import { ensembleKind, type EnsembleModel } from "./_ensemble_kind.ts";
import type { AnyMeasure } from "./_judge.ts";
import { modelField, wrapping } from "./_model_field.ts";
import { refuseCopies } from "./_refuse_copies.ts";
import { shareField, shareOf } from "./_share_of.ts";
import { isList } from "./_is_list.ts";

/** Hyperparameters of {@linkcode ensemble}. */
export interface EnsembleParams<X, Y, Z, P extends object = object> {
  /** What each member learns by. */
  readonly model: Supervised<X, Y, Z, P>;
  /** How many members. Default 10. */
  readonly n: number;
  /** Share of the rows that each member learns from, rounded down. Default 0.8. */
  readonly baggingFraction: number;
  /** Whether a member may get a row more than once. Default false. */
  readonly replacement: boolean;
  /** How many columns of a table each member sees: a share below 1, rounded down, or a count; 0 is all. Default 0. */
  readonly features: number;
  /** How much each member counts. Default []: all alike. */
  readonly weights: readonly number[];
  /** What to judge out-of-bag predictions by. Default []: nothing is judged. */
  readonly measures: AnyMeasure | readonly AnyMeasure[];
}

/** Several members that predict together. */
export type Ensemble<X, Y, Z, P extends object = object> = EnsembleModel<X, Y, Z, EnsembleParams<X, Y, Z, P>>;

const KIND = "Ensemble";

function schemaOf<X, Y, Z, P extends object>(): SchemaOf<EnsembleParams<X, Y, Z, P>> {
  return {
    model: modelField("what each member learns by"),
    n: integer(10, { min: 1, doc: "how many members" }),
    baggingFraction: real(0.8, {
      min: 0,
      max: 1,
      above: true,
      doc: "share of the rows that each learns from",
    }),
    replacement: flag(false, "whether a member may get a row more than once"),
    features: shareField(0, { doc: "how many columns each member sees", zero: "all" }),
    weights: listOf([], real(1, { min: 0, doc: "how much each member counts" })),
    measures: nested<AnyMeasure | readonly AnyMeasure[]>([], {
      expected: "a measure, or a list of measures",
      is: (value) => [value].flat().every((one) => typeof one === "function"),
      doc: "what to judge out-of-bag predictions by",
    }),
  };
}

/**
 * Several members of one model, each fitted to rows of its own (bagging, Breiman 1996) and, with `features`, to columns
 * of its own (random subspaces, Ho 1998), at the same time where the backend has threads. They predict together: the
 * weighted mean of probabilities and of numbers, the weighted vote for labels, of which the first level wins where
 * several have as many; tables column by column. `baggingFraction: 1` without replacement gives every member all rows,
 * in order. Weights of rows go to the members with their rows; a member whose rows lack a class still knows that it
 * exists.
 *
 * The bag and the chance of member i depend on the seed and on i alone. So a larger `n` adds members, a smaller one drops
 * the last; `weights` and `measures` change without a fit; and what the model can go on from, each member goes on from.
 *
 * `measures` judge each row by the members that did not learn from it: an estimate for an ensemble of fewer members that
 * costs no fit. Rows that every member learned from are left out and counted in `report.outOfBag`; weights of rows count
 * in measures that take them, as in {@linkcode evaluate}.
 *
 * Throws a TypeError for `replacement` around a model that holds rows out in its fit, which would be judged by copies of
 * what it learned from, and a DataError for predictions that cannot be joined, e.g. images, and for more columns than
 * there are.
 *
 * @example The vote of three baselines.
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { cells, numeric, table } from "@attune/attune/data";
 * import { mae } from "@attune/attune/measures";
 * import { ensemble } from "@attune/attune/meta";
 * import { constantRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const data = { x: table({ a: [1, 2, 3, 4, 5] }), y: numeric([1, 2, 1, 1, 1]) };
 * const model = ensemble(constantRegressor(), { n: 3, measures: mae });
 * using machine = new Machine(model, data, { seed: 1 });
 * const learned = await machine.fit();
 * const [guess] = cells(await learned.predict(data.x));
 * assert.ok(Number(guess) >= 1 && Number(guess) <= 1.25);
 * assert.deepEqual(learned.report.bags.map((rows) => rows.length), [4, 4, 4]);
 * assert.ok(learned.report.outOfBag!.rows >= 1);
 * ```
 */
export function ensemble<
  X extends Observations,
  Y extends Observations,
  Z extends Observations,
  P extends object = object,
>(
  model: Supervised<X, Y, Z, P>,
  options: Partial<Omit<EnsembleParams<X, Y, Z>, "model">> = {},
): Ensemble<X, Y, Z, P> {
  return ensembleKind<X, Y, Z, EnsembleParams<X, Y, Z, P>>({
    kind: KIND,
    schema: schemaOf(),
    warm: ["n", "weights", "measures"],
    check,
    bags({ n, features, ...bagging }, { x }, { rng }) {
      const columns = features > 0 ? columnsOf(x, features) : undefined;
      const rowsOf = rowsBy(x.size, bagging);
      return {
        n,
        draw: (i) => ({
          rows: rowsOf(rng.fork("bag").fork(i)),
          ...(columns && { features: drawn(columns, rng.fork("features").fork(i)) }),
        }),
      };
    },
    weights: ({ weights }) => weights,
    measures: ({ measures }) => isList(measures) ? measures : [measures],
  })(wrapping("ensemble()", { model, options }));
}

function check<X, Y, Z>(params: Readonly<EnsembleParams<X, Y, Z>>): void {
  const { model, n, baggingFraction, replacement, weights, measures } = params;
  if (replacement) refuseCopies(model, { kind: KIND, by: "replacement: true" });
  if (weights.length > 0 && weights.length !== n) {
    throw new RangeError(`Cannot weigh ${n} members by ${weights.length} weights: give one for each member`);
  }
  if (weights.length > 0 && weights.every((weight) => weight === 0)) {
    throw new RangeError("Cannot weigh members: all weights are 0; give some that are not");
  }
  if (baggingFraction < 1 || replacement || (isList(measures) && measures.length === 0)) return;
  throw new RangeError(
    `Cannot judge ${KIND} out of bag: every member learns from all rows; lower baggingFraction, or set replacement: true`,
  );
}

interface Columns {
  readonly names: readonly string[];
  readonly count: number;
}

function columnsOf(x: Observations & Partial<Pick<Table, "names">>, features: number): Columns {
  const { names } = x;
  if (!names) {
    throw new DataError(
      `Cannot choose ${features} features of ${brief(x)}: only tables have some; leave features out`,
      { column: "x", wanted: "a table" },
    );
  }
  const count = shareOf(names.length, features);
  if (count <= names.length) return { names, count };
  throw new DataError(`Cannot choose ${count} features: the table has ${names.length}; choose fewer`, {
    column: "x",
    found: `${names.length} columns`,
    wanted: `${count} columns`,
  });
}

// In the order of the table.
function drawn({ names, count }: Columns, rng: Rng): readonly string[] {
  const places = rng.permutation(names.length).subarray(0, count).sort();
  return Object.freeze(Array.from(places, (place) => names[place]!));
}

type Bagging = Pick<EnsembleParams<never, never, never>, "baggingFraction" | "replacement">;

function rowsBy(size: number, { baggingFraction, replacement }: Bagging): (rng: Rng) => Int32Array {
  const all = allRows(size);
  if (baggingFraction === 1 && !replacement) return () => all;
  const count = Math.floor(baggingFraction * size);
  if (count === 0) {
    throw new DataError(
      `Cannot bag ${baggingFraction} of ${size} rows: no row would be left; raise baggingFraction`,
    );
  }
  return replacement
    ? (rng) => Int32Array.from({ length: count }, () => Math.floor(rng.uniform() * size))
    : (rng) => rng.permutation(size).slice(0, count);
}
