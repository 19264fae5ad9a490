import { DataError } from "../core/errors.ts";
import type { Supervised } from "../core/model.ts";
import { allRows, type Observations } from "../core/observations.ts";
import type { Rng } from "../core/rng.ts";
import { integer } from "../core/schema.ts";
import type { Categorical } from "../data/mod.ts";
import { checkClasses } from "./_check_classes.ts";
import { ensembleKind, type EnsembleModel } from "./_ensemble_kind.ts";
import { modelField, wrapping } from "./_model_field.ts";
import { refuseCopies } from "./_refuse_copies.ts";

/** Hyperparameters of {@linkcode balancedBagging}. */
export interface BalancedBaggingParams<X, Y, Z, P extends object = object> {
  /** What each member learns by. */
  readonly model: Supervised<X, Y, Z, P>;
  /** How many members; 0 is rows of the largest class / rows of the smallest, rounded. Default 0. */
  readonly n: number;
}

/** Several members that learn from balanced classes and predict together. */
export type BalancedBagging<X, Y, Z, P extends object = object> = EnsembleModel<
  X,
  Y,
  Z,
  BalancedBaggingParams<X, Y, Z, P>
>;

const KIND = "BalancedBagging";

/**
 * An {@linkcode ensemble} for classes of very different sizes: each member learns from all rows of the smallest class,
 * and from as many rows of each of the others, drawn with replacement. Members predict as those of an ensemble do, so
 * their probabilities are those of balanced classes: where the true ones matter, calibrate them.
 *
 * Classes without rows are left out of it. Throws a TypeError for a model that holds rows out in its fit, which would be
 * judged by copies of what it learned from, and a DataError for a target that is not of classes, has holes, or has rows of
 * one class only.
 *
 * @example Two of three rows are of class b, yet it is no likelier.
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, pdf, table } from "@attune/attune/data";
 * import { balancedBagging } from "@attune/attune/meta";
 * import { constantClassifier } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const data = { x: table({ a: [1, 2, 3, 4, 5, 6] }), y: categorical(["a", "b", "b", "b", "b", "a"]) };
 * using machine = new Machine(balancedBagging(constantClassifier()), data);
 * const learned = await machine.fit();
 * assert.equal(learned.report.members.length, 2);
 * assert.equal(pdf(await learned.predict(data.x), "b")[0], 0.5);
 * ```
 */
export function balancedBagging<X extends Observations, Z extends Observations, P extends object = object>(
  model: Supervised<X, Categorical, Z, P>,
  options: Partial<Omit<BalancedBaggingParams<X, Categorical, Z>, "model">> = {},
): BalancedBagging<X, Categorical, Z, P> {
  return ensembleKind<X, Categorical, Z, BalancedBaggingParams<X, Categorical, Z, P>>({
    kind: KIND,
    schema: {
      model: modelField("what each member learns by"),
      n: integer(0, { min: 0, doc: "how many members; 0 is largest class / smallest" }),
    },
    warm: ["n"],
    check: ({ model }) => refuseCopies(model, { kind: KIND, by: "rows drawn with replacement" }),
    bags({ n }, { y }, { rng }) {
      const classes = rowsByClass(y);
      const sizes = classes.map((rows) => rows.length);
      const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
      return {
        n: n === 0 ? Math.round(most / least) : n,
        draw: (i) => ({ rows: balancedRows(classes, least, rng.fork("bag").fork(i)) }),
      };
    },
  })(wrapping("balancedBagging()", { model, options }));
}

/** The rows of each class that has some, in the order of the levels. */
function rowsByClass(y: Categorical): readonly Int32Array[] {
  checkClasses(y, "balance classes");
  const { codes, levels } = y;
  const rows = allRows(y.size);
  const classes = levels.map((_, code) => rows.filter((row) => codes[row] === code));
  const present = classes.filter((of) => of.length > 0);
  if (present.length > 1) return present;
  throw new DataError(
    `Cannot balance classes: the target has rows of ${present.length} class; give rows of two or more`,
    { column: "y", found: `${present.length} class`, wanted: "two classes or more" },
  );
}

// All rows of a class that is as small as the smallest; in random order, since members may learn row by row.
function balancedRows(classes: readonly Int32Array[], least: number, rng: Rng): Int32Array {
  const drawn = classes.flatMap((rows) =>
    rows.length === least
      ? [...rows]
      : Array.from({ length: least }, () => rows[Math.floor(rng.uniform() * rows.length)]!)
  );
  return rng.permutation(drawn.length).map((place) => drawn[place]!);
}
