import type { Measure, MeasureOptions } from "../core/measure.ts";
import { brief } from "../core/show.ts";
import type { Categorical } from "../data/categorical.ts";
import { countPairs, type Counts, type Tally, tallyOf } from "./_counts.ts";
import { define, LABELS } from "./_define.ts";
import { checkRateOptions, positiveCode, type RateOptions } from "./_rate_options.ts";
import type { Rate } from "./_rates.ts";
import { classWeightsOf } from "./_weights.ts";
import { aggregate } from "./aggregate.ts";
import { combinePerClass, type PerClass, perClassOf } from "./per_class.ts";

/**
 * Makes a measure of labels by what is to become of the levels. Pairs with a missing label are left out. All take
 * weights of rows; where the average is macro or none, the value of a class counts by the weight of its class, if
 * classes have weights: Σ wₖ vₖ / k.
 */
export interface RateFactory<O extends RateOptions = RateOptions> {
  /** A value for each level. Folds are joined class by class, where a fold without a value for it (NaN) is left out. */
  (options: O & { readonly average: "none" }): Measure<Categorical, Categorical, PerClass>;
  /** A single number. */
  (options: O & { readonly average?: "binary" | "macro" | "micro" }): Measure<Categorical, Categorical>;
}

/** The factory of the measures of a rate, which may depend on other options. */
export function rateFactory<O extends RateOptions>(rateOf: (options: O) => Rate): RateFactory<O> {
  function made(options: O & { readonly average: "none" }): Measure<Categorical, Categorical, PerClass>;
  function made(options: O): Measure<Categorical, Categorical>;
  function made(options: O): Measure<Categorical, Categorical> | Measure<Categorical, Categorical, PerClass> {
    const rate = rateOf(options);
    checkRateOptions(rate, options);
    switch (options.average) {
      case undefined:
      case "binary":
        return binary(rate, options);
      case "macro":
        return macro(rate);
      case "micro":
        return micro(rate);
      case "none":
        return perClass(rate);
    }
  }
  return made;
}

function binary(rate: Rate, { positive }: RateOptions): Measure<Categorical, Categorical> {
  const { id, aliases = [], formula, goal, aggregation, value } = rate;
  const own = positive === undefined
    ? { id, aliases }
    : { id: `${id}(positive = ${brief(positive)})`, aliases: [] };
  return define(
    { ...own, formula, goal, aggregation, of: "point", target: LABELS, weighted: true },
    (guess, truth, options) => {
      const j = positiveCode(truth.levels, { id, positive });
      return value(tallyOf(countPairs(guess, truth, { id, ...options }), j));
    },
  );
}

function macro(rate: Rate): Measure<Categorical, Categorical> {
  const { formula, goal, aggregation } = rate;
  const names = namesOf("macro", rate);
  return define(
    {
      ...names,
      formula: `mean over levels of ${formula}`,
      goal,
      aggregation,
      of: "point",
      target: LABELS,
      weighted: true,
      classWeighted: true,
    },
    (guess, truth, options) => {
      const values = classValues(rate, countPairs(guess, truth, { id: names.id, ...options }));
      if (values.every(Number.isNaN)) return NaN;
      const { classWeights } = options;
      const weights = classWeights && classWeightsOf(truth, classWeights);
      return aggregate(values, "mean", { weights, skipsNaN: true });
    },
  );
}

function micro(rate: Rate): Measure<Categorical, Categorical> {
  const { formula, goal, aggregation, value } = rate;
  const names = namesOf("micro", rate);
  return define(
    {
      ...names,
      formula: `${formula}, pooled over levels`,
      goal,
      aggregation,
      of: "point",
      target: LABELS,
      weighted: true,
    },
    (guess, truth, options) => value(pooled(countPairs(guess, truth, { id: names.id, ...options }))),
  );
}

function perClass(rate: Rate): Measure<Categorical, Categorical, PerClass> {
  const { id, common = id, formula, aggregation } = rate;
  return define(
    {
      id: `${common} per class`,
      formula: `${formula} of each level`,
      goal: "none",
      aggregation,
      of: "point",
      target: LABELS,
      weighted: true,
      classWeighted: true,
      combine: (folds, sizes) => combinePerClass(folds, sizes, { aggregation }),
    },
    (guess, truth, options: MeasureOptions) => {
      const values = classValues(rate, countPairs(guess, truth, { id, ...options }));
      const { classWeights } = options;
      const weights = classWeights && classWeightsOf(truth, classWeights);
      return perClassOf(truth.levels, weights ? values.map((value, j) => value * weights[j]!) : values);
    },
  );
}

// macroRecall, and macroTruePositiveRate and macroSensitivity as its aliases
function namesOf(prefix: "macro" | "micro", { id, common = id, aliases = [] }: Rate): {
  readonly id: string;
  readonly aliases: readonly string[];
} {
  const named = (name: string) => `${prefix}${name[0]!.toUpperCase()}${name.slice(1)}`;
  const others = [id, ...aliases].filter((name) => name !== common);
  return { id: named(common), aliases: others.map(named) };
}

/** The value of each level against the others. */
export function classValues(
  { value }: Pick<Rate, "value">,
  counts: Pick<Counts, "k" | "counts">,
): Float64Array {
  return Float64Array.from({ length: counts.k }, (_, j) => value(tallyOf(counts, j)));
}

function pooled(counts: Counts): Tally {
  const tallies = Array.from({ length: counts.k }, (_, j) => tallyOf(counts, j));
  return {
    tp: tallies.reduce((sum, { tp }) => sum + tp, 0),
    fp: tallies.reduce((sum, { fp }) => sum + fp, 0),
    fn: tallies.reduce((sum, { fn }) => sum + fn, 0),
    tn: tallies.reduce((sum, { tn }) => sum + tn, 0),
  };
}
