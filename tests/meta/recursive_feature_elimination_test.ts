import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { mae, mse } from "../../measures/mod.ts";
import { cv, recursiveFeatureElimination } from "../../meta/mod.ts";
import { constantRegressor } from "../../models/mod.ts";
import { eliminated, type Options, SIZE, x, y } from "./_linear.ts";

Deno.test("reported importances count by their absolute values; scores count the rounds survived from 1", async () => {
  const { scores, survivors, rounds, rows } = await eliminated({ importance: "reported" });
  assert.deepEqual(survivors, ["c", "e"]);
  assert.deepEqual(scores, { a: 2, b: 1, c: 4, d: 3, e: 4 });
  assert.deepEqual(rounds.at(-1), { c: 7, d: 3, e: 4 });
  assert.equal(rows, undefined);
});

const COUNTS: readonly (readonly [options: Options, kept: readonly string[], rounds: number])[] = [
  [{ features: 3 }, ["c", "d", "e"], 2],
  [{ features: 1 }, ["c"], 4],
  [{ features: 0.7 }, ["c", "d", "e"], 2],
  [{ features: 0.1 }, ["c"], 4],
  [{ features: 5 }, x.names, 0],
  [{ features: 1, step: 2 }, ["c"], 2],
  [{ features: 2, step: 9 }, ["c", "e"], 1],
  [{ features: 1, step: 0.5 }, ["c"], 2],
  [{ features: 1, step: 0.1 }, ["c"], 4],
];

for (const [options, kept, count] of COUNTS) {
  Deno.test(`${JSON.stringify(options)} keeps ${kept.length} of five columns in ${count} rounds`, async () => {
    const { survivors, rounds } = await eliminated({ importance: "reported", ...options });
    assert.deepEqual([survivors, rounds.length], [kept, count]);
  });
}

Deno.test("of columns that are worth the same the first stay", async () => {
  using machine = new Machine(recursiveFeatureElimination(constantRegressor(), { features: 3 }), { x, y });
  assert.deepEqual((await machine.fit()).report.survivors, ["a", "b", "c"]);
});

Deno.test("by permutation the columns that predict held-out rows are kept", async () => {
  for (const measure of [undefined, mae, mse]) {
    const { survivors, rounds } = await eliminated({ ...(measure && { measure }) });
    assert.deepEqual(survivors, ["a", "c"]);
    assert.ok(rounds[0]!.c! > rounds[0]!.a! && rounds[0]!.a! > 0);
    assert.deepEqual([rounds[0]!.b, rounds[0]!.d, rounds[0]!.e], [0, 0, 0]);
  }
});

Deno.test("by several folds what a column is worth is the mean over them", async () => {
  const { rounds, rows } = await eliminated({ resampling: cv({ folds: 2 }), repeats: 2 });
  assert.equal(rows!.importance!.length, SIZE);
  assert.ok(rounds[0]!.c! > 0);
});

Deno.test("what was learned prints what it kept", async () => {
  using machine = new Machine(recursiveFeatureElimination(constantRegressor(), { features: 2 }), { x, y });
  assert.match(
    String(await machine.fit()),
    /^RecursiveFeatureElimination: kept a, b\nConstantRegressor: learned/,
  );
});
