import type { Goal } from "../meta/mod.ts";

/** What the label of an axis adds. */
export const BETTER = { min: ", less is better", max: ", more is better", none: "" } as const;

/** Below 0 where `a` is worse than `b`; without a goal, where it is less. */
export function worseFirst(goal: Goal): (a: number, b: number) => number {
  return goal === "min" ? (a, b) => b - a : (a, b) => a - b;
}

/** The place of the best of finite values, the first of equals; undefined without a goal. */
export function bestOf(values: readonly number[], goal: Goal): number | undefined {
  if (goal === "none" || values.length === 0) return undefined;
  const worse = worseFirst(goal);
  return values.reduce((best, value, i) => worse(values[best]!, value) < 0 ? i : best, 0);
}
