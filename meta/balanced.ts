import { configured } from "../core/configured.ts";
import type { Context } from "../core/context.ts";
import { SavedError } from "../core/errors.ts";
import { liftReport, liftTraits } from "../core/lift.ts";
import type { Model, Predictor, Report, Supervised, Traits } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { restorePart } from "../core/restore_part.ts";
import { checkSaved, joinSaved } from "../core/saved.ts";
import { oneOf, real, type SchemaOf } from "../core/schema.ts";
import { updateInner } from "../core/update_inner.ts";
import type { Categorical } from "../data/mod.ts";
import { balance, type BalancedData } from "./_balance.ts";
import { LearnedWrapper } from "./_learned_wrapper.ts";
import { modelField, wrapping } from "./_model_field.ts";
import { refuseCopies } from "./_refuse_copies.ts";
import { rowsArray, rowsNamed } from "./_saved_rows.ts";
import { rowsWithin } from "./_rows_within.ts";

/** Hyperparameters of {@linkcode balanced}. */
export interface BalancedParams<X, Z, P extends object = object> {
  /** The classifier that learns from balanced classes. */
  readonly model: Supervised<X, Categorical, Z, P>;
  /**
   * `"weights"` (default) multiplies the weights of rows by a factor for each class, their total kept; `"oversample"`
   * learns from rows of small classes more than once; `"undersample"` leaves out rows of large ones.
   */
  readonly by: "weights" | "oversample" | "undersample";
  /** How large each class is at least, as a share of the largest: in (0, 1]. Default 1: all alike. */
  readonly ratio: number;
}

/** What the fit of a {@linkcode balanced} model has to tell. */
export interface BalancedReport extends Report {
  /** How many rows each class had, or by weights the sum of its weights. */
  readonly before: Readonly<Record<string, number>>;
  /** How many rows of each class were learned from, or the sum of their weights. */
  readonly after: Readonly<Record<string, number>>;
}

/** A classifier that learns from balanced classes. */
export type Balanced<X, Z, P extends object = object> = Model<
  Examples<X, Categorical>,
  LearnedBalanced<X, Z>,
  BalancedParams<X, Z, P>
>;

/** What a {@linkcode balanced} model learned. */
export interface LearnedBalanced<X, Z> extends Predictor<X, Z> {
  /** What the fit has to tell. */
  readonly report: BalancedReport;
}

/**
 * A classifier that learns as if its classes were of one size, or nearer to it (`ratio`). Acts in training only; each
 * prediction is the model's own, so that probabilities are those of balanced classes ({@linkcode calibrated} around it
 * puts that right). Sampled rows keep their order, and a row is drawn as often as any other of its class, or once
 * more; which ones, chance decides. Classes without rows are left out, with a note.
 *
 * The report has `before` and `after`, the size of each class, and, where rows were sampled, `rows.balanced`: which.
 *
 * Throws a TypeError for `"weights"` where the model takes no weights of rows, and for `"oversample"` around what holds
 * rows out in its fit, which would be judged by copies of what it learned from: put that around it, as in
 * `calibrated(balanced(model))`. In the fit throws a DataError for a target that is not of classes, or has missing values.
 *
 * @example Three rows of one class, one of the other: sampled, that one counts three times.
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, table } from "@attune/attune/data";
 * import { balanced } from "@attune/attune/meta";
 * import { constantClassifier } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const data = { x: table({ a: [1, 2, 3, 4] }), y: categorical(["no", "no", "yes", "no"]) };
 * using machine = new Machine(balanced(constantClassifier(), { by: "oversample" }), data);
 * const { report } = await machine.fit();
 * assert.deepEqual(report.after, { no: 3, yes: 3 });
 * assert.deepEqual([...report.rows!.balanced as Int32Array], [0, 1, 2, 2, 2, 3]);
 * ```
 */
export function balanced<X extends Observations, Z, P extends object = object>(
  model: Supervised<X, Categorical, Z, P>,
  options: Partial<Omit<BalancedParams<X, Z>, "model">> = {},
): Balanced<X, Z, P> {
  const make = configured<BalancedParams<X, Z, P>, Members<X, Z, P>>(KIND, schemaOf(), membersOf);
  return make(wrapping("balanced()", { model, options }));
}

