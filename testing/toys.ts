import { configured } from "../core/configured.ts";
import type { Context } from "../core/context.ts";
import { NotLearnedError } from "../core/errors.ts";
import type { Model, Predictor, Supervised, Traits } from "../core/model.ts";
import type { Examples } from "../core/observations.ts";
import { integer, real } from "../core/schema.ts";
import { type Numeric, numeric } from "../data/numeric.ts";

/** What the toys learn from: one column of numbers, and one to guess. */
export type ToyExamples = Examples<Numeric, Numeric>;

/** Hyperparameters of {@linkcode descender}. */
export interface DescenderParams {
  /** Passes through the data. Default 10. */
  readonly epochs: number;
  /** Learning rate. Default 0.1. */
  readonly eta: number;
  /** Strength of the penalty on the weight's square. Default 0. */
  readonly lambda: number;
}

/** What a {@linkcode descender} learned: guesses `weight · x`. */
export interface Descended extends Predictor<Numeric, Numeric> {
  /** The weight that was reached. */
  readonly weight: number;
}

/** A model that descends. */
export type Descender = Model<ToyExamples, Descended, DescenderParams>;

/**
 * The smallest model that iterates: one weight w, from a random start, follows the gradient of the mean of
 * (w x − y)² + λ w². `epochs` counts its steps and is warm, and so is `eta`: raising the one or changing the other
 * continues; any other change starts over.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { descender } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * using machine = new Machine(descender({ epochs: 50 }), { x: numeric([1, 2]), y: numeric([3, 6]) });
 * const { weight } = await machine.fit();
 * assert.ok(Math.abs(weight - 3) < 1e-6);
 * ```
 */
export function descender(given: Partial<DescenderParams> = {}): Descender {
  return makeDescender(given);
}

const makeDescender = configured<DescenderParams, Pick<Descender, "traits" | "fit" | "update" | "restore">>(
  "Descender",
  {
    epochs: integer(10, { min: 0, doc: "passes through the data" }),
    eta: real(0.1, { min: 0, doc: "learning rate" }),
    lambda: real(0, { min: 0, doc: "strength of the penalty" }),
  },
  (params) => {
    const fit = (data: ToyExamples, context: Context) =>
      descend(params, { weight: context.rng.fork("weight").normal(), losses: [] }, { data, context });
    return {
      traits: TRAITS,
      fit,
      update(learned, old, data, context) {
        if (params.lambda !== old.params.lambda || params.epochs < old.params.epochs) return undefined;
        const { weight, report: { losses = [] } } = learned;
        learned[Symbol.dispose]();
        context.emit({ type: "update", kind: "Descender" });
        return descend(params, { weight, losses }, { data, context });
      },
      restore({ data: { weight, losses } }) {
        return Promise.resolve(descended(weight as number, losses as readonly number[])); // as they were saved
      },
    };
  },
);

const TRAITS: Traits = {
  input: ["Continuous"],
  target: ["Continuous"],
  prediction: "point",
  iteration: "epochs",
  warm: ["epochs", "eta"],
};

interface Reached {
  readonly weight: number;
  readonly losses: readonly number[];
}

interface Run {
  readonly data: ToyExamples;
  readonly context: Context;
}

async function descend(params: DescenderParams, from: Reached, { data, context }: Run): Promise<Descended> {
  const { epochs, eta } = params;
  const losses = [...from.losses];
  let { weight } = from;
  while (losses.length < epochs) {
    context.signal?.throwIfAborted();
    const { loss, slope } = judged(weight, params.lambda, data);
    losses.push(loss);
    weight -= eta * slope;
    context.emit({ type: "epoch", of: "Descender", epoch: losses.length, epochs, loss });
  }
  return await Promise.resolve(descended(weight, losses));
}

// The mean of (w x − y)², without the penalty, and the slope of both
function judged(
  weight: number,
  lambda: number,
  { x, y }: ToyExamples,
): { readonly loss: number; readonly slope: number } {
  let [loss, slope] = [0, 2 * lambda * weight];
  x.values.forEach((xi, i) => {
    const error = weight * xi - y.values[i]!;
    loss += error * error / x.size;
    slope += 2 * error * xi / x.size;
  });
  return { loss, slope };
}

function descended(weight: number, losses: readonly number[]): Descended {
  let disposed = false;
  return Object.freeze({
    get weight() {
      if (disposed) throw new NotLearnedError("use", "Descender");
      return weight;
    },
    report: Object.freeze({ losses: Object.freeze(losses) }),
    predict(x: Numeric) {
      if (disposed) return Promise.reject(new NotLearnedError("predict with", "Descender"));
      return Promise.resolve(numeric(x.values.map((xi) => weight * xi)));
    },
    save: () => Promise.resolve({ kind: "Descender", data: { weight, losses }, arrays: new Map() }),
    [Symbol.dispose]() {
      disposed = true;
    },
  });
}

/** Hyperparameters of {@linkcode constantGuess}. */
export interface ConstantGuessParams {
  /** Added to each guess. Default 0. */
  readonly offset: number;
}

/** A model that guesses a constant. */
export type ConstantGuess = Supervised<Numeric, Numeric, Numeric, ConstantGuessParams>;

/**
 * The smallest model that does not iterate: guesses the weighted mean of the targets that it saw, whatever it is
 * asked. It has no `update`, so each change is a fresh fit; resampling can be checked against it by hand.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { constantGuess } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * using machine = new Machine(constantGuess(), { x: numeric([1, 2]), y: numeric([3, 6]) });
 * const guess = await (await machine.fit()).predict(numeric([9]));
 * assert.deepEqual(guess.values, Float64Array.of(4.5));
 * ```
 */
export function constantGuess(given: Partial<ConstantGuessParams> = {}): ConstantGuess {
  return makeConstant(given);
}

const makeConstant = configured<ConstantGuessParams, Pick<ConstantGuess, "traits" | "fit" | "restore">>(
  "ConstantGuess",
  { offset: real(0, { doc: "added to each guess" }) },
  ({ offset }) => ({
    traits: Object.freeze({ prediction: "point", weights: true }),
    fit({ y, weights = new Float64Array(y.size).fill(1) }) {
      const total = weights.reduce((sum, w) => sum + w, 0);
      return Promise.resolve(
        guessing(offset + y.values.reduce((sum, value, i) => sum + value * weights[i]! / total, 0)),
      );
    },
    restore: ({ data: { guess } }) => Promise.resolve(guessing(guess as number)), // as it was saved
  }),
);

function guessing(guess: number): Predictor<Numeric, Numeric> {
  return Object.freeze({
    report: Object.freeze({}),
    predict: (x: Numeric) => Promise.resolve(numeric(new Float64Array(x.size).fill(guess))),
    save: () => Promise.resolve({ kind: "ConstantGuess", data: { guess }, arrays: new Map() }),
    [Symbol.dispose]() {},
  });
}
