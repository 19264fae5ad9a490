import assert from "node:assert/strict";
import { categorical, cells, numeric, table } from "../../data/mod.ts";
import { contrastEncoder, type ContrastMode } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const x = table({ a: categorical(["u", "v", "w"]), b: numeric([1, 2, 3]) });

async function contrasts(mode: ContrastMode | number[][]) {
  const z = await (await learn(contrastEncoder({ mode }), { x })).transform(x);
  return Object.fromEntries(z.names.map((name) => [name, cells(z.column(name))]));
}

Deno.test("each mode has its matrix, whose columns are named by the levels that they contrast", async () => {
  const b = [1, 2, 3];
  assert.deepEqual(await contrasts("dummy"), { a__u: [1, 0, 0], a__v: [0, 1, 0], b });
  assert.deepEqual(await contrasts("sum"), { a__u: [1, 0, -1], a__v: [0, 1, -1], b });
  assert.deepEqual(await contrasts("helmert"), { a__v: [-1, 1, 0], a__w: [-1, -1, 2], b });
  const thirds = { first: [1 / 3 - 1, 1 / 3, 1 / 3], second: [2 / 3 - 1, 2 / 3 - 1, 2 / 3] };
  assert.deepEqual(await contrasts("backwardDiff"), { a__v: thirds.first, a__w: thirds.second, b });
  const negated = (values: number[]) => values.map((v) => -v);
  assert.deepEqual(await contrasts("forwardDiff"), {
    a__u: negated(thirds.first),
    a__v: negated(thirds.second),
    b,
  });
});

// With an intercept, least squares on one row a level solves [1 C] β = y: β are the contrasts that a mode is about.
Deno.test("differences between neighbours are what the coefficients of forwardDiff and backwardDiff are", async () => {
  const y = [5, 7, 4];
  for (const [mode, beta] of [["backwardDiff", [2, -3]], ["forwardDiff", [-2, 3]]] as const) {
    const [first, second] = Object.values(await contrasts(mode)) as number[][];
    const mean = (5 + 7 + 4) / 3;
    y.forEach((v, i) =>
      assert.ok(Math.abs(mean + beta[0] * first![i]! + beta[1] * second![i]! - v) < 1e-12, mode)
    );
  }
});

Deno.test("a matrix of one's own is used as it was when the encoder was made", async () => {
  const own = [[1, 0], [0, 2], [3, 3]];
  const model = contrastEncoder({ mode: own });
  own[0]![0] = 99;
  const z = await (await learn(model, { x })).transform(x);
  assert.deepEqual(z.names, ["a__1", "a__2", "b"]);
  assert.deepEqual(cells(z.column("a__1")), [1, 0, 3]);
  assert.deepEqual(cells(z.column("a__2")), [0, 2, 3]);
});

Deno.test("matrices that do not suit the levels are refused", async () => {
  const suits = "; give 3 different rows of 2 numbers, in the order of the levels";
  const refused = 'Cannot contrast column "a": the matrix has ';
  const levels = ', and the column the levels ["u", "v", "w"]';
  await assert.rejects(contrasts([[1, 0], [0, 1]]), { message: `${refused}2 rows${levels}${suits}` });
  await assert.rejects(contrasts([[1, 0], [0], [1, 1]]), {
    message: `${refused}rows of 2, 1, 2 numbers${levels}${suits}`,
  });
  await assert.rejects(contrasts([[1, 0], [0, 1], [1, 0]]), {
    message: `${refused}equal rows 0 and 2${levels}${suits}`,
  });
  assert.throws(() => contrastEncoder({ mode: [[NaN]] }), { name: "TypeError" });
});

Deno.test("levels are recognised by label; unknown ones are refused, or taken for missing", async () => {
  const later = x.with("a", categorical(["w", "new", null]));
  await assert.rejects((await learn(contrastEncoder(), { x })).transform(later), {
    column: "a",
    found: '"new"',
  });
  const z = await (await learn(contrastEncoder({ mode: "sum", unknown: "missing" }), { x })).transform(later);
  assert.deepEqual(cells(z.column("a__u")), [-1, null, null]);
  const strict = await learn(contrastEncoder({ missing: "refuse", unknown: "missing" }), { x });
  await assert.rejects(strict.transform(later), { column: "a", found: "missing values" });
});

Deno.test("values that no level gives have no way back", async () => {
  const mapper = await learn(contrastEncoder({ mode: "helmert" }), { x });
  const z = (await mapper.transform(x)).with("a__v", numeric([-1, 5, 0]));
  await assert.rejects(mapper.inverseTransform(z), {
    message: 'Cannot go back to column "a" by ContrastEncoder: it gives no level the values in row 1; ' +
      "give what transform() gave",
  });
});
