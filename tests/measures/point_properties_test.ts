import assert from "node:assert/strict";
import fc from "fast-check";
import type { Measure } from "../../core/measure.ts";
import type { Observations } from "../../core/observations.ts";
import { rng } from "../../core/rng.ts";
import { type Categorical, categoricalOf, type Numeric, numeric } from "../../data/mod.ts";
import * as m from "../../measures/mod.ts";

type Judge<T> = Measure<T, T, unknown>;

// What the catalogue says a measure judges is what it takes.
const catalogued = <T>(filter: m.MeasureFilter) =>
  m.measures({ of: "point", ...filter }) as unknown as Judge<T>[];

const OF_NUMBERS: readonly Judge<Numeric>[] = [
  ...catalogued<Numeric>({ target: "Continuous" }),
  m.lpLossWith({ p: 1.5 }),
  m.quantileLossWith({ quantile: 0.8 }),
];

type MakesRates = (options: { readonly average?: m.Average }) => Judge<Categorical>;

// Every factory that averages over levels in this way.
const RATES: readonly MakesRates[] = Object.entries(m)
  .filter(([name]) => name.endsWith("With"))
  .map(([, made]) => made as unknown as MakesRates) // of the others none knows the option
  .filter((made) => {
    try {
      return made({ average: "micro" });
    } catch {
      return false;
    }
  });

const OF_TWO = RATES.map((made) => made({}));

const OF_LABELS: readonly Judge<Categorical>[] = [
  ...catalogued<Categorical>({ target: "Multiclass" }).filter(({ id }) =>
    OF_TWO.every((two) => two.id !== id)
  ),
  m.balancedAccuracyWith({ adjusted: true }),
  m.kappaWith({ weighting: "linear" }),
  m.kappaWith({ weighting: "quadratic" }),
  m.fScoreWith({ beta: 0.5, average: "macro" }),
  ...(["macro", "micro", "none"] as const).flatMap((average) => RATES.map((made) => made({ average }))),
];

Deno.test("every measure of points is held to the laws below", () => {
  const held: readonly { readonly id: string }[] = [...OF_NUMBERS, ...OF_LABELS, ...OF_TWO];
  assert.equal(RATES.length, 12);
  const missed = m.measures({ of: "point" }).filter(({ id }) => held.every((other) => other.id !== id));
  assert.deepEqual(missed.map(({ id }) => id), []);
});

// Sums of tenths and thirds round, those of halves do not.
const WEIGHTS = [0, 0.1, 0.2, 0.3, 1 / 3, 0.5, 0.7, 1, 3];

interface Example<T> {
  readonly guess: T;
  readonly truth: T;
  readonly weights: Float64Array;
  readonly seed: number;
}

function examples<T>(column: (values: number[]) => T, value: fc.Arbitrary<number>): fc.Arbitrary<Example<T>> {
  const row = fc.record({ guess: value, truth: value, weight: fc.constantFrom(...WEIGHTS) });
  return fc.record({ rows: fc.array(row, { maxLength: 20 }), seed: fc.nat(1e6) }).map(({ rows, seed }) => ({
    guess: column(rows.map(({ guess }) => guess)),
    truth: column(rows.map(({ truth }) => truth)),
    weights: Float64Array.from(rows, ({ weight }) => weight),
    seed,
  }));
}

// Eighths, so that values tie; some are missing.
const numbers = examples(
  numeric,
  fc.integer({ min: -20, max: 60 }).map((v) => v === 33 ? NaN : v / 8),
);
const labels = (levels: readonly string[]) =>
  examples((codes) => categoricalOf(codes, levels), fc.integer({ min: -1, max: levels.length - 1 }));

const FOUR = ["a", "b", "c", "d"];
const TWO = ["a", "b"];

type Traits = Pick<Measure, "weighted" | "each" | "aggregation">;

function holds<T>(arbitrary: fc.Arbitrary<T>, law: (example: T) => void): void {
  fc.assert(fc.property(arbitrary, law), { seed: 5, numRuns: 60 });
}

