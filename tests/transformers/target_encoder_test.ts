import assert from "node:assert/strict";
import { rng } from "../../core/mod.ts";
import { categorical, cells, type Numeric, numeric, type Table, table } from "../../data/mod.ts";
import { targetEncoder, type TargetEncoderParams } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const towns = (labels: Iterable<string | null>, levels?: readonly string[]) =>
  table({ town: categorical([...labels], levels ? { levels } : {}) });

const numbersOf = (z: Table, name = "town") => (z.column(name) as Numeric).values; // encodings are numbers

// Pearson's correlation.
function correlation(a: Float64Array, b: Float64Array): number {
  const centred = (v: Float64Array) => v.map((each) => each - v.reduce((s, x) => s + x, 0) / v.length);
  const dot = (u: Float64Array, v: Float64Array) => u.reduce((sum, each, i) => sum + each * v[i]!, 0);
  const [u, v] = [centred(a), centred(b)];
  return dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v));
}

Deno.test("λ blends the mean of the level with the mean over all, level by level, whatever comes before", async () => {
  const x = towns("aaabbbbbbbc");
  const y = numeric([1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 8]);
  const overall = 25 / 11;
  const z = await (await learn(targetEncoder({ m: 1 }), { x, y })).transform(towns("abc"));
  const expected = [0.75 + 0.25 * overall, 7 / 8 * 2 + overall / 8, 4 + overall / 2];
  numbersOf(z).forEach((v, i) => assert.ok(Math.abs(v - expected[i]!) < 1e-14, `${v} for ${expected[i]}`));
});

Deno.test("with m auto a level whose rows agree is believed, and one whose rows scatter is not", async () => {
  const x = towns("aaaabbbb");
  const y = numeric([5, 5, 5, 5, -10, 10, -10, 10]);
  const [a, b] = numbersOf(
    await (await learn(targetEncoder({ m: "auto" }), { x, y })).transform(towns("ab")),
  );
  assert.equal(a, 5);
  const share = 4 / (4 + 100 / 56.25); // variances 100 in b, 56.25 over all, whose mean is 2.5
  assert.ok(Math.abs(b! - (1 - share) * 2.5) < 1e-14);
});

Deno.test("a constant target is its own encoding, with m auto too", async () => {
  const data = { x: towns("aabbb"), y: numeric([3, 3, 3, 3, 3]) };
  const z = await (await learn(targetEncoder({ m: "auto" }), data)).transform(data.x);
  assert.deepEqual([...numbersOf(z)], [3, 3, 3, 3, 3]);
});

Deno.test("a row's own target never reaches its own encoding", async () => {
  const draw = rng(1);
  const labels = Array.from({ length: 60 }, () => "abcde"[Math.floor(5 * draw.uniform())]!);
  const values = labels.map(() => draw.normal());
  const x = towns(labels);
  const weights = Float64Array.from(labels, () => 0.5 + draw.uniform());
  for (const options of [{}, { m: 4 }, { m: "auto" }, { lambda: 0.3, folds: 3 }] as const) {
    const apart = async (targets: readonly number[]) => {
      const mapper = await learn(targetEncoder(options), { x, y: numeric(targets), weights });
      return numbersOf(await mapper.transformTraining({ x }));
    };
    const before = await apart(values);
    for (const row of [0, 17, 59]) {
      const after = await apart(values.with(row, 1e6));
      assert.equal(after[row], before[row]);
      assert.notDeepEqual(after, before);
    }
  }
});

// 400 levels of about five rows each. The bounds are five standard errors of a correlation of 2000 rows.
Deno.test("levels that tell nothing seem to tell the target, but not out of fold", async () => {
  const draw = rng(2);
  const x = towns(Array.from({ length: 2000 }, () => `level ${Math.floor(400 * draw.uniform())}`));
  const y = numeric(Array.from({ length: 2000 }, () => draw.normal()));
  const mapper = await learn(targetEncoder(), { x, y });
  const naive = correlation(numbersOf(await mapper.transform(x)), y.values);
  const apart = correlation(numbersOf(await mapper.transformTraining({ x })), y.values);
  assert.ok(naive > 0.4, `${naive}`);
  assert.ok(Math.abs(apart) < 5 / Math.sqrt(2000), `${apart}`);
});

Deno.test("out of fold each row is encoded as an encoder that learned from the other folds does it", async () => {
  const x = towns("abcabcabcabc");
  const values = Array.from({ length: 12 }, (_, i) => i ** 2);
  const apart = async (targets: readonly number[]) => {
    const mapper = await learn(targetEncoder({ m: 2, folds: 3 }), { x, y: numeric(targets) });
    return numbersOf(await mapper.transformTraining({ x }));
  };
  const before = await apart(values);
  const rows = values.map((_, row) => row);
  for (const row of rows) {
    const after = await apart(values.with(row, 1e6)); // the mean over all of the other folds changes
    const fold = rows.filter((each) => after[each] === before[each]);
    assert.equal(fold.length, 4);
    assert.ok(fold.includes(row));
    const others = rows.filter((each) => !fold.includes(each));
    const data = { x: x.take(others), y: numeric(values).take(others) };
    const part = await learn(targetEncoder({ m: 2 }), data);
    const z = numbersOf(await part.transform(x.take(fold)));
    fold.forEach((each, i) => assert.ok(Math.abs(z[i]! - before[each]!) < 1e-12));
  }
});

