import type { Context } from "../core/context.ts";
import { DataError } from "../core/errors.ts";
import type { Predictor, Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { take } from "../core/take.ts";
import type { Table } from "../data/mod.ts";
import { type Part, together } from "./_fit_together.ts";
import { type MetaFeatures, metaFeatures, metaTable } from "./_meta_features.ts";
import type { Pair } from "./resampling.ts";

/** A base that learned from all rows. */
export type LearnedBase<X> = Predictor<X, Observations>;

/** Bases and folds of them to fit. */
export interface Bases<X, Y> {
  readonly kind: string;
  readonly bases: ReadonlyMap<string, Supervised<X, Y, Observations>>;
  readonly data: Examples<X, Y>;
  readonly pairs: readonly Pair[];
  /** All rows that some pair holds out, in order. */
  readonly held: Int32Array;
  readonly context: Context;
}

/** What came of it. */
export interface FittedBases<X> {
  /** Each base, learned from all rows. */
  readonly learned: ReadonlyMap<string, LearnedBase<X>>;
  /** What bases predicted of the held-out rows, each row by one that had not seen it. */
  readonly features: Table;
}

type Given<X> = { readonly learned: LearnedBase<X> } | { readonly predicted: MetaFeatures };

/** Fits every base to every fold and to all rows, side by side. */
export async function fitBases<X extends Observations, Y extends Observations>(
  { kind, bases, data, pairs, held, context }: Bases<X, Y>,
): Promise<FittedBases<X>> {
  const names = [...bases.keys()];
  const parts = [...bases].flatMap(([name, model]) => partsOf(name, model, { data, pairs, context }));
  const given = await together(kind, context).fit(parts, disposeGiven);
  const of = (b: number) => given.slice(b * (pairs.length + 1), (b + 1) * (pairs.length + 1));
  try {
    const learned = names.map((name, b): [string, LearnedBase<X>] => {
      const [whole] = of(b).flatMap((one) => "learned" in one ? [one.learned] : []);
      return [name, whole!]; // the last of its parts
    });
    const features = names.map((name, b) => {
      const predicted = of(b).flatMap((one) => "predicted" in one ? [one.predicted] : []);
      return placed(name, predicted, { pairs, size: data.x.size });
    });
    return { learned: new Map(learned), features: metaTable(features).take(held) };
  } catch (error) {
    given.forEach(disposeGiven);
    throw error;
  }
}

// A fold predicts what it holds out, and is forgotten; the whole stays.
function partsOf<X extends Observations, Y extends Observations>(
  name: string,
  model: Supervised<X, Y, Observations>,
  { data, pairs, context: { rng } }: Pick<Bases<X, Y>, "data" | "pairs" | "context">,
): Part<Given<X>>[] {
  const chance = rng.fork("base").fork(name);
  const folds = pairs.map(({ train, test }, fold): Part<Given<X>> => ({
    name: `base "${name}", fold ${fold + 1} of ${pairs.length}`,
    rng: chance.fork("fold").fork(fold),
    async run(inside) {
      const learned = await model.fit(take(data, train), inside);
      try { // `using` is not known to Node 20
        return { predicted: metaFeatures(name, await learned.predict(data.x.take(test))) };
      } finally {
        learned[Symbol.dispose]();
      }
    },
  }));
  const whole: Part<Given<X>> = {
    name: `base "${name}"`,
    rng: chance,
    run: async (inside) => ({ learned: await model.fit(data, inside) }),
  };
  return [...folds, whole];
}

function disposeGiven(given: Given<never>): void {
  if ("learned" in given) given.learned[Symbol.dispose]();
}

// What the folds predicted, at the rows that they held out.
function placed(
  base: string,
  predicted: readonly MetaFeatures[],
  { pairs, size }: { readonly pairs: readonly Pair[]; readonly size: number },
): MetaFeatures {
  const names = [...predicted[0]!.keys()];
  const columns = new Map(names.map((name) => [name, new Float64Array(size)]));
  predicted.forEach((of, fold) => {
    const found = [...of.keys()];
    if (found.length !== names.length || found.some((name) => !columns.has(name))) {
      throw new DataError(
        `Cannot stack base "${base}": one fold of it predicts ${brief(found)}, the first ${brief(names)}; ` +
          "folds must predict the same levels",
        { column: base },
      );
    }
    const { test } = pairs[fold]!;
    for (const [name, values] of of) values.forEach((value, i) => columns.get(name)![test[i]!] = value);
  });
  return columns;
}
