import type { Canvas } from "./_canvas.ts";
import { along, type Axis, type Point } from "./_chart.ts";

/** A line of all dots. */
export const SOLID = { on: 1, period: 1, phase: 0 };

/** A line of every fourth dot. */
export const DOTTED = { on: 1, period: 4, phase: 0 };

/** Where marks are drawn, and whether series are told apart by letters. */
export interface Ground {
  readonly canvas: Canvas;
  readonly x: Axis;
  readonly y: Axis;
  /** How many series have letters; fewer than two need none. */
  readonly series: number;
}

/**
 * Where values lie on the canvas, which ends at the outer sides of its first and last dots: half a dot of room, so that
 * no value falls off.
 */
export function placed({ canvas: { columns, rows }, x, y }: Ground): (point: Point) => Point {
  const [inX, inY] = [x.bands ? 0 : 0.25, y.bands ? 0 : 0.125];
  return ([a, b]) => [
    inX + along(x, a) * (columns - 2 * inX),
    inY + (1 - along(y, b)) * (rows - 2 * inY),
  ];
}

/** The sign at a place. */
export function signAt([x, y]: Point, { columns, rows }: Canvas): Point {
  return [Math.min(columns - 1, Math.floor(x)), Math.min(rows - 1, Math.floor(y))];
}

/** A line of dots through places. */
export function trace(
  places: readonly Point[],
  { canvas, dash }: { readonly canvas: Canvas; readonly dash: typeof SOLID },
): void {
  let phase = 0;
  for (let i = 1; i < places.length; i++) {
    phase = canvas.line(places[i - 1]!, places[i]!, { ...dash, phase });
  }
}
