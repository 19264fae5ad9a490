import { isNumericRange, type Range } from "../range.ts";
import type { Space } from "../search.ts";
import type { Point } from "./_parzen.ts";

/** The dimensions of a space, in which candidates are points. */
export interface Axes {
  /** How many choices each has, 0 where it is one of numbers. */
  readonly sizes: readonly number[];
  /** A value for each path of the space. */
  valuesAt(point: Point): readonly unknown[];
  /** What points of the same values have in common, and of others not. */
  keyOf(point: Point): string;
}

interface Axis {
  readonly size: number;
  /** The value at a place. */
  at(place: number): unknown;
}

/**
 * The dimensions of a space: one for each range, numbers by their position on the scale. If a path has several ranges, a
 * dimension before theirs chooses which of them counts.
 */
export function axesOf({ ranges, paths }: Space): Axes {
  const axes: Axis[] = [];
  // which axis says the value of a path
  const sayers = paths.map((path): (point: Point) => number => {
    const own = ranges.filter(({ params }) => params.path === path).map(axisOf);
    if (own.length > 1) axes.push({ size: own.length, at: (place) => place });
    const first = axes.length;
    axes.push(...own);
    return (point) => own.length > 1 ? first + point[first - 1]! : first;
  });
  const valueOf = (point: Point, i: number) => axes[i]!.at(point[i]!);
  return {
    sizes: axes.map(({ size }) => size),
    valuesAt: (point) => sayers.map((sayer) => valueOf(point, sayer(point))),
    keyOf: (point) =>
      sayers.map((sayer) => {
        const i = sayer(point);
        return `${i}:${axes[i]!.size > 0 ? point[i] : valueOf(point, i)}`;
      }).join(),
  };
}

function axisOf(range: Range): Axis {
  if (!isNumericRange(range)) {
    const { values } = range.params;
    return { size: values.length, at: (place) => values[place] };
  }
  const [from, to] = range.bounds;
  return { size: 0, at: (place) => range.at(from + place * (to - from)) };
}
