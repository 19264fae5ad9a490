import { DataError } from "../core/errors.ts";
import type { Measure } from "../core/measure.ts";
import type { Scitype } from "../core/observations.ts";
import { printable } from "../core/show.ts";
import { aggregate } from "./aggregate.ts";

/** Scitypes of the truths that measures of numbers judge. */
export const NUMBERS: readonly Scitype[] = Object.freeze(["Continuous", "Count"] as const);

/** Scitypes of the truths that measures of labels judge. */
export const LABELS: readonly Scitype[] = Object.freeze(["Multiclass", "OrderedFactor"] as const);

interface Sized {
  readonly size: number;
}

/** What a measure says of itself. */
type Traits<Z, Y> = Pick<
  Measure<Z, Y>,
  "id" | "goal" | "of" | "aggregation" | "target" | "weighted" | "each"
>;

/** A measure that needs all observations at once. Sizes and weights are checked before `judge` sees them. */
export function define<Z extends Sized, Y extends Sized, R>(
  traits: Traits<Z, Y>,
  judge: (guess: Z, truth: Y, weights?: Float64Array) => R,
): Measure<Z, Y, R> {
  const { id, weighted } = traits;
  function measure(guess: Z, truth: Y, weights?: Float64Array): R {
    checkSizes(guess, truth, id);
    if (weights) checkWeights(weights, { id, weighted, size: truth.size });
    return judge(guess, truth, weights);
  }
  Object.defineProperty(measure, "name", { value: id });
  return Object.freeze(
    printable(Object.assign(measure, { ...traits, target: Object.freeze(traits.target) }), () => id),
  );
}

/** A measure that aggregates a value for each observation, and so takes weights. */
export function averaged<Z extends Sized, Y extends Sized>(
  traits: Omit<Traits<Z, Y>, "weighted" | "each">,
  each: (guess: Z, truth: Y) => Float64Array,
): Measure<Z, Y> {
  function checkedEach(guess: Z, truth: Y): Float64Array {
    checkSizes(guess, truth, traits.id);
    return each(guess, truth);
  }
  return define(
    { ...traits, weighted: true, each: checkedEach },
    (guess, truth, weights) => aggregate(each(guess, truth), traits.aggregation, { weights }),
  );
}

function checkSizes(guess: Sized, truth: Sized, id: string): void {
  if (guess.size === truth.size) return;
  throw new DataError(
    `Cannot judge ${guess.size} guesses by ${id}: there are ${truth.size} truths; give as many of each`,
    { found: `${guess.size} guesses`, wanted: `${truth.size} guesses` },
  );
}

function checkWeights(
  weights: Float64Array,
  { id, weighted, size }: { readonly id: string; readonly weighted: boolean; readonly size: number },
): void {
  if (!weighted) throw new TypeError(`Cannot weight ${id}: it takes no weights; leave them out`);
  if (weights.length !== size) {
    throw new DataError(
      `Cannot weight ${id}: there are ${weights.length} weights for ${size} rows; give one a row`,
      { found: `${weights.length} weights`, wanted: `${size} weights` },
    );
  }
  const bad = weights.find((w) => !(w >= 0 && w < Infinity));
  if (bad !== undefined) {
    throw new DataError(`Cannot weight ${id}: a weight is ${bad}; weights are finite and not negative`);
  }
}
