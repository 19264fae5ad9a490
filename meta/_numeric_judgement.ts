import { brief } from "../core/show.ts";
import type { Judge } from "./_judge.ts";

/** Refuses a measure of which neither less nor more is better. `doing` says what cannot be done by it: `"stop training"`. */
export function checkGoal({ id, goal }: Judge, doing: string): void {
  if (goal !== "none") return;
  throw new TypeError(
    `Cannot ${doing} by ${id}: whether less or more of it is better is unknown; use a measure that says, ` +
      "e.g. by defineMeasure()",
  );
}

/** What a measure gave, which has to be a number. */
export function numberOf(
  { id }: Judge,
  { value, doing }: { readonly value: unknown; readonly doing: string },
): number {
  if (typeof value === "number") return value;
  throw new TypeError(`Cannot ${doing} by ${id}: it gave ${brief(value)}; use a measure that gives numbers`);
}
