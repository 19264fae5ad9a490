import type { Rng } from "../core/rng.ts";
import {
  checkCount,
  checkNoise,
  checkOption,
  type LabelledPoints,
  type Points,
  pointTable,
  sources,
  type SyntheticOptions,
} from "./_synthetic.ts";
import { categorical } from "./categorical.ts";
import { type Numeric, numeric } from "./numeric.ts";

/** What `regression` may be told. */
export interface RegressionOptions extends SyntheticOptions {
  /** How many inputs. */
  readonly columns?: number;
  /** Whether a constant, drawn as the weights are, is added. */
  readonly intercept?: boolean;
  /** The chance of a weight to be 0. */
  readonly sparse?: number;
  /** The standard deviation of what is added to the target. */
  readonly noise?: number;
  /** The chance of a target to be thrown off by 20 normal units. */
  readonly outliers?: number;
  /** Whether the target is drawn as false or true, with the logistic function of the number as its chance. */
  readonly binary?: boolean;
}

/** Normal inputs, and a target that is linear in them but for noise. */
export interface RegressionData {
  /** The inputs, all Continuous. */
  readonly x: Points;
  /** The target, Continuous. */
  readonly y: Numeric;
}

/**
 * Normal inputs and a noisy linear target, or with `binary` the classes of a logistic model.
 *
 * @example
 * ```ts
 * import { regression } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const { x, y } = regression({ rows: 50, columns: 3, seed: 1 });
 * assert.deepEqual([x.size, x.names.length, y.scitype], [50, 3, "Continuous"]);
 * assert.deepEqual(regression({ binary: true }).y.levels, [false, true]);
 * ```
 */
export function regression(options: RegressionOptions & { readonly binary: true }): LabelledPoints;
/** As above, with numbers for a target. */
export function regression(options?: RegressionOptions & { readonly binary?: false }): RegressionData;
export function regression(
  {
    rows = 100,
    columns = 2,
    intercept = true,
    sparse = 0,
    noise = 0.1,
    outliers = 0,
    binary = false,
    seed = 0,
  }: RegressionOptions = {},
): LabelledPoints | RegressionData {
  checkCount("regression data", "rows", rows);
  checkCount("regression data", "columns", columns);
  checkNoise("regression data", noise);
  checkChance("sparse", sparse);
  checkChance("outliers", outliers);
  const { shape, noise: chance } = sources(seed);
  const weights = drawn(shape, columns).map((weight) => shape.uniform() < sparse ? 0 : weight);
  const constant = intercept ? shape.normal() : 0;
  const inputs = Array.from({ length: rows }, () => drawn(chance, columns));
  const targets = inputs.map((row) =>
    row.reduce((sum, x, j) => sum + x * weights[j]!, constant) + noise * chance.normal()
  );
  const x = pointTable(inputs);
  if (binary) {
    const classes = targets.map((target) => chance.uniform() < 0.5 + 0.5 * Math.tanh(target / 2));
    return Object.freeze({ x, y: categorical(classes, { levels: [false, true] }) });
  }
  const off = targets.map(() => chance.uniform() < outliers ? 20 * chance.normal() : 0);
  return Object.freeze({ x, y: numeric(targets.map((target, i) => target + off[i]!)) });
}

function drawn(rng: Rng, count: number): number[] {
  return Array.from({ length: count }, () => rng.normal());
}

function checkChance(name: string, value: number): void {
  checkOption("regression data", [name, value], {
    fits: value >= 0 && value <= 1,
    wanted: "a number from 0 to 1",
  });
}
