import type { Predictor, Report } from "../core/model.ts";
import { allRows, type Observations } from "../core/observations.ts";
import { type Owned, owned } from "../core/owned.ts";
import { joinSaved, type Saved } from "../core/saved.ts";
import { printable } from "../core/show.ts";
import { joinPredictions } from "./_join_predictions.ts";
import { type Member, selected } from "./_members.ts";
import type { OutOfBag } from "./_out_of_bag.ts";
import { plainValue } from "./_plain.ts";
import { rowsArray } from "./_saved_rows.ts";
import { decimal } from "./_show_evaluation.ts";

/** What the fit of an ensemble has to tell. */
export interface EnsembleReport extends Report {
  /** The last training loss of each member; absent where a member tells none. */
  readonly losses?: readonly number[];
  /** What the fit of each member had to tell. */
  readonly members: readonly Report[];
  /** Row numbers, within the data given, that each member learned from; a row may come more than once. */
  readonly bags: readonly Int32Array[];
  /** The columns that each member sees; absent where all see all. */
  readonly features?: readonly (readonly string[])[];
  /** How well it does on rows by the members that did not learn from them; absent where no measures were given. */
  readonly outOfBag?: OutOfBag;
}

/** An ensemble that has learned: its members predict together. */
export interface LearnedEnsemble<X, Z> extends Predictor<X, Z> {
  /** What the fit has to tell. */
  readonly report: EnsembleReport;
}

/** An ensemble, with what is needed to go on from it. */
export interface Assembled<X, Z> {
  readonly kind: string;
  readonly members: readonly Member<X, Z>[];
  /** How much each member counts. */
  readonly weights: readonly number[];
  readonly outOfBag: OutOfBag | undefined;
}

/** {@linkcode LearnedEnsemble} over members that it owns until it is disposed or taken over. */
export class OwnedEnsemble<X extends Observations, Z extends Observations> implements LearnedEnsemble<X, Z> {
  readonly report: EnsembleReport;
  readonly #assembled: Owned<Assembled<X, Z>>;

  constructor(assembled: Assembled<X, Z>) {
    const { kind } = assembled;
    this.report = reportOf(assembled);
    this.#assembled = owned(assembled, {
      kind,
      parts: ({ members }) => members.map(({ learned }) => learned),
    });
    printable(this, () => show(kind, this.report));
  }

  async predict(x: X): Promise<Z> {
    const { kind, members, weights } = this.#assembled.for("predict with");
    const predicted = joinPredictions<Z>(x.size, kind);
    const rows = allRows(x.size);
    for (const [i, { learned, bag }] of members.entries()) {
      const weight = weights[i]!;
      if (weight > 0) predicted.add(await learned.predict(selected(x, bag.features)), { rows, weight });
    }
    return predicted.joined();
  }

  async save(): Promise<Saved> {
    const { kind, members, weights } = this.#assembled.for("save");
    const parts: Record<string, Saved> = {};
    for (const [i, { learned }] of members.entries()) parts[i] = await learned.save();
    const { features, outOfBag, bags } = this.report;
    const judged = outOfBag && { ...outOfBag, measurements: plainValue(outOfBag.measurements) };
    const arrays = new Map(bags.map((rows, i) => [`bag ${i}`, rowsArray(rows)]));
    return joinSaved({ kind, data: { weights, features, outOfBag: judged }, arrays }, parts);
  }

  /** What it consists of, to look at. */
  get members(): readonly Member<X, Z>[] {
    return this.#assembled.for("update").members;
  }

  /** Gives up what it owns, to go on from it. */
  release(): void {
    this.#assembled.release();
  }

  [Symbol.dispose](): void {
    this.#assembled[Symbol.dispose]();
  }
}

function reportOf({ members, outOfBag }: Assembled<never, unknown>): EnsembleReport {
  const reports = members.map(({ learned }) => learned.report);
  const losses = reports.flatMap(({ losses = [] }) => losses.slice(-1));
  const features = members.flatMap(({ bag }) => bag.features ? [bag.features] : []);
  return Object.freeze<EnsembleReport>({
    ...(losses.length === members.length && { losses: Object.freeze(losses) }),
    members: Object.freeze(reports),
    bags: Object.freeze(members.map(({ bag }) => bag.rows)),
    ...(features.length > 0 && { features: Object.freeze(features) }),
    ...(outOfBag && { outOfBag }),
  });
}

function show(kind: string, { members, outOfBag }: EnsembleReport): string {
  const learned = `${kind}: learned by ${members.length} member${members.length === 1 ? "" : "s"}`;
  if (!outOfBag) return learned;
  const { rows, left, measurements } = outOfBag;
  const values = Object.entries(measurements).map(([id, value]) => `, ${id} ${decimal(value)}`).join("");
  return `${learned}\nout of bag, ${rows} of ${rows + left} rows${values}`;
}
