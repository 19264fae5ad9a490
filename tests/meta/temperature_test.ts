import assert from "node:assert/strict";
import fc from "fast-check";
import { fitTemperature } from "../../meta/_temperature.ts";

interface Row {
  readonly scores: readonly number[];
  readonly truth: number;
  readonly weight: number;
}

const scoredOf = (rows: readonly Row[]) => ({
  scores: Float64Array.from(rows.flatMap(({ scores }) => scores)),
  targets: Float64Array.from(rows.flatMap(({ scores, truth }) => scores.map((_, j) => j === truth ? 1 : 0))),
  weights: Float64Array.from(rows, ({ weight }) => weight),
});

const lossAt = (temperature: number, rows: readonly Row[]) =>
  rows.reduce((sum, { scores, truth, weight }) => {
    const top = Math.max(...scores);
    const mass = scores.reduce((total, s) => total + Math.exp((s - top) / temperature), 0);
    return sum + weight * (Math.log(mass) - (scores[truth]! - top) / temperature);
  }, 0);

const row = fc.record({
  scores: fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -20, max: 0, noNaN: true }))),
  truth: fc.integer({ min: 0, max: 2 }),
  weight: fc.double({ min: 0.1, max: 4, noNaN: true }),
});

Deno.test("no temperature in [0.01, 100] has a lower loss than the one that is found", () => {
  const tried = Array.from({ length: 400 }, (_, i) => 10 ** (-2 + 4 * i / 399));
  fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
    const found = fitTemperature(scoredOf(rows));
    assert.ok(found >= 0.01 && found <= 100);
    const loss = lossAt(found, rows);
    for (const t of [...tried, found * 1.001, found / 1.001].filter((t) => t >= 0.01 && t <= 100)) {
      assert.ok(loss <= lossAt(t, rows) * (1 + 1e-12) + 1e-12, `${t} is better than ${found}`);
    }
  }));
});

Deno.test("two classes of one score: the temperature that a share of right rows asks for", () => {
  // 3 of 4 rows right at log odds 2: log 3 = 2 / T
  const rows = [0, 0, 0, 1].map((truth) => ({ scores: [0, -2], truth, weight: 1 }));
  assert.ok(Math.abs(fitTemperature(scoredOf(rows)) - 2 / Math.log(3)) < 1e-14);
});

Deno.test("where all temperatures are alike it is 1, and beyond the bounds it is a bound", () => {
  const one = (scores: number[], truth: number) => fitTemperature(scoredOf([{ scores, truth, weight: 1 }]));
  assert.equal(one([-1, -1], 0), 1);
  assert.equal(one([0, -2], 0), 0.01);
  assert.equal(one([0, -2], 1), 100);
});
