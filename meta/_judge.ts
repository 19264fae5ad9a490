import { DataError } from "../core/errors.ts";
import type { Measure, MeasureOptions } from "../core/measure.ts";
import type { Model } from "../core/model.ts";
import type { Observations, Scitype } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { type Finite, mode, type Table } from "../data/mod.ts";
import { logLoss, misclassificationRate, mse } from "../measures/mod.ts";
import { isList } from "./_is_list.ts";
import type { EvaluateOptions } from "./evaluate.ts";
import type { Result } from "./evaluation.ts";
import { said } from "./evaluation_error.ts";

/** A measure of ours or a stranger's, or a plain function of guesses and truth. */
export type AnyMeasure = Measure<never, never, unknown> | PlainMeasure;

/** A function of guesses and truth, as they are. */
export type PlainMeasure = (guess: never, truth: never) => unknown;

/** A measure, ready to judge predictions. */
export interface Judge {
  readonly id: string;
  readonly operation: Result["operation"];
  readonly goal: Measure["goal"];
  readonly aggregation: Measure["aggregation"];
  /** Whether it takes weights. */
  readonly weighted: boolean;
  /** Whether it takes weights of classes. */
  readonly classWeighted: boolean;
  /** Judges; weights that it does not take are left out. */
  judge(prediction: Observations, truth: Observations, options?: MeasureOptions): unknown;
  /** Whether it is a mean over levels, or over pairs of them, so that a level without rows tells. */
  readonly averagesLevels: boolean;
  /** Its value for every observation; absent where it needs them all at once. */
  readonly each: ((prediction: Observations, truth: Observations) => Float64Array) | undefined;
  /** Joins values that are no numbers; absent where they cannot be. */
  readonly combine: ((values: readonly unknown[], sizes: readonly number[]) => unknown) | undefined;
}

/** What judging has to know of a model. */
export type Judgeable = Pick<Model, "kind" | "traits">;

/** A measure against a model and a target: infers what is to be judged. Throws where they do not fit. */
export function judgeOf(measure: AnyMeasure, model: Judgeable, truth: Observations): Judge {
  if (typeof measure !== "function") {
    throw new TypeError(
      `Cannot judge by ${brief(measure)}: give a measure, e.g. accuracy, or a function of guesses and truth`,
    );
  }
  const distributions = model.traits.prediction === "distribution";
  if (!("of" in measure)) return plainJudge(measure, { distributions });
  checkTarget(measure, truth);
  if (measure.of === "distribution" && !distributions) {
    throw new TypeError(
      `Cannot judge ${model.kind} by ${measure.id}: it judges distributions, and the model predicts single guesses; ` +
        "use a measure of points, e.g. accuracy or rms",
    );
  }
  return measureJudge(measure, measure.of === "point" && distributions ? "mode" : "predict");
}

function measureJudge(measure: Measure<never, never, unknown>, operation: Result["operation"]): Judge {
  // Whether guesses and truths suit was checked, where they are known; types cannot follow that.
  const call = measure as unknown as Measure<Observations, Observations, unknown>;
  const { id, goal, aggregation, weighted, classWeighted, each, combine } = call;
  const averagesLevels = !each && goal !== "none" && aggregation === "mean" &&
    call.target.includes("Multiclass");
  const traits = { id, goal, operation, aggregation, weighted, classWeighted, averagesLevels, combine };
  const taken = ({ weights, classWeights }: MeasureOptions) => ({
    weights: weighted ? weights : undefined,
    classWeights: classWeighted ? classWeights : undefined,
  });
  if (operation === "predict") {
    return { ...traits, judge: (guess, y, options = {}) => call(guess, y, taken(options)), each };
  }
  return {
    ...traits,
    judge: (guess, y, options = {}) => call(mode(guess as Finite), y, taken(options)), // it predicts Finite
    each: each && ((guess, y) => each(mode(guess as Finite), y)), // the same
  };
}

