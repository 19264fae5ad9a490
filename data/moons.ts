import {
  checkCount,
  checkNoise,
  labelled,
  type LabelledPoints,
  sources,
  type SyntheticOptions,
} from "./_synthetic.ts";

/** What `moons` may be told. */
export interface MoonsOptions extends SyntheticOptions {
  /** The standard deviation of what is added to every coordinate. */
  readonly noise?: number;
  /** How far right the second moon lies of the first. */
  readonly xShift?: number;
  /** How far above the first the second moon lies. */
  readonly yShift?: number;
  /** Whether rows are in random order, or moon by moon. */
  readonly shuffled?: boolean;
}

/**
 * Two half circles that reach into each other, labelled 0 (the upper one) and 1.
 *
 * @example
 * ```ts
 * import { moons } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const { x, y } = moons({ rows: 150, seed: 1 });
 * assert.equal(x.size, 150);
 * assert.deepEqual(y.levels, [0, 1]);
 * ```
 */
export function moons(
  { rows = 150, noise = 0.1, xShift = 1, yShift = 0.3, shuffled = true, seed = 0 }: MoonsOptions = {},
): LabelledPoints {
  checkCount("moons", "rows", rows);
  checkNoise("moons", noise);
  const source = sources(seed);
  const labels = Array.from({ length: rows }, (_, i) => Number(i >= rows >> 1));
  const points = labels.map((label) => {
    const angle = Math.PI * source.shape.uniform();
    const [x, y] = label
      ? [Math.cos(angle) + xShift, yShift - Math.sin(angle)]
      : [Math.cos(angle), Math.sin(angle)];
    return [x + noise * source.noise.normal(), y + noise * source.noise.normal()];
  });
  return labelled(points, labels, { order: shuffled ? source.order : undefined, levels: [0, 1] });
}
