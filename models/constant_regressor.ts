import type { NoParams } from "../core/params.ts";
import { configured } from "../core/configured.ts";
import { DataError, SavedError } from "../core/errors.ts";
import { meanOne } from "../core/mean_one.ts";
import type { Predictor, Supervised, Traits } from "../core/model.ts";
import type { Observations } from "../core/observations.ts";
import { checkSaved } from "../core/saved.ts";
import { meanOf } from "../data/mean_of.ts";
import { type Numeric, numeric } from "../data/mod.ts";
import { constantPredictor } from "./_constant.ts";
import { targetNumbers } from "./_numbers.ts";

const KIND = "ConstantRegressor";

const traits: Traits = Object.freeze<Traits>({
  target: ["Continuous", "Count"],
  prediction: "point",
  weights: true,
});

/** Learns the mean of the target, and nothing else. */
export type ConstantRegressor = Supervised<Observations, Numeric, Numeric, NoParams>;

const make = configured<NoParams, Pick<ConstantRegressor, "traits" | "fit" | "restore">>(KIND, {}, () => ({
  traits,
  async fit({ y, weights }) {
    const values = targetNumbers(y, "y", KIND);
    if (y.size === 0) throw new DataError(`Cannot fit ${KIND}: there are no rows; give at least one`);
    const counted = weights && meanOne(weights, KIND);
    return await Promise.resolve(
      learned(meanOf(counted ? values.map((value, i) => value * counted[i]!) : values)),
    );
  },
  async restore(saved) {
    checkSaved(saved, KIND);
    const [mean] = saved.arrays.get("mean")?.data ?? [];
    if (mean === undefined) throw new SavedError(`Cannot restore ${KIND}: its mean is not told`, KIND);
    return await Promise.resolve(learned(mean));
  },
}));

function learned(mean: number): Predictor<Observations, Numeric> {
  const arrays = new Map([["mean", { shape: [1], data: Float64Array.of(mean) }]]);
  return constantPredictor(numeric([mean]), { kind: KIND, data: {}, arrays });
}

/**
 * The baseline of regressors: predicts the mean of the training rows' target, whatever the input. Row weights count.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { numeric, table } from "@attune/attune/data";
 * import { constantRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const x = table({ a: [1, 2] });
 * using machine = new Machine(constantRegressor(), { x, y: numeric([3, 5]) });
 * const learned = await machine.fit();
 * assert.deepEqual([...(await learned.predict(x)).values], [4, 4]);
 * ```
 */
export function constantRegressor(): ConstantRegressor {
  return make();
}
