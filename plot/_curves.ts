import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import type { Entry, Mark, Point } from "./_chart.ts";
import { clean, clip } from "./_text.ts";

const NAME = 40; // columns; what the legend says of a curve comes after its name

/** A curve with what the legend says of it. */
export interface Curve {
  readonly name: string;
  readonly points: readonly Point[];
  /** For the legend: `"AUC 0.943"`. */
  readonly value: string;
}

/** A name of a model and a level, where there are any. */
export function curveName(...parts: readonly unknown[]): string {
  return parts.filter((part) => part !== undefined && part !== "").map(String).join(": ");
}

/** The entry of a series in the legend; long names are cut. */
export function entryOf({ name, value }: Omit<Curve, "points">, at: Pick<Entry, "kind" | "style">): Entry {
  const label = [clip(clean(name), NAME), value].filter((part) => part !== "").join(", ");
  return { label, ...at };
}

/** Curves as lines, a style for each. */
export function linesOf(
  curves: readonly Curve[],
): { readonly marks: readonly Mark[]; readonly legend: readonly Entry[] } {
  return {
    marks: curves.map(({ points }, style) => ({ kind: "line", points, style })),
    legend: curves.map((curve, style) => entryOf(curve, { kind: "line", style })),
  };
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
