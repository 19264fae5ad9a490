import { makeOptimise, type Optimise } from "../../backends/reference/optimise.ts";
import type { Weights } from "../../backends/reference/store.ts";
import type { Rule } from "../../core/mod.ts";
import { zeros } from "../../nn/mod.ts";

/** Weights by name, and an optimiser that moves them by gradients that a test gives. */
export interface Bench {
  readonly optimise: Optimise;
  /** Makes one step with these gradients, one list an array; gives the weights of all arrays after it. */
  step(...gradients: readonly (readonly number[])[]): number[][];
  /** What is remembered for the array `"w0"` (`"w1"` …) under a name such as `"#0.v"`. */
  slot(name: string): number[];
}

/** An optimiser on arrays of weights in float64, without a network; an epoch has `stepsPerEpoch` steps. */
export function bench(
  rules: readonly Rule[],
  arrays: readonly (readonly number[])[],
  { stepsPerEpoch = 1, step = 0 } = {},
): Bench {
  const weights: Weights[] = arrays.map((values, i) => ({
    parameter: { name: `w${i}`, shape: [values.length], init: zeros, trained: true },
    values: Float64Array.from(values),
    gradient: new Float64Array(values.length),
  }));
  const optimise = makeOptimise(rules, new Map(weights.map((w) => [w.parameter.name, w])));
  let made = step;
  return {
    optimise,
    step(...gradients) {
      weights.forEach(({ gradient }, i) => gradient.set(gradients[i]!));
      optimise(made++, stepsPerEpoch, 0);
      return weights.map(({ values }) => [...values]);
    },
    slot: (name) => [...optimise.slots.get(name)!.values],
  };
}
