import { DataError } from "../core/errors.ts";
import type { Observations } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { type Categorical, categoricalOf, type Finite, finite, type Numeric, numeric } from "../data/mod.ts";
import type { Evaluation } from "../meta/mod.ts";

/** One, or a list of them. */
export type Several<T> = T | readonly T[];

/** Guesses with the truth, and a name for the legend. */
export interface Guessed<Z, Y> {
  /** What they are called in the legend. */
  readonly name?: string;
  /** What was guessed. */
  readonly guess: Z;
  /** What is true. */
  readonly truth: Y;
}

interface Weighted extends Guessed<Observations, Observations> {
  readonly weights?: Float64Array | undefined;
}

/** Guesses of one model with what is true of them, and the number of the fold of each row. */
export interface Rowed extends Weighted {
  readonly folds: Int32Array | undefined;
}

/** The sources as a list, which must not be empty. */
export function listed<T>(doing: string, sources: Several<T>): readonly T[] {
  const list: readonly T[] = isList(sources) ? sources : [sources];
  if (list.length > 0) return list;
  throw new RangeError(`Cannot ${doing}: there is nothing to draw; give one source or more`);
}

function isList<T>(sources: Several<T>): sources is readonly T[] {
  return Array.isArray(sources);
}

/** Whether a source is an evaluation. */
export function isEvaluation(source: object): source is Evaluation {
  return "folds" in source && "results" in source;
}

/** Guesses and truth of a source; those of an evaluation's folds one after the other. */
export function rowsOf(doing: string, source: Weighted | Evaluation): Rowed {
  if (typeof source !== "object" || source === null) throw noSource(doing, source);
  if (isEvaluation(source)) return pooled(doing, source);
  if (!source.guess || !source.truth) throw noSource(doing, source);
  const { name, guess, truth, weights } = source;
  if (guess.size !== truth.size) {
    throw new DataError(
      `Cannot ${doing}: there are ${guess.size} guesses and ${truth.size} truths; give as many of each`,
    );
  }
  return { ...(name === undefined ? {} : { name }), guess, truth, weights, folds: undefined };
}

function noSource(doing: string, source: unknown): TypeError {
  return new TypeError(`Cannot ${doing}: got ${whatIs(source)}; give { guess, truth }, or an evaluation`);
}

function pooled(doing: string, { tag, folds, failures, pairs }: Evaluation): Rowed {
  if (folds.length === 0) {
    const why = failures.length > 0 && failures.length === pairs.length
      ? "every fold failed; see its failures"
      : "the evaluation holds no predictions; evaluate without the compact form";
    throw new DataError(`Cannot ${doing} of ${brief(tag)}: ${why}`);
  }
  return {
    name: failures.length === 0 ? tag : `${tag} (${folds.length} of ${pairs.length} folds)`,
    guess: concatenated(doing, folds.map(({ prediction }) => prediction)),
    truth: concatenated(doing, folds.map(({ truth }) => truth)),
    folds: Int32Array.from(folds.flatMap(({ fold, truth }) => new Array<number>(truth.size).fill(fold))),
  };
}

function concatenated(doing: string, parts: readonly Observations[]): Observations {
  const [first] = parts;
  if (parts.every(isProbabilities)) {
    const { levels, scitype } = sameLevels(doing, parts);
    const probs = Float64Array.from(parts.flatMap((part) => [...part.probs]));
    return finite(levels, probs, { ordered: scitype === "OrderedFactor" });
  }
  if (parts.every(isLabels)) {
    const { levels, scitype } = sameLevels(doing, parts);
    return categoricalOf(parts.flatMap(({ codes }) => [...codes]), levels, {
      ordered: scitype === "OrderedFactor",
    });
  }
  if (parts.every(isNumbers)) return numeric(parts.flatMap(({ values }) => [...values]));
  throw new DataError(`Cannot ${doing}: a fold has ${whatIs(first)}; give numbers, labels or probabilities`);
}

function sameLevels<T extends Pick<Categorical, "levels" | "scitype">>(
  doing: string,
  parts: readonly T[],
): T {
  const [first, ...others] = parts as readonly [T, ...T[]]; // an evaluation with folds
  for (const { levels } of others) checkSame(doing, [first.levels, levels]);
  return first;
}

function checkSame(doing: string, [one, other]: readonly [readonly unknown[], readonly unknown[]]): void {
  if (one.length === other.length && one.every((level, i) => level === other[i])) return;
  throw new DataError(`Cannot ${doing}: levels are ${brief(one)} and ${brief(other)}; all must be the same`);
}

function isProbabilities(x: Observations): x is Finite {
  return "probs" in x;
}

function isLabels(x: Observations): x is Categorical {
  return "codes" in x;
}

function isNumbers(x: Observations): x is Numeric {
  return "values" in x && x.values instanceof Float64Array;
}

/** Guesses that must be probabilities, with labels that are true of them; both of the same levels. */
export function probabilitiesOf(doing: string, { guess, truth }: Rowed): Guessed<Finite, Categorical> {
  if (!isProbabilities(guess)) {
    throw unfit(doing, { what: "guesses", found: guess, wanted: "probabilities of classes" });
  }
  if (!isLabels(truth)) throw unfit(doing, { what: "truths", found: truth, wanted: "labels" });
  checkSame(doing, [guess.levels, truth.levels]);
  const k = guess.levels.length;
  const bad = guess.probs.findIndex((p) => !Number.isFinite(p));
  if (bad < 0) return { guess, truth };
  throw new DataError(
    `Cannot ${doing}: row ${Math.floor(bad / k)} has a probability of ${guess.probs[bad]}; ` +
      "see whether training diverged, or the data hold NaN",
  );
}

/** Guesses that are labels or probabilities, with the labels that are true. */
export function labelsOf(doing: string, { guess, truth }: Rowed): Guessed<Finite | Categorical, Categorical> {
  if (!isProbabilities(guess) && !isLabels(guess)) {
    throw unfit(doing, { what: "guesses", found: guess, wanted: "labels or probabilities of classes" });
  }
  if (!isLabels(truth)) throw unfit(doing, { what: "truths", found: truth, wanted: "labels" });
  checkSame(doing, [guess.levels, truth.levels]);
  return { guess, truth };
}

/** Guesses and truth that are numbers. */
export function numbersOf(doing: string, { guess, truth }: Rowed): Guessed<Numeric, Numeric> {
  if (!isNumbers(guess)) throw unfit(doing, { what: "guesses", found: guess, wanted: "a column of numbers" });
  if (!isNumbers(truth)) throw unfit(doing, { what: "truths", found: truth, wanted: "a column of numbers" });
  return { guess, truth };
}

function unfit(
  doing: string,
  { what, found, wanted }: { readonly what: string; readonly found: Observations; readonly wanted: string },
): DataError {
  return new DataError(`Cannot ${doing}: ${what} are ${whatIs(found)}; give ${wanted}`, { wanted });
}

/** A value in a few words, however large. */
export function whatIs(value: unknown): string {
  if (typeof value !== "object" || value === null) return brief(value);
  if ("probs" in value) return "probabilities of classes";
  if ("codes" in value) return "labels";
  if ("scitype" in value) return `${value.scitype} values`;
  if ("names" in value) return "a table";
  return Array.isArray(value) ? "an array" : "an object";
}