function ignoresOrder<T extends Observations>(measure: Measure<T, T, unknown>) {
  return ({ guess, truth, weights, seed }: Example<T>): void => {
    const rows = rng(seed).permutation(truth.size);
    const [shuffled, truths] = [guess.take(rows), truth.take(rows)];
    assertAlike(measure(shuffled, truths), measure(guess, truth), measure.id);
    if (!measure.weighted) return;
    const moved = Float64Array.from(rows, (row) => weights[row]!);
    const weighted = measure(shuffled, truths, { weights: moved });
    assertAlike(weighted, measure(guess, truth, { weights }), measure.id);
  };
}

function weighsEvenly<T extends Observations>(measure: Measure<T, T, unknown>, levels: readonly string[]) {
  return ({ guess, truth }: Example<T>): void => {
    const value = plain(measure(guess, truth));
    const weights = new Float64Array(truth.size).fill(1);
    const classWeights = Object.fromEntries(levels.map((level) => [level, 1]));
    if (measure.weighted) assert.deepEqual(plain(measure(guess, truth, { weights })), value);
    if (measure.classWeighted) assert.deepEqual(plain(measure(guess, truth, { classWeights })), value);
  };
}

Deno.test("no measure of numbers minds the order of rows, with weights or without", () => {
  for (const measure of OF_NUMBERS) holds(numbers, ignoresOrder(measure));
});

Deno.test("no measure of labels minds the order of rows, with weights or without", () => {
  for (const measure of OF_LABELS) holds(labels(FOUR), ignoresOrder(measure));
  for (const measure of OF_TWO) holds(labels(TWO), ignoresOrder(measure));
});

Deno.test("weights of one, of rows and of classes, change no measure by a bit", () => {
  for (const measure of OF_NUMBERS) holds(numbers, weighsEvenly(measure, []));
  for (const measure of OF_LABELS) holds(labels(FOUR), weighsEvenly(measure, FOUR));
  for (const measure of OF_TWO) holds(labels(TWO), weighsEvenly(measure, TWO));
});

Deno.test("a weight of three is a row given three times, where measures count", () => {
  const measures = OF_LABELS.filter(({ each }) => each === undefined);
  for (const measure of measures) {
    holds(labels(FOUR), ({ guess, truth, weights }) => {
      const whole = weights.map((weight) => Math.round(weight));
      const rows = [...whole].flatMap((times, row) => Array<number>(times).fill(row));
      const repeated = measure(guess.take(rows), truth.take(rows));
      assertAlike(measure(guess, truth, { weights: whole }), repeated, measure.id);
    });
  }
});

Deno.test("where all rows weigh the same, shares and medians are as without weights", () => {
  const weight = fc.constantFrom(...WEIGHTS.filter((value) => value > 0));
  const shares = ({ weighted, each, aggregation }: Traits) => weighted && !each && aggregation === "mean";
  function minds<T extends Observations>(
    measure: Measure<T, T, unknown>,
    arbitrary: fc.Arbitrary<Example<T>>,
  ) {
    holds(fc.record({ example: arbitrary, weight }), ({ example: { guess, truth }, weight }) => {
      const weights = new Float64Array(truth.size).fill(weight);
      assertAlike(measure(guess, truth, { weights }), measure(guess, truth), measure.id);
    });
  }
  for (const measure of OF_NUMBERS.filter(shares)) minds(measure, numbers);
  for (const measure of OF_LABELS.filter(shares)) minds(measure, labels(FOUR));
  for (const measure of OF_TWO.filter(shares)) minds(measure, labels(TWO));
});

// Values that are no numbers say what they are in JSON.
function plain(value: unknown): unknown {
  return typeof value === "number" ? value : JSON.parse(JSON.stringify(value));
}

function assertAlike(found: unknown, expected: unknown, id: string): void {
  const [ours, theirs] = [plain(found), plain(expected)];
  if (typeof ours === "number" && typeof theirs === "number") {
    const close = Math.abs(ours - theirs) <= 1e-12 * Math.max(1, Math.abs(theirs));
    assert.ok(close || Object.is(ours, theirs), `${id}: ${ours} is not ${theirs}`);
    return;
  }
  if (typeof ours !== "object" || ours === null) return assert.deepEqual(ours, theirs, id);
  assert.deepEqual(Object.keys(ours), Object.keys(theirs ?? {}), id);
  for (const [key, value] of Object.entries(ours)) {
    assertAlike(value, Object.entries(theirs ?? {}).find(([name]) => name === key)?.[1], id);
  }
}
