import { allRows } from "../core/observations.ts";
import { type Rng, rng } from "../core/rng.ts";
import { type Categorical, categorical, type Label } from "./categorical.ts";
import type { Numeric } from "./numeric.ts";
import { type Table, table } from "./table.ts";

/** Options that all makers of data share. */
export interface SyntheticOptions {
  /** How many observations. */
  readonly rows?: number;
  /** Decides all the numbers; 0 by default. */
  readonly seed?: number;
}

/** Points in a table: all of its columns, `x1`, `x2`, …, are numbers. */
export type Points = Table<Readonly<Record<string, Numeric>>>;

/** Points, and the class of each. */
export interface LabelledPoints {
  /** The points, all Continuous. */
  readonly x: Points;
  /** Their classes, Multiclass. */
  readonly y: Categorical;
}

/** Two independent sources, so that the noise does not depend on how many shapes were drawn before it. */
export function sources(seed: number): { readonly shape: Rng; readonly noise: Rng; readonly order: Rng } {
  const source = rng(seed);
  return { shape: source.fork("shape"), noise: source.fork("noise"), order: source.fork("order") };
}

/** The table of these points. */
export function pointTable(points: readonly (readonly number[])[]): Points {
  return table(points) as Points; // the columns of a matrix are numbers
}

/** Points and their labels, as inputs and target, in the order that `order` gives, or as they are. */
export function labelled(
  points: readonly (readonly number[])[],
  labels: readonly Label[],
  { order, levels }: { readonly order: Rng | undefined; readonly levels: readonly Label[] },
): LabelledPoints {
  const rows = order ? order.permutation(points.length) : allRows(points.length);
  return Object.freeze({ x: pointTable(points).take(rows), y: categorical(labels, { levels }).take(rows) });
}

/** Refuses an option that is not a number that `fits`; `wanted` says which do. */
export function checkOption(
  maker: string,
  [name, value]: readonly [string, number],
  { fits, wanted }: { readonly fits: boolean; readonly wanted: string },
): void {
  if (fits) return;
  throw new RangeError(`Cannot make ${maker}: ${name} is ${value}; give ${wanted}`);
}

/** Refuses a number of rows, columns or the like that is none. */
export function checkCount(maker: string, name: string, value: number): void {
  const fits = Number.isSafeInteger(value) && value >= 1;
  checkOption(maker, [name, value], { fits, wanted: "a whole number of at least 1" });
}

/** Refuses a negative spread of noise. */
export function checkNoise(maker: string, noise: number): void {
  const fits = noise >= 0 && noise < Infinity;
  checkOption(maker, ["noise", noise], { fits, wanted: "a finite number of at least 0" });
}
