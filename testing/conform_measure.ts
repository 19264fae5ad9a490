import assert from "node:assert/strict";
import { DataError } from "../core/errors.ts";
import type { Measure } from "../core/measure.ts";
import type { Observations } from "../core/observations.ts";
import { rng } from "../core/rng.ts";
import { aggregate } from "../measures/aggregate.ts";
import { register } from "./_register.ts";

/** Guesses to judge, without missing values. */
export interface MeasureCase<Z, Y> {
  /** Names the case in the test's name. */
  readonly name: string;
  /** The guesses, three or more. */
  readonly guess: Z;
  /** The truth, as many. */
  readonly truth: Y;
  /** Guesses of the same truth that nothing beats. */
  readonly perfect: Z;
}

/** Between which values a measure lies, and what runs the tests. */
export interface ConformMeasureOptions {
  /** No guess is valued less; −∞ if absent. */
  readonly lowest?: number;
  /** No guess is valued more; ∞ if absent. */
  readonly highest?: number;
  /** What a perfect guess is valued, in every case; not held to any value if absent. */
  readonly best?: number;
  /** Registers or runs one test; Deno's test function, or that of `node:test`, if absent. */
  readonly test?: (name: string, check: () => void) => unknown;
}

const SLACK = 1e-12; // sums in another order differ by less, for the few rows of a case

/**
 * Registers a test for each law of measures and each case: bounds, nothing beats a perfect guess, the order of rows
 * does not matter, weights of one change nothing, of rows as of classes (or they are refused, as `weighted` and
 * `classWeighted` say), the values of `each`, where the measure has it, aggregate to the whole, and sizes that differ
 * are refused. Of a case without errors it would prove little: let `guess` differ from `perfect`. A measure that has
 * no goal has no better and worse, and is refused.
 *
 * @example Run at once; in a test file leave `test` out.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { mae } from "@attune/attune/measures";
 * import { conformMeasure } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const truth = numeric([1, 2, 3]);
 * const laws: string[] = [];
 * conformMeasure(mae, [{ name: "three rows", guess: numeric([1, 2, 5]), truth, perfect: truth }], {
 *   lowest: 0,
 *   best: 0,
 *   test: (law, check) => {
 *     check();
 *     laws.push(law);
 *   },
 * });
 * assert.equal(laws.length, 7);
 * ```
 */
export function conformMeasure<Z extends Observations, Y extends Observations>(
  measure: Measure<Z, Y>,
  cases: readonly MeasureCase<Z, Y>[],
  options: ConformMeasureOptions = {},
): void {
  const { test = register } = options;
  if (measure.goal === "none") {
    throw new TypeError(
      `Cannot hold ${measure.id} to the laws of measures: its goal is "none"; give one whose goal is "min" or "max"`,
    );
  }
  for (const example of cases) {
    for (const [law, check] of LAWS) {
      if (check === aggregates && measure.each === undefined) continue;
      test(`${measure.id} keeps the law "${law}": ${example.name}`, () => check(measure, example, options));
    }
  }
}

type Check = <Z extends Observations, Y extends Observations>(
  measure: Measure<Z, Y>,
  example: MeasureCase<Z, Y>,
  bounds: ConformMeasureOptions,
) => void;

const isBounded: Check = (measure, { guess, truth, perfect }, { lowest = -Infinity, highest = Infinity }) => {
  for (const value of [measure(guess, truth), measure(perfect, truth)]) {
    assert.ok(
      value >= lowest - SLACK && value <= highest + SLACK,
      `${value} is outside [${lowest}, ${highest}]`,
    );
  }
};

const prefersPerfect: Check = (measure, { guess, truth, perfect }, bounds) => {
  const best = measure(perfect, truth);
  if (bounds.best !== undefined) assertClose(best, bounds.best);
  const value = measure(guess, truth);
  if (measure.goal === "min") assert.ok(best < value, `perfect ${best} is not less than ${value}`);
  else assert.ok(best > value, `perfect ${best} is not more than ${value}`);
};

const ignoresOrder: Check = (measure, { guess, truth }) => {
  const value = measure(guess, truth);
  for (let seed = 0; seed < 5; seed++) {
    const rows = rng(seed).permutation(truth.size);
    assertClose(measure(guess.take(rows), truth.take(rows)), value);
  }
};

const weighsEvenly: Check = (measure, { guess, truth }) => {
  const ones = new Float64Array(truth.size).fill(1);
  if (measure.weighted) assert.equal(measure(guess, truth, { weights: ones }), measure(guess, truth));
  else assert.throws(() => measure(guess, truth, { weights: ones }), TypeError);
};

const weighsClassesEvenly: Check = (measure, { guess, truth }) => {
  const levels = "levels" in truth && Array.isArray(truth.levels) ? truth.levels : [];
  const classWeights = Object.fromEntries(levels.map((level) => [String(level), 1]));
  if (measure.classWeighted) {
    assert.equal(measure(guess, truth, { classWeights }), measure(guess, truth));
  } else assert.throws(() => measure(guess, truth, { classWeights }), TypeError);
};

const aggregates: Check = (measure, { guess, truth }) => {
  const values = measure.each?.(guess, truth) ?? [];
  assert.equal(values.length, truth.size);
  assertClose(aggregate(values, measure.aggregation), measure(guess, truth));
};

const refusesSizes: Check = (measure, { guess, truth }) => {
  assert.throws(() => measure(guess.take([0]), truth), DataError);
};

const LAWS: readonly (readonly [law: string, check: Check])[] = [
  ["values lie within the bounds", isBounded],
  ["nothing beats a perfect guess", prefersPerfect],
  ["the order of rows does not matter", ignoresOrder],
  ["weights of one change nothing, or weights are refused", weighsEvenly],
  ["class weights of one change nothing, or are refused", weighsClassesEvenly],
  ["the values of each row aggregate to the whole", aggregates],
  ["as many guesses as truths", refusesSizes],
];

function assertClose(value: number, expected: number): void {
  const allowed = SLACK * Math.max(1, Math.abs(expected));
  assert.ok(Math.abs(value - expected) <= allowed, `${value} is not ${expected}`);
}
