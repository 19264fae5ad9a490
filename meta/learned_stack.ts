import type { Predictor, Report } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { type Owned, owned } from "../core/owned.ts";
import { joinSaved, type Saved } from "../core/saved.ts";
import { printable } from "../core/show.ts";
import type { Table } from "../data/mod.ts";
import type { LearnedBase } from "./_fit_bases.ts";
import { metaFeatures, metaTable } from "./_meta_features.ts";
import { savedTrace } from "./_stack_trace.ts";
import type { Pair } from "./resampling.ts";

/** What the fit of a stack has to tell. */
export interface StackReport extends Report {
  /** What the fit of each base to all rows had to tell, by the name of the base. */
  readonly bases: Readonly<Record<string, Report>>;
  /** What the fit of the metalearner had to tell; its rows are those that were held out, in order. */
  readonly metalearner: Report;
  /** The folds by which bases predicted what the metalearner learned from: row numbers within the data given. */
  readonly pairs: readonly Pair[];
}

/** A stack that has learned: its metalearner predicts from what its bases predict. */
export interface LearnedStack<X, Z> extends Predictor<X, Z> {
  /** What the fit has to tell. */
  readonly report: StackReport;
}

/** A stack, with what is needed to go on from it. */
export interface Stacked<X, Y, Z> {
  readonly kind: string;
  readonly bases: ReadonlyMap<string, LearnedBase<X>>;
  readonly metalearner: Predictor<Table, Z>;
  /** What the metalearner learned from: what bases predicted of the rows held out. */
  readonly features: Table;
  /** The same with its targets; absent where the stack was restored without data. */
  readonly held?: Examples<Table, Y> | undefined;
  readonly pairs: readonly Pair[];
}

/** {@linkcode LearnedStack} over learners that it owns until it is disposed or taken over. */
export class OwnedStack<X, Y, Z extends Observations> implements LearnedStack<X, Z> {
  readonly report: StackReport;
  readonly #stacked: Owned<Stacked<X, Y, Z>>;

  constructor(stacked: Stacked<X, Y, Z>) {
    const { kind, bases, metalearner: { report }, pairs } = stacked;
    const reports = Array.from(bases, ([name, learned]) => [name, learned.report]);
    this.report = Object.freeze<StackReport>({
      ...(report.losses && { losses: report.losses }),
      bases: Object.freeze(Object.fromEntries(reports)),
      metalearner: report,
      pairs,
    });
    this.#stacked = owned(stacked, { kind, parts: partsOf });
    printable(this, () => `${kind}: learned by ${[...bases.keys()].join(", ")} and a metalearner`);
  }

  async predict(x: X): Promise<Z> {
    const { bases, metalearner } = this.#stacked.for("predict with");
    const features = await Promise.all(
      Array.from(bases, async ([name, base]) => metaFeatures(name, await base.predict(x))),
    );
    return await metalearner.predict(metaTable(features));
  }

  async save(): Promise<Saved> {
    const { kind, bases, metalearner, ...trace } = this.#stacked.for("save");
    const parts: Record<string, Saved> = {};
    for (const [name, base] of bases) parts[name] = await base.save();
    return joinSaved({ kind, ...savedTrace(trace) }, { ...parts, metalearner: await metalearner.save() });
  }

  /** Whether it has what its metalearner learned from, to go on from it. */
  get goesOn(): boolean {
    return this.#stacked.for("update").held !== undefined;
  }

  /** Gives up what it owns, to go on from it. */
  release(): Stacked<X, Y, Z> {
    return this.#stacked.release();
  }

  [Symbol.dispose](): void {
    this.#stacked[Symbol.dispose]();
  }
}

/** What a stack has to free. */
export function partsOf(
  { bases, metalearner }: Pick<Stacked<never, unknown, unknown>, "bases" | "metalearner">,
): readonly Disposable[] {
  return [metalearner, ...bases.values()];
}
