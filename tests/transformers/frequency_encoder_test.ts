import assert from "node:assert/strict";
import { categorical, cells, table } from "../../data/mod.ts";
import { frequencyEncoder } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const x = table({ a: categorical(["u", "v", "u", null], { levels: ["u", "v", "w"] }) });

Deno.test("levels become their counts in training, or their shares of all its rows", async () => {
  const mapper = await learn(frequencyEncoder(), { x });
  assert.deepEqual(mapper.report.frequencies, { a: { u: 2, v: 1, w: 0 } });
  const later = table({ a: categorical(["w", "v", "u", null], { levels: ["w", "v", "u"] }) });
  assert.deepEqual(cells((await mapper.transform(later)).column("a")), [0, 1, 2, null]);
  const shares = await learn(frequencyEncoder({ normalise: true }), { x });
  assert.deepEqual(cells((await shares.transform(later)).column("a")), [0, 0.25, 0.5, null]);
});

Deno.test("levels outside the pool are refused, or have frequency 0; missing values are refused if asked", async () => {
  const later = table({ a: categorical(["u", "new"]) });
  await assert.rejects((await learn(frequencyEncoder(), { x })).transform(later), {
    column: "a",
    found: '"new"',
  });
  const z = await (await learn(frequencyEncoder({ unknown: "zero" }), { x })).transform(later);
  assert.deepEqual(cells(z.column("a")), [2, 0]);
  const strict = await learn(frequencyEncoder({ missing: "refuse" }), { x });
  await assert.rejects(strict.transform(x), { column: "a", found: "missing values" });
});
