import type { Rule } from "../../core/layer.ts";
import { compile, scalarNames, slotName, stepScalars } from "../../nn/mod.ts";
import type { Store, Weights } from "./store.ts";

/** Moves the trained weights of a store by their gradients, and keeps what has to be remembered. */
export interface Optimise {
  /** Remembered arrays by name, in order, with the value that each starts from. */
  readonly slots: ReadonlyMap<
    string,
    { readonly of: Weights; readonly start: number; readonly values: Float64Array }
  >;
  /** Makes step number `step`, counted from 0; the optimiser counts from `since`. Gradients are used up. */
  (step: number, stepsPerEpoch: number, since: number): void;
}

/** The optimiser of a store. */
export function makeOptimise(rules: readonly Rule[], store: Store): Optimise {
  const trained = [...store.values()].filter((w) => w.parameter.trained);
  const scalarsAt = stepScalars(rules);
  const slots = new Map(
    rules.flatMap((rule, link) =>
      trained.flatMap((of) =>
        rule.slots.map(([slot, start]) => {
          const values = new Float64Array(of.values.length).fill(start);
          return [slotName(of.parameter.name, link, slot), { of, start, values }] as const;
        })
      )
    ),
  );
  const links = rules.map((rule, link) => makeLink(rule, link, slots));
  const optimise = (step: number, stepsPerEpoch: number, since: number) => {
    const { links: scalars, moves } = scalarsAt(step, stepsPerEpoch, since);
    scalars.forEach((values, i) => links[i]!(trained, values));
    if (!moves) return;
    for (const { values, gradient } of trained) {
      for (let k = 0; k < values.length; k++) values[k]! -= gradient[k]!;
    }
  };
  return Object.assign(optimise, { slots });
}

type Link = (trained: readonly Weights[], scalars: Float64Array) => void;

function makeLink(rule: Rule, link: number, slots: Optimise["slots"]): Link {
  const temporaries = rule.update.map(([name]) => name);
  const own = rule.slots.map(([name]) => name);
  const scalars = scalarNames(rule);
  const names = [...new Set(["g", "x", "norm", ...scalars, ...own, ...temporaries])];
  const at = (name: string) => names.indexOf(name);
  const steps = rule.update.map(([name, value]) => ({ to: at(name), value: compile(value, names) }));
  const slotAt = own.map(at);
  const env = new Float64Array(names.length);
  return (trained, values) => {
    scalars.forEach((name, i) => env[at(name)] = values[i]!);
    const all = rule.norm?.over === "all" ? norm(trained, rule.norm.p) : 0;
    for (const weights of trained) {
      env[at("norm")] = rule.norm?.over === "array" ? norm([weights], rule.norm.p) : all;
      const mine = own.map((slot) => slots.get(slotName(weights.parameter.name, link, slot))!.values);
      for (let k = 0; k < weights.values.length; k++) {
        env[0] = weights.gradient[k]!;
        env[1] = weights.values[k]!;
        for (let s = 0; s < mine.length; s++) env[slotAt[s]!] = mine[s]![k]!;
        for (const { to, value } of steps) env[to] = value(env);
        for (let s = 0; s < mine.length; s++) mine[s]![k] = env[slotAt[s]!]!;
        weights.gradient[k] = env[0]!;
      }
    }
  };
}

// ‖g‖ₚ over these arrays together
function norm(arrays: readonly Weights[], p: number): number {
  let sum = 0;
  for (const { gradient } of arrays) for (const g of gradient) sum += p === 2 ? g * g : Math.abs(g) ** p;
  return p === 2 ? Math.sqrt(sum) : sum ** (1 / p);
}
