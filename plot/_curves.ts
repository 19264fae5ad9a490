import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import type { Entry, Mark, Point } from "./_chart.ts";
import { clean, clip } from "./_text.ts";

const NAME = 44; // columns; what the legend says of a curve comes after its name

/** A line with its name. */
export interface Curve {
  readonly name: string;
  readonly points: readonly Point[];
}

/** A name of a model and a level, where there are any. */
export function curveName(...parts: readonly unknown[]): string {
  return parts.filter((part) => part !== undefined && part !== "").map(String).join(": ");
}

/** The entry of a series in the legend; long names are cut. */
export function entryOf(
  { name, value }: { readonly name: string; readonly value: string },
  at: Pick<Entry, "kind" | "style">,
): Entry {
  const label = [clip(clean(name), NAME), value].filter((part) => part !== "").join(", ");
  return { label, ...at };
}

/** Curves as lines, a style for each; the legend tells the areas below them, which are called `area`. */
export function linesOf(
  curves: readonly Curve[],
  { area }: { readonly area: string },
): { readonly marks: readonly Mark[]; readonly legend: readonly Entry[] } {
  return {
    marks: curves.map(({ points }, style) => ({ kind: "line", points, style })),
    legend: curves.map(({ name, points }, style) =>
      entryOf({ name, value: `${area} ${threeDecimals(areaBelow(points))}` }, { kind: "line", style })
    ),
  };
}

// Of what is drawn: curves that a measure gave come without their guesses.
function areaBelow(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, [x, y], i) => sum + (x - points[i]![0]) * (y + points[i]![1]) / 2, 0);
}

/** Two lists of shares as points; refuses lists of different lengths, and what are no shares. */
export function pointsOf(
  doing: string,
  lists: Readonly<Record<string, ArrayLike<number>>>,
): readonly Point[] {
  const [[xName, xs], [yName, ys]] = Object.entries(lists) as [
    [string, ArrayLike<number>],
    [string, ArrayLike<number>],
  ]; // two
  if (xs.length !== ys.length || xs.length === 0) {
    throw new DataError(
      `Cannot ${doing}: there are ${xs.length} ${xName} and ${ys.length} ${yName}; give as many of each, one or more`,
    );
  }
  const points = Array.from(xs, (x, i): Point => [x, ys[i]!]);
  const bad = points.findIndex((point) => point.some((value) => !(value >= 0 && value <= 1)));
  if (bad < 0) return points;
  throw new DataError(
    `Cannot ${doing}: point ${bad} is ${brief(points[bad])}; give shares from 0 to 1`,
  );
}

/** A share as legends show it. */
export function threeDecimals(x: number): string {
  return x.toFixed(3).replace("-", "−");
}
