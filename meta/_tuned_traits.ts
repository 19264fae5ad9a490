import type { Supervised, Traits } from "../core/model.ts";
import { get } from "../core/params.ts";
import { isList } from "./_is_list.ts";
import { rangesIn } from "./_ranges_in.ts";
import type { TunedParams } from "./tuned.ts";

/** The kind of models that find their hyperparameters. */
export const TUNED = "Tuned";

/** Hyperparameters whose change leaves true what is known of candidates. */
export const WARM = ["n", "trainBest", "journal", "timeLimit"] as const;

/** What a model says of itself whose hyperparameters are searched. Throws where there is nothing to search, or candidates differ. */
export function tunedTraits<X, Y, Z>(params: Readonly<TunedParams<X, Y, Z>>): Traits {
  const { model } = params;
  if (isList(model)) checkList(model, rangesIn({ ranges: params.ranges, search: undefined }).length);
  else checkRanges(model, rangesIn(params).map(({ params: { path } }) => path));
  const all = (isList(model) ? model : [model]).map(({ traits }) => traits);
  const [{ prediction }] = all as [Traits]; // lists have one member at least
  const common = (name: "input" | "target") => {
    const [first, ...others] = all.flatMap((traits) => traits[name] ? [traits[name]] : []);
    return first?.filter((scitype) => others.every((one) => one.includes(scitype)));
  };
  const [input, target] = [common("input"), common("target")];
  return Object.freeze<Traits>({
    ...(input && { input }),
    ...(target && { target }),
    ...(prediction && { prediction }),
    weights: all.every(({ weights }) => weights === true),
    iteration: "n",
    warm: WARM,
    holdsOut: true,
  });
}

function checkList<X, Y, Z>(models: readonly Supervised<X, Y, Z>[], ranges: number): void {
  if (ranges > 0) {
    throw new TypeError(
      "Cannot tune a list of models by ranges: each model has hyperparameters of its own; tune each by itself, " +
        "e.g. tuned([tuned(a, { ranges: … }), b])",
    );
  }
  const [first] = models;
  const odd = models.find(({ traits }) => traits.prediction !== first!.traits.prediction);
  if (!odd) return;
  throw new TypeError(
    `Cannot tune ${
      first!.kind
    } and ${odd.kind} together: one predicts distributions, the other single guesses; ` +
      "list models that predict alike",
  );
}

function checkRanges<X, Y, Z>(model: Supervised<X, Y, Z>, paths: readonly string[]): void {
  if (paths.length === 0) {
    throw new TypeError(
      `Cannot tune ${model.kind} without ranges: give some, e.g. ranges: range(model, "${
        model.traits.iteration ?? Object.keys(model.params)[0] ?? "…"
      }", { lower: 1, upper: 100 })`,
    );
  }
  for (const path of paths) get(model, path); // throws where there is none
}
