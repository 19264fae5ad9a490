import type { Floats } from "../core/array.ts";
import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import type { Categorical, Label } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";

/** Refuses guesses whose levels are not those of the truth, in the same order: codes would not be comparable. */
export function checkLevels(
  guess: Categorical | Finite,
  truth: Categorical,
  { id }: { readonly id: string },
): void {
  const same = guess.levels.length === truth.levels.length &&
    guess.levels.every((level, k) => level === truth.levels[k]);
  if (same) return;
  const found = brief(guess.levels);
  const wanted = brief(truth.levels);
  throw new DataError(
    `Cannot judge guesses by ${id}: their levels are ${found}, those of the truth ${wanted}; both must be the same`,
    { found, wanted },
  );
}

/** The place of a label among the levels of what is called `whole`. */
export function placeOf(
  label: Label,
  levels: readonly Label[],
  { whole }: { readonly whole: string },
): number {
  const index = levels.indexOf(label);
  if (index >= 0) return index;
  throw new RangeError(`Cannot look up ${brief(label)} in ${whole}: its levels are ${brief(levels)}`);
}

/** Refuses levels that are none, or not all different, for what is called `whole`. */
export function checkDistinct(levels: readonly Label[], { whole }: { readonly whole: string }): void {
  if (levels.length > 0 && new Set(levels).size === levels.length) return;
  throw new DataError(`Cannot make ${whole} of the levels ${brief(levels)}: give one or more, all different`);
}

/** `loss` of each row's probabilities and the code of its true level; 0 where the truth is missing. */
export function perDistribution(
  id: string,
  loss: (probs: Floats, code: number) => number,
): (guess: Finite, truth: Categorical) => Float64Array {
  return (guess, truth) => {
    checkLevels(guess, truth, { id });
    const k = guess.levels.length;
    return Float64Array.from(
      truth.codes,
      (code, i) => code < 0 ? 0 : loss(guess.probs.subarray(i * k, (i + 1) * k), code),
    );
  };
}

/** 1 where `hit` says so of the codes, else 0; 0 where the truth is missing, NaN where only the guess is. */
export function perLabel(
  id: string,
  hit: (guess: number, truth: number) => boolean,
): (guess: Categorical, truth: Categorical) => Float64Array {
  return (guess, truth) => {
    checkLevels(guess, truth, { id });
    return Float64Array.from(truth.codes, (code, i) => {
      const guessed = guess.codes[i]!;
      if (code < 0) return 0;
      return guessed < 0 ? NaN : Number(hit(guessed, code));
    });
  };
}
