import { noteCode } from "../core/code_of.ts";
import { DataError } from "../core/errors.ts";
import type { Measure, MeasureOptions } from "../core/measure.ts";
import type { Scitype } from "../core/observations.ts";
import { printable } from "../core/show.ts";
import { checkJudged, type Judged } from "./_judged.ts";
import { checkClassWeights, checkNamed, checkWeights, rowWeights } from "./_weights.ts";
import { aggregate } from "./aggregate.ts";

const NUMBERS: readonly Scitype[] = Object.freeze(["Continuous", "Count"] as const);
const LABELS: readonly Scitype[] = Object.freeze(["Multiclass", "OrderedFactor"] as const);

/** What measures of a column of numbers have in common. */
export const OF_NUMBERS = Object.freeze({ of: "point", target: NUMBERS, judges: "numbers" } as const);

/** What measures of numbers, in a column or in tables, have in common. */
export const OF_TARGETS = Object.freeze({ of: "point", target: NUMBERS, judges: "targets" } as const);

/** What measures of labels have in common. */
export const OF_LABELS = Object.freeze({ of: "point", target: LABELS, judges: "labels" } as const);

/** What measures of distributions over labels have in common. */
export const OF_DISTRIBUTIONS = Object.freeze(
  { of: "distribution", target: LABELS, judges: "distributions" } as const,
);

interface Sized {
  readonly size: number;
}

/** What a measure says of itself; `aliases` and weights it has none of, unless it says so. */
export type Traits<Z, Y, R> =
  & Pick<Measure<Z, Y, R>, "id" | "formula" | "goal" | "of" | "aggregation" | "target">
  & Partial<Pick<Measure<Z, Y, R>, "aliases" | "weighted" | "classWeighted" | "each" | "combine">>
  & {
    /** The kind of guesses and truths that it takes; others are refused. Whatever has a size if absent. */
    readonly judges?: Judged;
  };

/** A measure that needs all observations at once. Kinds, sizes and weights are checked before `judge` sees them. */
export function define<Z extends Sized, Y extends Sized, R>(
  traits: Traits<Z, Y, R>,
  judge: (guess: Z, truth: Y, options: MeasureOptions) => R,
): Measure<Z, Y, R> {
  const {
    id,
    weighted = false,
    classWeighted = false,
    aliases = [],
    target,
    each,
    combine,
    judges,
    ...others
  } = traits;
  function check(guess: Z, truth: Y): void {
    if (judges) checkJudged(guess, truth, { id, judges, hasEach: each !== undefined });
    checkSizes(guess, truth, id);
  }
  function measure(guess: Z, truth: Y, options: MeasureOptions = {}): R {
    check(guess, truth);
    checkNamed(options, id);
    if (options.weights) checkWeights(options.weights, { id, weighted, size: truth.size });
    if (options.classWeights) checkClassWeights(options.classWeights, { id, classWeighted, truth });
    return judge(guess, truth, options);
  }
  function checkedEach(guess: Z, truth: Y): Float64Array {
    check(guess, truth);
    return each!(guess, truth);
  }
  Object.defineProperty(measure, "name", { value: id });
  noteCode(measure, judge);
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
