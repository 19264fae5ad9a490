import { DataError } from "../core/errors.ts";
import type { Measure, MeasureOptions } from "../core/measure.ts";
import type { Scitype } from "../core/observations.ts";
import { printable } from "../core/show.ts";
import { checkClassWeights, checkNamed, checkWeights, rowWeights } from "./_weights.ts";
import { aggregate } from "./aggregate.ts";

/** Scitypes of the truths that measures of numbers judge. */
export const NUMBERS: readonly Scitype[] = Object.freeze(["Continuous", "Count"] as const);

/** Scitypes of the truths that measures of labels judge. */
export const LABELS: readonly Scitype[] = Object.freeze(["Multiclass", "OrderedFactor"] as const);

interface Sized {
  readonly size: number;
}

/** What a measure says of itself; `aliases` and weights it has none of, unless it says so. */
export type Traits<Z, Y, R> =
  & Pick<Measure<Z, Y, R>, "id" | "formula" | "goal" | "of" | "aggregation" | "target">
  & Partial<Pick<Measure<Z, Y, R>, "aliases" | "weighted" | "classWeighted" | "each" | "combine">>;

/** A measure that needs all observations at once. Sizes and weights are checked before `judge` sees them. */
export function define<Z extends Sized, Y extends Sized, R>(
  traits: Traits<Z, Y, R>,
  judge: (guess: Z, truth: Y, options: MeasureOptions) => R,
): Measure<Z, Y, R> {
  const { id, weighted = false, classWeighted = false, aliases = [], target, each, combine, ...others } =
    traits;
  function measure(guess: Z, truth: Y, options: MeasureOptions = {}): R {
    checkSizes(guess, truth, id);
    checkNamed(options, id);
    if (options.weights) checkWeights(options.weights, { id, weighted, size: truth.size });
    if (options.classWeights) checkClassWeights(options.classWeights, { id, classWeighted, truth });
    return judge(guess, truth, options);
  }
  function checkedEach(guess: Z, truth: Y): Float64Array {
    checkSizes(guess, truth, id);
    return each!(guess, truth);
  }
  Object.defineProperty(measure, "name", { value: id });
  const lists = { aliases: Object.freeze([...aliases]), target: Object.freeze([...target]) };
  const methods = { ...(each && { each: checkedEach }), ...(combine && { combine }) };
  return Object.freeze(
    printable(
      Object.assign(measure, { id, weighted, classWeighted, ...others, ...methods, ...lists }),
      () => id,
    ),
  );
}

/** A measure that aggregates a value for each observation, and so takes weights: of rows, and of classes if there are. */
export function averaged<Z extends Sized, Y extends Sized>(
  traits: Omit<Traits<Z, Y, number>, "weighted" | "each">,
  each: (guess: Z, truth: Y) => Float64Array,
): Measure<Z, Y> {
  const { classWeighted = traits.target.some((scitype) => LABELS.includes(scitype)) } = traits;
  return define(
    { ...traits, weighted: true, classWeighted, each },
    (guess, truth, options) =>
      aggregate(each(guess, truth), traits.aggregation, { weights: rowWeights(truth, options) }),
  );
}

function checkSizes(guess: Sized, truth: Sized, id: string): void {
  if (guess.size === truth.size) return;
  throw new DataError(
    `Cannot judge ${guess.size} guesses by ${id}: there are ${truth.size} truths; give as many of each`,
    { found: `${guess.size} guesses`, wanted: `${truth.size} guesses` },
  );
}
