import type { Rule } from "../core/layer.ts";
import { compile, type Compiled } from "./compile.ts";

/** What an optimiser does in one step. */
export interface StepScalars {
  /** Scalars of each link that runs, in order; links behind one that waits are left out. */
  readonly links: readonly Float64Array[];
  /** Whether weights move at the end: false while a link collects gradients. */
  readonly moves: boolean;
}

/**
 * How an optimiser's scalars follow from the step: `t` counts the runs of each link since step `since`, `epoch` the
 * epochs done in all. The
 * values stand in the order `t`, `epoch`, then as the rule names them ({@linkcode scalarNames}).
 */
export function stepScalars(
  rules: readonly Rule[],
): (step: number, stepsPerEpoch: number, since?: number) => StepScalars {
  const links = rules.map((rule) => {
    const names = scalarNames(rule);
    const values = rule.scalars.map(([, value], i): Compiled => compile(value, names.slice(0, i + 2)));
    return { every: rule.every ?? 1, values };
  });
  return (step, stepsPerEpoch, since = 0) => {
    const scalars: Float64Array[] = [];
    let moves = true;
    let t = step - since + 1;
    for (const { every, values } of links) {
      const of = new Float64Array(values.length + 2);
      of[0] = t;
      of[1] = step / stepsPerEpoch;
      values.forEach((value, i) => of[i + 2] = value(of));
      scalars.push(of);
      moves = t % every === 0;
      if (!moves) break;
      t /= every;
    }
    return { links: scalars, moves };
  };
}

/** Names of a rule's scalars, in the order of their values. */
export function scalarNames(rule: Rule): string[] {
  return ["t", "epoch", ...rule.scalars.map(([name]) => name)];
}

/** Names of a rule's slots for one parameter, as they stand in states: `"0/kernel#1.m"`. */
// deno-lint-ignore attune/two-positional -- three names in the order in which they are joined
export function slotName(parameter: string, link: number, slot: string): string {
  return `${parameter}#${link}.${slot}`;
}