function plainJudge(measure: PlainMeasure, given: { readonly distributions: boolean }): Judge {
  const id = measure.name || "custom";
  if (id.endsWith("With")) {
    throw new TypeError(`Cannot judge by ${id}: it makes measures; call it, e.g. ${id}({})`);
  }
  return {
    id,
    goal: "none",
    operation: "predict",
    aggregation: "mean",
    weighted: false,
    classWeighted: false,
    averagesLevels: false,
    each: undefined,
    combine: undefined,
    judge(guess, y) {
      let value: unknown;
      try {
        value = measure(guess as never, y as never); // what it takes is its author's affair
      } catch (cause) {
        const hint = given.distributions
          ? '; it was given distributions: for labels use mode(guess), or defineMeasure({ id, goal, of: "point" }, …)'
          : "";
        throw new Error(`Cannot judge by ${id}: it threw "${said(cause)}"${hint}`, { cause });
      }
      return settled(value, id);
    },
  };
}

/** The measures to judge a model by, ready; notes those that take no weights where some are given. */
export function judgesFor(
  model: Judgeable,
  truth: Observations,
  { measures, weights, classWeights, note }: Judging,
): Judge[] {
  const list = measures === undefined
    ? [defaultMeasure(model, truth)]
    : isList(measures)
    ? measures
    : [measures];
  if (list.length === 0) throw new RangeError("Cannot evaluate by no measures: give at least one");
  const judges = list.map((measure) => judgeOf(measure, model, truth));
  for (const { id, weighted, classWeighted } of judges) {
    if (weights && !weighted) note(`${id} takes no weights: it judges rows alike`);
    if (classWeights && !classWeighted) note(`${id} takes no class weights: it judges classes alike`);
  }
  const twice = judges.find(({ id }, i) => judges.findIndex((other) => other.id === id) < i);
  if (twice) {
    throw new RangeError(
      `Cannot judge by ${twice.id} twice: give each measure a name of its own, e.g. const share = (guess, truth) => …`,
    );
  }
  return judges;
}

/** What there is to judge by. */
interface Judging extends Pick<EvaluateOptions, "measures" | "weights" | "classWeights"> {
  /** Tells the user something. */
  readonly note: (message: string) => void;
}

// A function that gives a promise, or nothing, has judged nothing yet.
function settled(value: unknown, id: string): unknown {
  if (
    typeof value === "number" || (typeof value === "object" && value !== null && !(value instanceof Promise))
  ) {
    return value;
  }
  const what = value === undefined ? "nothing" : value instanceof Promise ? "a promise" : brief(value);
  throw new TypeError(`Cannot judge by ${id}: it gave ${what}; give a number`);
}

/** The measure that is used when none is given: by what the model predicts, and what the target is. */
function defaultMeasure(model: Judgeable, truth: Observations): AnyMeasure {
  if (model.traits.prediction === "distribution") return logLoss;
  const [scitype] = scitypesOf(truth);
  if (scitype === "Continuous" || scitype === "Count") return mse;
  if (scitype === "Multiclass" || scitype === "OrderedFactor") return misclassificationRate;
  throw new TypeError(`Cannot choose a measure for ${model.kind} and a target of ${scitype}: give measures`);
}

function checkTarget(measure: Measure<never, never, unknown>, truth: Observations): void {
  const odd = scitypesOf(truth).find((scitype) => scitype !== undefined && !measure.target.includes(scitype));
  if (odd === undefined) return;
  throw new DataError(
    `Cannot judge by ${measure.id}: the target is ${odd}, and it judges ${measure.target.join(" or ")}; ` +
      "use another measure, or coerce the target",
    { column: "y", found: odd, wanted: measure.target.join(" or ") },
  );
}

function scitypesOf(truth: Observations & Partial<Pick<Table, "names" | "column">>): (Scitype | undefined)[] {
  const { names } = truth;
  if (names) return names.map((name) => truth.column?.(name).scitype);
  return "scitype" in truth ? [truth.scitype as Scitype] : []; // columns carry their scitype under that name
}
