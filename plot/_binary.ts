import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import type { Categorical, Finite, Label } from "../data/mod.ts";
import type { Guessed } from "./_sources.ts";

/** Scores of one level, with whether it was true; rows whose truth is missing are left out. */
export interface Scored {
  readonly level: Label;
  readonly scores: Float64Array;
  /** How much each row counts among those of the level, and among the others; one of them is 0. */
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/** What can be chosen of levels and rows. */
export interface BinaryOptions {
  readonly positive: Label | undefined;
  readonly weights: Float64Array | undefined;
}

/**
 * One level against the others: `positive`, the second of two, or of more levels each that is true of some row and
 * untrue of another.
 */
export function scoredOf(
  doing: string,
  guessed: Guessed<Finite, Categorical>,
  { positive, weights }: BinaryOptions,
): readonly Scored[] {
  const { levels } = guessed.truth;
  checkWeights(doing, { weights, size: guessed.truth.size });
  const all = codesOf(doing, levels, positive).map((code) => scoredLevel(guessed, code, weights));
  const drawable = all.filter((each) => total(each.positives) > 0 && total(each.negatives) > 0);
  if (drawable.length === all.length || (drawable.length > 0 && positive === undefined)) return drawable;
  const [{ level, positives }] = all as [Scored]; // there was one, or it would be among the drawable
  throw new DataError(
    `Cannot ${doing} of ${brief(level)}: ${
      total(positives) > 0 ? "every" : "no"
    } row is that; give rows of both kinds`,
  );
}

/** The code of `positive`, of the second of two levels, or of all of more levels. */
export function codesOf(
  doing: string,
  levels: readonly Label[],
  positive: Label | undefined,
): readonly number[] {
  if (positive !== undefined) {
    const code = levels.indexOf(positive);
    if (code >= 0) return [code];
    throw new RangeError(
      `Cannot ${doing} of ${brief(positive)}: the levels are ${brief(levels)}; choose one of them`,
    );
  }
  if (levels.length >= 2) return levels.length === 2 ? [1] : levels.map((_, code) => code);
  throw new DataError(`Cannot ${doing}: the levels are ${brief(levels)}; it needs two or more`);
}

/** Refuses weights that are not one for each row, finite and not negative. */
export function checkWeights(
  doing: string,
  { weights, size }: { readonly weights: Float64Array | undefined; readonly size: number },
): void {
  if (weights === undefined) return;
  if (weights.length === size && weights.every((weight) => weight >= 0 && weight < Infinity)) return;
  throw new DataError(
    `Cannot ${doing}: there are ${weights.length} weights for ${size} rows; ` +
      "give one a row, finite and not negative",
  );
}

function scoredLevel(
  { guess, truth }: Guessed<Finite, Categorical>,
  code: number,
  weights: Float64Array | undefined,
): Scored {
  const rows = Array.from(truth.codes.keys()).filter((row) => truth.codes[row]! >= 0);
  const weight = (row: number) => weights ? weights[row]! : 1;
  return {
    level: truth.levels[code]!,
    scores: Float64Array.from(rows, (row) => guess.probs[row * guess.levels.length + code]!),
    positives: Float64Array.from(rows, (row) => truth.codes[row] === code ? weight(row) : 0),
    negatives: Float64Array.from(rows, (row) => truth.codes[row] === code ? 0 : weight(row)),
  };
}

/** The sum of numbers. */
export function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
