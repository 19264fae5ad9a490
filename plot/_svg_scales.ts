import { along, type Axis, type Point } from "./_chart.ts";

// Room between the axes and the least and largest values of a scale, so that lines do not run along axes.
const INSET = 6;

/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where values of the axes lie in a box, in pixels. */
export interface Scales {
  x(value: number): number;
  y(value: number): number;
}

/** The scales of two axes in a box. */
export function scalesOf(
  { left, top, width, height }: Box,
  { x, y }: { readonly x: Axis; readonly y: Axis },
): Scales {
  const inset = (axis: Axis) => axis.bands ? 0 : INSET;
  return {
    x: (value) => left + inset(x) + along(x, value) * (width - 2 * inset(x)),
    y: (value) => top + height - inset(y) - along(y, value) * (height - 2 * inset(y)),
  };
}

/** Where points lie. */
export function scaled({ x, y }: Scales): (point: Point) => Point {
  return ([a, b]) => [x(a), y(b)];
}
