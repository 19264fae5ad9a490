import type { NoParams } from "../core/params.ts";
import { configured } from "../core/configured.ts";
import type { Supervised, Traits } from "../core/model.ts";
import type { Observations } from "../core/observations.ts";
import { type Categorical, type Finite, fitFinite } from "../data/mod.ts";
import { checkClasses } from "./_classes.ts";
import { constantPredictor } from "./_constant.ts";

const KIND = "ConstantClassifier";

const traits: Traits = Object.freeze<Traits>({
  target: ["Multiclass", "OrderedFactor"],
  prediction: "distribution",
  weights: true,
});

/** Learns how frequent each class is, and nothing else. */
export type ConstantClassifier = Supervised<Observations, Categorical, Finite, NoParams>;

const make = configured<NoParams, Pick<ConstantClassifier, "traits" | "fit">>(KIND, {}, () => ({
  traits,
  async fit({ y, weights }) {
    checkClasses(y, KIND, { min: 1, max: Infinity });
    const guess = fitFinite(y, weights);
    const { levels, scitype, probs } = guess;
    const arrays = new Map([["probs", { shape: [levels.length], data: probs }]]);
    return await Promise.resolve(constantPredictor(guess, { kind: KIND, data: { levels, scitype }, arrays }));
  },
}));

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
