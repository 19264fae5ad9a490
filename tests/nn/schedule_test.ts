import assert from "node:assert/strict";
import {
  compile,
  constantRate,
  cosineDecay,
  descent,
  exponentialDecay,
  oneCycle,
  type Rate,
  rateOf,
  type Schedule,
  stepDecay,
  warmUp,
} from "../../nn/mod.ts";
import { bench } from "./_bench.ts";

function rates(schedule: Rate, epochs: readonly number[]): number[] {
  const rate = compile(rateOf(schedule), ["epoch"]);
  return epochs.map((epoch) => rate([epoch]));
}

const POINTS: readonly (readonly [string, Rate, readonly number[], readonly number[]])[] = [
  ["a number", 0.3, [0, 5, 100], [0.3, 0.3, 0.3]],
  ["constantRate()", constantRate({ rate: 0.3 }), [0, 5, 100], [0.3, 0.3, 0.3]],
  [
    "stepDecay() falls at whole multiples and stays in between",
    stepDecay({ from: 8, factor: 0.5, every: 3 }),
    [0, 2.99, 3, 5.5, 6, 9],
    [8, 8, 4, 4, 2, 1],
  ],
  [
    "exponentialDecay() has fallen by its factor after its epochs",
    exponentialDecay({ from: 1, factor: 0.01, epochs: 4 }),
    [0, 2, 4, 8],
    [1, 0.1, 0.01, 1e-4],
  ],
  [
    "cosineDecay() is half way in the middle, and rests at its end",
    cosineDecay({ from: 1, to: 0.2, epochs: 10 }),
    [0, 5, 10, 25, 10 / 3],
    [1, 0.6, 0.2, 0.2, 0.8],
  ],
  [
    "oneCycle() rises to its peak, falls to its end and rests there",
    oneCycle({ peak: 1, from: 0.2, to: 0.1, epochs: 20, rise: 0.25 }),
    [0, 2.5, 5, 12.5, 20, 30],
    [0.2, 0.6, 1, 0.55, 0.1, 0.1],
  ],
  ["warmUp() rises from 0 in a line", warmUp({ epochs: 4, to: 0.8 }), [0, 1, 2, 4, 9], [
    0,
    0.2,
    0.4,
    0.8,
    0.8,
  ]],
  [
    "warmUp() multiplies a schedule, which goes on beneath it",
    warmUp({ epochs: 2, to: stepDecay({ from: 1, factor: 0.1, every: 3 }) }),
    [0, 1, 2, 3],
    [0, 0.5, 1, 0.1],
  ],
];

for (const [what, schedule, epochs, want] of POINTS) {
  Deno.test(`rateOf(): ${what}`, () => {
    rates(schedule, epochs).forEach((got, i) => {
      assert.ok(Math.abs(got - want[i]!) < 1e-12, `at ${epochs[i]}: ${got} for ${want[i]}`);
    });
  });
}

Deno.test("a schedule runs on the share of epochs done, step by step, not on whole epochs", () => {
  const eta = exponentialDecay({ from: 1, factor: 0.25, epochs: 1 });
  const on = bench(descent({ eta }).rules, [[0]], { stepsPerEpoch: 2 });
  assert.deepEqual([1, 1, 1].map((g) => on.step([g])[0]![0]!), [-1, -1.5, -1.75]);
});

Deno.test("a schedule goes on where it was after a warm restart", () => {
  const eta = cosineDecay({ from: 1, epochs: 6 });
  const whole = bench(descent({ eta }).rules, [[0]]);
  const moves = [1, 1, 1, 1].map((g) => whole.step([g])[0]![0]!);
  const rest = bench(descent({ eta }).rules, [[moves[1]!]], { step: 2 });
  assert.deepEqual([1, 1].map((g) => rest.step([g])[0]![0]!), moves.slice(2));
});

Deno.test("schedules can be changed inside an optimiser by path, and survive JSON", () => {
  const changed = descent({ eta: oneCycle() }).with({ "eta.peak": 0.5 });
  assert.equal(rates(changed.params.eta, [3])[0], 0.5);
  const { rate }: Schedule = stepDecay();
  assert.deepEqual(JSON.parse(JSON.stringify(rate)), rate);
});

const REFUSALS: readonly (readonly [string, () => unknown, string])[] = [
  [
    "descent({ eta: -1 })",
    () => descent({ eta: -1 }),
    'Cannot set "eta" of Descent: expected a number ≥ 0 or a schedule, got -1',
  ],
  [
    "stepDecay({ every: 0 })",
    () => stepDecay({ every: 0 }),
    'Cannot set "every" of StepDecay: expected an integer ≥ 1, got 0',
  ],
  [
    "cosineDecay({ epochs: 0 })",
    () => cosineDecay({ epochs: 0 }),
    'Cannot set "epochs" of CosineDecay: expected a number > 0, got 0',
  ],
  [
    "oneCycle({ rise: 1 })",
    () => oneCycle({ rise: 1 }),
    'Cannot set "rise" of OneCycle: expected a number in (0, 1), got 1',
  ],
];

for (const [call, make, message] of REFUSALS) {
  Deno.test(`${call} is refused: ${message}`, () => assert.throws(make, { name: "RangeError", message }));
}
