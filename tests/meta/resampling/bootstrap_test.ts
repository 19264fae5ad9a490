import assert from "node:assert/strict";
import fc from "fast-check";
import { rng } from "../../../core/mod.ts";
import { categorical, numeric } from "../../../data/mod.ts";
import { bootstrap } from "../../../meta/mod.ts";
import { countLabels, listed, questions, upTo } from "./_pairs.ts";

Deno.test("bootstrap() learns from as many rows as there are, and is judged by those not drawn, in order", () => {
  fc.assert(fc.property(questions, ({ rows, seed }) => {
    const pairs = bootstrap({ samples: 3 }).pairs(rows, rng(seed), numeric([]));
    assert.equal(pairs.length, 3);
    for (const { train, test } of pairs) {
      const drawn = Array.from(train);
      assert.equal(drawn.length, rows.length);
      assert.ok(drawn.every((row) => rows.includes(row)));
      assert.deepEqual(Array.from(test), rows.filter((row) => !drawn.includes(row)));
    }
  }));
});

Deno.test("bootstrap({ stratified }) draws of each class as many rows as there are, less by its share", () => {
  const classes = upTo(60).map((row) => row < 10 ? 0 : row < 30 ? 1 : 2);
  for (const share of [1, 0.5]) {
    const resampling = bootstrap({ samples: 5, share, stratified: true });
    for (const { train } of resampling.pairs(upTo(60), rng(1), categorical(classes))) {
      const counts = [...countLabels(classes, train)].sort(([a], [b]) => a - b);
      assert.deepEqual(counts, [[0, 10 * share], [1, 20 * share], [2, 30 * share]]);
      const labels = Array.from(train, (row) => classes[row]!);
      assert.notDeepEqual(labels, labels.toSorted(), "classes are mixed");
    }
  }
});

// The number of boxes that n balls leave empty among n has mean n (1 − 1/n)ⁿ and variance near n (1/e − 2/e²)
// (Johnson and Kotz 1977); the mean over all samples may be off by five of its standard deviations.
Deno.test("bootstrap() leaves out as many rows as theory says, and draws all rows alike", () => {
  const [n, samples] = [1000, 200];
  const pairs = bootstrap({ samples }).pairs(upTo(n), rng(11), numeric([]));
  const left = pairs.reduce((sum, { test }) => sum + test.length / n, 0) / samples;
  const deviation = Math.sqrt((1 / Math.E - 2 / Math.E ** 2) / n / samples);
  assert.ok(Math.abs(left - (1 - 1 / n) ** n) < 5 * deviation, String(left));
  const drawn = countLabels(upTo(n), pairs.flatMap(({ train }) => Array.from(train)));
  for (const row of upTo(n)) { // nearly Poisson: variance as the mean
    assert.ok(Math.abs(drawn.get(row)! - samples) < 5.5 * Math.sqrt(samples), `${row}: ${drawn.get(row)}`);
  }
});

Deno.test("bootstrap() draws the same for the same chance, otherwise for other, and the first samples of more", () => {
  const draw = (seed: number, samples: number) =>
    listed(bootstrap({ samples }).pairs(upTo(20), rng(seed), numeric([])));
  assert.deepEqual(draw(1, 4), draw(1, 4));
  assert.notDeepEqual(draw(1, 4), draw(2, 4));
  assert.deepEqual(draw(1, 9).slice(0, 4), draw(1, 4));
  assert.equal(new Set(draw(1, 4).map(String)).size, 4);
});
