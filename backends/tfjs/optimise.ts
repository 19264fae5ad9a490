import type { Tensor, Variable } from "@tensorflow/tfjs-core";
import { sizeOf } from "../../core/array.ts";
import type { Rule } from "../../core/layer.ts";
import { scalarNames, stepScalars } from "../../nn/mod.ts";
import type { Tf } from "./engine.ts";
import { evaluate, spread, type Value } from "./evaluate.ts";
import type { Weights } from "./store.ts";

/** What an optimiser remembers under one name, for all trained weights end to end. */
export interface Slot {
  readonly link: number;
  readonly name: string;
  readonly start: number;
  readonly variable: Variable;
}

/** Where training is. */
export interface Moment {
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** The step from which the optimiser counts. */
  readonly since: number;
}

/** Moves trained weights by their gradients, and keeps what has to be remembered. */
export interface Optimise {
  readonly slots: readonly Slot[];
  /** Makes step number `step`, counted from 0, with a gradient for each array of weights. Leaves tensors behind. */
  (gradients: readonly Tensor[], at: Moment): void;
}

/**
 * The optimiser of some arrays of weights. Rules are carried out on all weights end to end, as one vector: an
 * operation costs tfjs far more than the arithmetic in it.
 */
export function makeOptimise(tf: Tf, rules: readonly Rule[], trained: readonly Weights[]): Optimise {
  const sizes = trained.map(({ parameter }) => sizeOf(parameter.shape));
  const size = sizes.reduce((sum, n) => sum + n, 0);
  const scalarsAt = stepScalars(rules); // throws for a bad rule, before anything is held
  const slots = rules.flatMap((rule, link) =>
    rule.slots.map(([name, start]): Slot => {
      const variable = tf.tidy(() => tf.variable(tf.fill([size], start), false));
      return { link, name, start, variable };
    })
  );
  const links = rules.map((rule, link) =>
    makeLink(tf, rule, { sizes, slots: slots.filter((s) => s.link === link) })
  );
  const optimise: Optimise = Object.assign((
    gradients: readonly Tensor[],
    { step, stepsPerEpoch, since }: Moment,
  ) => {
    const { links: scalars, moves } = scalarsAt(step, stepsPerEpoch, since);
    const x = endToEnd(tf, trained.map(({ variable }) => variable));
    const g = scalars.reduce((each, values, i) => links[i]!(each, x, values), endToEnd(tf, gradients));
    if (!moves) return;
    tf.split(tf.sub(x, g), sizes).forEach((part, i) => {
      const { variable } = trained[i]!;
      variable.assign(tf.reshape(part, variable.shape));
    });
  }, { slots });
  return optimise;
}

// From the gradient, the weights and the scalars to the gradient for the next link.
type Link = (g: Tensor, x: Tensor, scalars: Float64Array) => Tensor;

interface LinkParts {
  readonly sizes: number[];
  readonly slots: readonly Slot[];
}

function makeLink(tf: Tf, rule: Rule, { sizes, slots }: LinkParts): Link {
  const names = scalarNames(rule);
  const size = sizes.reduce((sum, n) => sum + n, 0);
  const norm = makeNorm(tf, rule.norm, sizes);
  return (g, x, scalars) => {
    const env = new Map<string, Value>([["g", g], ["x", x], ["norm", norm(g)]]);
    names.forEach((name, i) => env.set(name, scalars[i]!));
    for (const { name, variable } of slots) env.set(name, variable);
    for (const [name, value] of rule.update) env.set(name, evaluate(tf, value, env));
    // a slot may have been given another one's old value: all are settled before any changes
    const settled = slots.map(({ name }) => tf.clone(spread(tf, env.get(name)!, [size])));
    slots.forEach(({ variable }, i) => variable.assign(settled[i]!));
    return spread(tf, env.get("g")!, [size]);
  };
}

// ‖g‖ₚ of all, or for each number that of its array
function makeNorm(tf: Tf, norm: Rule["norm"], sizes: number[]): (g: Tensor) => Value {
  if (!norm) return () => 0;
  const { p, over } = norm;
  const length = (g: Tensor) =>
    p === 2 ? tf.sqrt(tf.sum(tf.square(g))) : tf.pow(tf.sum(tf.pow(tf.abs(g), p)), 1 / p);
  if (over === "all") return length;
  const owner = Int32Array.from(sizes.flatMap((n, i) => new Array<number>(n).fill(i)));
  return (g) => tf.gather(tf.stack(tf.split(g, sizes).map(length)), tf.tensor1d(owner, "int32"));
}

function endToEnd(tf: Tf, parts: readonly Tensor[]): Tensor {
  return tf.concat(parts.map((part) => tf.reshape(part, [part.size])));
}
