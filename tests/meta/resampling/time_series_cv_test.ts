import assert from "node:assert/strict";
import fc from "fast-check";
import { rng } from "../../../core/mod.ts";
import { numeric } from "../../../data/mod.ts";
import { timeSeriesCv, type TimeSeriesCvParams } from "../../../meta/mod.ts";
import golden from "../../golden/resampling_sklearn.json" with { type: "json" };
import { listed, someRows, sorted, upTo } from "./_pairs.ts";

const split = (options: Partial<TimeSeriesCvParams>, rows: readonly number[]) =>
  timeSeriesCv(options).pairs(rows, rng(0), numeric([]));

for (const { rows, options, pairs } of golden.timeSeries) {
  Deno.test(`timeSeriesCv(${JSON.stringify(options)}) of ${rows} rows is as in scikit-learn`, () => {
    if (pairs === "ValueError") assert.throws(() => split(options, upTo(rows)), { name: "DataError" });
    else assert.deepEqual(listed(split(options, upTo(rows))), pairs);
  });
}

Deno.test("timeSeriesCv() makes one fold, whose training rows are the first", () => {
  assert.deepEqual(listed(split({ folds: 1 }, [2, 4, 5])), [[[2, 4], [5]]]);
});

Deno.test("timeSeriesCv() learns from the latest rows before the gap, as many as it may, and judges by the last", () => {
  const options = fc.record({
    rows: someRows.map(sorted),
    folds: fc.integer({ min: 1, max: 3 }),
    gap: fc.nat(2),
    testSize: fc.constantFrom<"even" | number>("even", 1, 2),
    maxTrainSize: fc.constantFrom(1, 3, Infinity),
  }).filter(({ rows, folds, gap, testSize }) =>
    rows.length - gap - folds * (testSize === "even" ? Math.floor(rows.length / (folds + 1)) : testSize) > 0
  );
  fc.assert(fc.property(options, ({ rows, ...params }) => {
    const pairs = split(params, rows);
    const tests = pairs.flatMap(({ test }) => Array.from(test));
    assert.deepEqual(tests, rows.slice(rows.length - tests.length), "the last rows, each once, in order");
    assert.equal(new Set(pairs.map(({ test }) => test.length)).size, 1);
    for (const { train, test } of pairs) {
      const before = rows.indexOf(test[0]!) - params.gap;
      assert.deepEqual(Array.from(train), rows.slice(0, before).slice(-params.maxTrainSize));
      assert.ok(Math.max(...Array.from(train)) < Math.min(...Array.from(test)) - params.gap);
    }
  }));
});
