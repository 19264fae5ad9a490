import type { Measure } from "../core/measure.ts";
import type { SchemaOf } from "../core/schema.ts";
import type { Categorical, Label } from "../data/categorical.ts";
import { chosen } from "./_chosen.ts";
import { classValues, countPairs, meanOfClasses, pooled, tallyOf } from "./_counts.ts";
import { define, OF_LABELS } from "./_define.ts";
import { idWith } from "./_id.ts";
import { positiveCode, sayPositive } from "./_positive.ts";
import { checkPositive, RATE_OPTIONS, type RateOptions, type RateParams } from "./_rate_options.ts";
import type { Rate } from "./_rates.ts";
import { classWeightsOf } from "./_weights.ts";
import { combinePerClass, type PerClass, perClassOf } from "./per_class.ts";

/**
 * Makes a measure of labels by what is to become of the levels. It counts pairs, as the conventions of this folder
 * say; where the average is macro or none it takes weights of classes too.
 */
export interface RateFactory<O extends RateOptions = RateOptions> {
  /** A value for each level. Folds are joined class by class, where a fold without a value for it (NaN) is left out. */
  (options: O & { readonly average: "none" }): Measure<Categorical, Categorical, PerClass>;
  /** A single number. */
  (options: O & { readonly average?: "binary" | "macro" | "micro" }): Measure<Categorical, Categorical>;
}

/** The factory of the measures of a rate that has no options of its own. */
export function factoryOf(rate: Rate): RateFactory {
  return rateFactory(() => rate, { name: rate.id, schema: RATE_OPTIONS });
}

/** The factory, whose name is `name` and "With", of the measures of a rate that depends on options. */
export function rateFactory<P extends RateParams>(
  rateOf: (params: P) => Rate,
  { name, schema }: { readonly name: string; readonly schema: SchemaOf<P> },
): RateFactory<Partial<P>> {
  type Options = Partial<P>;
  function made(options: Options & { readonly average: "none" }): Measure<Categorical, Categorical, PerClass>;
  function made(options: Options): Measure<Categorical, Categorical>;
  function made(
    options: Options,
  ): Measure<Categorical, Categorical> | Measure<Categorical, Categorical, PerClass> {
    const params = chosen<P>({ name, schema }, options);
    checkPositive(name, params);
    const rate = rateOf(params);
    switch (params.average) {
      case "binary":
        return binary(rate, { positive: params.positive, remedy: `${sayPositive(name)}, or average levels` });
      case "macro":
        return macro(rate);
      case "micro":
        return micro(rate);
      default:
        return perClass(rate);
    }
  }
  Object.defineProperty(made, "name", { value: `${name}With` });
  return made;
}

type LabelMeasure<R = number> = Measure<Categorical, Categorical, R>;

const COMMON = Object.freeze({ ...OF_LABELS, weighted: true } as const);

function binary(
  rate: Rate,
  { positive, remedy }: { readonly positive: Label | undefined; readonly remedy: string },
): LabelMeasure {
  const { formula, goal, aggregation, value } = rate;
  const id = idWith(rate.id, { ...rate.chosen, positive });
  const aliases = id === rate.id ? rate.aliases ?? [] : [];
  return define({ ...COMMON, id, aliases, formula, goal, aggregation }, (guess, truth, { weights }) => {
    const counts = countPairs(guess, truth, { id, weights });
    return value(tallyOf(counts, positiveCode(truth.levels, { id, positive, remedy })));
  });
}

function macro(rate: Rate): LabelMeasure {
  const { formula, goal, aggregation } = rate;
  const names = namesOf("macro", rate);
  return define(
    {
      ...COMMON,
      ...names,
      formula: `mean over levels of ${formula}`,
      goal,
      aggregation,
      classWeighted: true,
    },
    (guess, truth, { weights, classWeights }) => {
      const values = classValues(rate, countPairs(guess, truth, { id: names.id, weights }));
      return meanOfClasses(values, { weights: classWeights && classWeightsOf(truth, classWeights) });
    },
  );
}

function micro(rate: Rate): LabelMeasure {
  const { formula, goal, aggregation, value } = rate;
  const names = namesOf("micro", rate);
  return define(
    { ...COMMON, ...names, formula: `${formula}, pooled over levels`, goal, aggregation },
    (guess, truth, { weights }) => value(pooled(countPairs(guess, truth, { id: names.id, weights }))),
  );
}

function perClass(rate: Rate): LabelMeasure<PerClass> {
  const { formula, aggregation } = rate;
  const id = `${idWith(rate.id, { ...rate.chosen })} per class`;
  return define(
    {
      ...COMMON,
      id,
      formula: `${formula} of each level`,
      goal: "none",
      aggregation,
      classWeighted: true,
      combine: (folds, sizes) => combinePerClass(folds, sizes, { aggregation }),
    },
    (guess, truth, { weights, classWeights }) => {
      const values = classValues(rate, countPairs(guess, truth, { id, weights }));
      const ofClass = classWeights && classWeightsOf(truth, classWeights);
      return perClassOf(truth.levels, ofClass ? values.map((value, j) => value * ofClass[j]!) : values);
    },
  );
}

// macroRecall, with macroTruePositiveRate and macroSensitivity as its aliases; macroFScore(beta = 2), with none
function namesOf(prefix: "macro" | "micro", { id, chosen: own = {}, aliases = [] }: Rate): {
  readonly id: string;
  readonly aliases: readonly string[];
} {
  const named = (name: string) => `${prefix}${name[0]!.toUpperCase()}${name.slice(1)}`;
  return { id: idWith(named(id), own), aliases: aliases.map(named) };
}