const KIND = "Balanced";

type Members<X, Z, P extends object> = Pick<Balanced<X, Z, P>, "traits" | "fit" | "update" | "restore">;

function schemaOf<X, Z, P extends object>(): SchemaOf<BalancedParams<X, Z, P>> {
  return {
    model: modelField("the classifier that learns from balanced classes"),
    by: oneOf(["weights", "oversample", "undersample"], "what is changed"),
    ratio: real(1, {
      min: 0,
      above: true,
      max: 1,
      doc: "size of the smallest class, as a share of the largest",
    }),
  };
}

function membersOf<X extends Observations, Z, P extends object>(
  params: Readonly<BalancedParams<X, Z, P>>,
): Members<X, Z, P> {
  const { model, by, ratio } = params;
  return {
    traits: traitsOf(params),
    async fit(data, context) {
      const even = balance(data, { by, ratio, rng: context.rng });
      noteEmpty(even.before, context);
      return learnedFrom(await model.fit(even.data, context), even);
    },
    update(learned, { params: old }, data, context) {
      if (!(learned instanceof LearnedWrapper) || old.by !== by || old.ratio !== ratio) return undefined;
      const even = balance(data, { by, ratio, rng: context.rng });
      const from = { learned: learned.source, old: old.model, data: even.data, context, wrapper: KIND };
      const going = updateInner<Examples<X, Categorical>, Predictor<X, Z>>(model, from);
      if (!going) return undefined;
      learned.release();
      return going.then((next) => learnedFrom(next, even));
    },
    async restore(saved, context, data) {
      checkSaved(saved, KIND);
      const { before, after } = saved.data;
      const drawn = by === "weights" ? undefined : rowsNamed(saved, "drawn");
      const even = data && balance(data, { by, ratio, rng: context.rng });
      const inner = await restorePart(model, { saved, name: "model", context, data: even?.data });
      return learnedFrom(inner, { drawn, before: countsIn(before), after: countsIn(after) });
    },
  };
}

function traitsOf<X, Z>({ model, by }: Readonly<BalancedParams<X, Z>>): Traits {
  if (by === "oversample") refuseCopies(model, { kind: KIND, by: 'by: "oversample"' });
  if (by !== "weights" || model.traits.weights) return liftTraits(model.traits, "model");
  throw new TypeError(
    `Cannot balance ${model.kind} by weights: weights of rows do not reach its fit; ` +
      'set by: "oversample" or by: "undersample"',
  );
}

function learnedFrom<X, Z>(
  inner: Predictor<X, Z>,
  { drawn, before, after }: Omit<BalancedData<X>, "data">,
): LearnedWrapper<X, Z, BalancedReport, Predictor<X, Z>> {
  const lifted = liftReport(inner.report, "model");
  const rows = drawn && { rows: { ...rowsWithin(lifted.rows, drawn), balanced: drawn } };
  return new LearnedWrapper({
    kind: KIND,
    source: inner,
    parts: [inner],
    predict: (x: X) => inner.predict(x),
    report: { ...lifted, ...rows, before, after },
    async save() {
      const arrays = new Map(drawn ? [["drawn", rowsArray(drawn)]] : []);
      return joinSaved({ kind: KIND, data: { before, after }, arrays }, { model: await inner.save() });
    },
  });
}

function countsIn(saved: unknown): BalancedReport["before"] {
  const entries = Object.entries(Object(saved));
  if (entries.every((entry): entry is [string, number] => typeof entry[1] === "number")) {
    return Object.fromEntries(entries);
  }
  throw new SavedError(`Cannot restore ${KIND}: how many rows its classes had is not told`, KIND);
}

function noteEmpty(before: BalancedReport["before"], context: Context): void {
  const empty = Object.keys(before).filter((label) => before[label] === 0);
  if (empty.length === 0) return;
  const message = `${KIND}: no row counts of ${empty.join(", ")}; the other classes are balanced`;
  context.emit({ type: "note", message });
}