Deno.test("the same seed makes the same folds, another seed others, and asking twice changes nothing", async () => {
  const x = towns("ab".repeat(20));
  const y = numeric(Array.from({ length: 40 }, (_, i) => i));
  const apart = async (seed: number) => {
    const mapper = await learn(targetEncoder(), { x, y }, { seed });
    const once = numbersOf(await mapper.transformTraining({ x }));
    assert.deepEqual(numbersOf(await mapper.transformTraining({ x })), once);
    return once;
  };
  assert.deepEqual(await apart(3), await apart(3));
  assert.notDeepEqual(await apart(3), await apart(4));
});

Deno.test("columns by class are named by it, free of clashes, and stand in the place of their column", async () => {
  const x = towns("ab".repeat(5)).with("town__u", numeric(Array.from({ length: 10 }, () => 0)));
  const y = categorical([..."uvuvwuuvuv"], { levels: ["u", "v", "w", "never"] });
  const mapper = await learn(targetEncoder(), { x, y });
  const z = await mapper.transform(x);
  assert.deepEqual(z.names, ["town___u", "town___v", "town___w", "town___never", "town__u"]);
  assert.deepEqual(mapper.report.features, ["town"]);
  assert.deepEqual(mapper.report.encodings, {
    town: { levels: ["a", "b"], values: [[0.8, 0, 0.2, 0], [0.2, 0.8, 0, 0]] },
  });
  const { names } = await mapper.transformTraining({ x });
  assert.deepEqual(names, z.names);
});

Deno.test("levels without rows, and unknown ones where asked, are encoded by the mean over all", async () => {
  const x = towns("aabbb", ["a", "b", "c"]);
  const y = numeric([0, 2, 3, 4, 6]);
  const later = towns(["c", null, "d"]);
  await assert.rejects((await learn(targetEncoder(), { x, y })).transform(later), {
    column: "town",
    found: '"d"',
  });
  const z = await (await learn(targetEncoder({ unknown: "global" }), { x, y })).transform(later);
  assert.deepEqual(cells(z.column("town")), [3, null, 3]);
  const strict = await learn(targetEncoder({ missing: "refuse", unknown: "global" }), { x, y });
  await assert.rejects(strict.transform(later), { column: "town", found: "missing values" });
});

Deno.test("weights count as repeated rows do, and their scale does not matter", async () => {
  const x = towns("aabb");
  const y = numeric([1, 4, 2, 8]);
  const encoded = async (weights: readonly number[], options: Partial<TargetEncoderParams> = {}) => {
    const data = { x, y, weights: Float64Array.from(weights) };
    return [
      ...numbersOf(await (await learn(targetEncoder({ folds: 2, ...options }), data)).transform(towns("ab"))),
    ];
  };
  assert.deepEqual(await encoded([2, 1, 1, 1]), [2, 5]);
  assert.deepEqual(await encoded([1, 0, 1, 1]), [1, 5]);
  assert.deepEqual(await encoded([2, 1, 1, 4], { m: 3 }), await encoded([4, 2, 2, 8], { m: 3 }));
  await assert.rejects(encoded([1, -1, 1, 1]), {
    message: "Cannot weigh row 1 for TargetEncoder: its weight is -1; give finite numbers ≥ 0",
  });
  await assert.rejects(encoded([0, 0, 0, 0]), {
    message: "Cannot weigh rows for TargetEncoder: all weights are 0; give some that are not",
  });
  await assert.rejects(encoded([1, 0, 0, 0]), { found: "a fold that all the weight is in" });
});

Deno.test("targets with holes, of one class or of texts are refused", async () => {
  const x = towns("aabbb");
  const fit = (y: Parameters<typeof numeric>[0] | ReturnType<typeof categorical>) =>
    learn(targetEncoder(), { x, y: "codes" in y ? y : numeric(y) });
  await assert.rejects(fit([1, 2, null, 4, 5]), {
    message: "Cannot fit TargetEncoder: the target is missing in row 2; leave out such rows",
  });
  await assert.rejects(fit([1, Infinity, 3, 4, 5]), { column: "y", found: "Infinity" });
  await assert.rejects(fit(categorical(["u", "v", null, "u", "v"])), { column: "y", found: "missing" });
  await assert.rejects(fit(categorical([..."uuuuu"])), {
    message: 'Cannot fit TargetEncoder: the target has the levels ["u"], and at least 2 are wanted',
  });
  const words = table({ w: [..."abcde"] }, { w: "Textual" }).column("w") as unknown as Numeric; // wrong on purpose
  await assert.rejects(learn(targetEncoder(), { x, y: words }), { column: "y", found: "Textual" });
});

Deno.test("data without a target are refused as such", async () => {
  const data = { x: towns("aab") } as unknown as { x: Table; y: Numeric }; // wrong on purpose
  await assert.rejects(learn(targetEncoder(), data), {
    name: "DataError",
    message: "Cannot learn TargetEncoder: there is no target; give data as { x, y }",
    column: "y",
  });
});

Deno.test("fewer rows than folds, and other rows than those of training, are refused", async () => {
  const [x, y] = [towns("ab"), numeric([1, 2])];
  await assert.rejects(learn(targetEncoder(), { x, y }), {
    message:
      "Cannot make 5 folds for TargetEncoder: there are 2 rows; give more rows that count, or set fewer folds",
  });
  const mapper = await learn(targetEncoder({ folds: 2 }), { x, y });
  await assert.rejects(mapper.transformTraining({ x: towns("aba") }), {
    message:
      "Cannot transform the training rows by TargetEncoder: it learned from 2 rows, and these are 3; " +
      "give the very rows, or use transform()",
  });
});
