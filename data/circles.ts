import {
  checkCount,
  checkNoise,
  checkOption,
  labelled,
  type LabelledPoints,
  sources,
  type SyntheticOptions,
} from "./_synthetic.ts";

/** What `circles` may be told. */
export interface CirclesOptions extends SyntheticOptions {
  /** The standard deviation of what is added to every coordinate. */
  readonly noise?: number;
  /** The radius of the inner circle; the outer one has 1. */
  readonly factor?: number;
  /** Whether rows are in random order, or circle by circle. */
  readonly shuffled?: boolean;
}

/**
 * Two circles around one centre, labelled 0 (the inner one) and 1.
 *
 * @example
 * ```ts
 * import { circles } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const { x, y } = circles({ factor: 0.5 });
 * const radius = Math.hypot(x.column("x1").values[0]!, x.column("x2").values[0]!);
 * assert.ok(Math.abs(radius - (y.codes[0] ? 1 : 0.5)) < 1e-12);
 * ```
 */
export function circles(
  { rows = 100, noise = 0, factor = 0.8, shuffled = true, seed = 0 }: CirclesOptions = {},
): LabelledPoints {
  checkCount("circles", "rows", rows);
  checkNoise("circles", noise);
  checkOption("circles", ["factor", factor], {
    fits: factor > 0 && factor < 1,
    wanted: "a number between 0 and 1",
  });
  const source = sources(seed);
  const labels = Array.from({ length: rows }, (_, i) => Number(i >= rows >> 1));
  const points = labels.map((label) => {
    const angle = 2 * Math.PI * source.shape.uniform();
    const radius = label ? 1 : factor;
    return [
      radius * Math.cos(angle) + noise * source.noise.normal(),
      radius * Math.sin(angle) + noise * source.noise.normal(),
    ];
  });
  return labelled(points, labels, { order: shuffled ? source.order : undefined, levels: [0, 1] });
}
