import type { NoParams } from "../core/params.ts";
import { configured } from "../core/configured.ts";
import { SavedError } from "../core/errors.ts";
import type { Predictor, Supervised, Traits } from "../core/model.ts";
import type { Observations } from "../core/observations.ts";
import { checkSaved } from "../core/saved.ts";
import { type Categorical, type Finite, finite, fitFinite } from "../data/mod.ts";
import { checkClasses, classesFrom } from "./_classes.ts";
import { constantPredictor } from "./_constant.ts";

const KIND = "ConstantClassifier";

const traits: Traits = Object.freeze<Traits>({
  target: ["Multiclass", "OrderedFactor"],
  prediction: "distribution",
  weights: true,
});

/** Learns how frequent each class is, and nothing else. */
export type ConstantClassifier = Supervised<Observations, Categorical, Finite, NoParams>;

const make = configured<NoParams, Pick<ConstantClassifier, "traits" | "fit" | "restore">>(KIND, {}, () => ({
  traits,
  async fit({ y, weights }) {
    checkClasses(y, KIND, { min: 1, max: Infinity });
    return await Promise.resolve(learned(fitFinite(y, weights)));
  },
  async restore(saved) {
    checkSaved(saved, KIND);
    const { levels, scitype } = classesFrom(saved.data, KIND);
    const { levels: support } = classesFrom({ ...saved.data, levels: saved.data.support }, KIND);
    const probs = saved.arrays.get("probs")?.data;
    if (probs?.length !== levels.length) {
      throw new SavedError(`Cannot restore ${KIND}: its probabilities are not told`, KIND);
    }
    const given = support.map((label) => probs[levels.indexOf(label)] ?? NaN); // a label that is no level is refused
    return await Promise.resolve(
      learned(finite(levels, given, { ordered: scitype === "OrderedFactor", support })),
    );
  },
}));

function learned(guess: Finite): Predictor<Observations, Finite> {
  const { levels, scitype, support, probs } = guess;
  const arrays = new Map([["probs", { shape: [levels.length], data: probs }]]);
  return constantPredictor(guess, { kind: KIND, data: { levels, scitype, support }, arrays });
}

/**
 * The baseline of classifiers: predicts the classes' shares of the training rows, whatever the input. Row weights
 * count.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { categorical, pdf, table } from "@attune/attune/data";
 * import { constantClassifier } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const x = table({ a: [1, 2, 3, 4] });
 * using machine = new Machine(constantClassifier(), { x, y: categorical(["p", "q", "p", "p"]) });
 * const learned = await machine.fit();
 * assert.equal(pdf(await learned.predict(x), "p")[0], 0.75);
 * ```
 */
export function constantClassifier(): ConstantClassifier {
  return make();
}
