import { significant } from "../core/show.ts";
import type { Goal } from "../meta/mod.ts";
import { extentOf, scaleAxis } from "./_axis.ts";
import { BETTER } from "./_better.ts";
import type { Axis, Colours } from "./_chart.ts";
import { logAxis } from "./_log_axis.ts";

interface Measured {
  /** Name of the measure. */
  readonly measure: string;
  readonly goal: Goal;
}

/** The axis of a measure; it says which way is better. */
export function measureAxis(
  { measure, goal }: Measured,
  values: readonly number[],
  { logarithmic }: { readonly logarithmic: boolean },
): Axis {
  const axis = logarithmic ? logAxis(measure, values) : scaleAxis(measure, values);
  return { ...axis, label: `${axis.label}${BETTER[goal]}` };
}

/** The colours of a measure, which end at the extremes: the dark end is the better one, or the larger one. */
export function coloursOf(
  { measure, goal }: Measured,
  { axis, values }: { readonly axis: Axis; readonly values: readonly number[] },
): Colours {
  const [low, high] = extentOf(measure, values);
  const ends = low === high ? [axis.from, axis.to] : [low, high]; // equal values lie in the middle
  const [from, to] = (goal === "min" ? ends.toReversed() : ends) as [number, number]; // as many as there were
  const ticks = axis.ticks.filter(({ at }) => at >= ends[0]! && at <= ends[1]!);
  return {
    label: `${measure}${BETTER[goal]}`,
    axis: { ...axis, from, to, ticks },
    ends: [told(from), told(to)],
  };
}

/** The end of an axis of a measure at which what failed is marked: the worse one, if any. */
export function worseEnd({ from, to }: Axis, goal: Goal): number {
  return goal === "min" ? to : from;
}

/** A measurement as legends show it. */
export function told(value: number): string {
  return significant(value, 4).replaceAll("-", "−");
}
