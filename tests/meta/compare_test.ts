import assert from "node:assert/strict";
import { rng, toJsonNumber } from "../../core/mod.ts";
import { blobs, numeric, table } from "../../data/mod.ts";
import { accuracy, confusionMatrix, logLoss } from "../../measures/mod.ts";
import {
  compare,
  cv,
  evaluate,
  type Evaluation,
  evaluationFromJson,
  holdout,
  stratifiedCv,
} from "../../meta/mod.ts";
import { studentProbability, studentQuantile, studentTail } from "../../meta/_student.ts";
import { constantClassifier, constantRegressor } from "../../models/mod.ts";
import golden from "../golden/corrected_t.json" with { type: "json" };

const close = (found: number, wanted: number) =>
  assert.ok(
    Math.abs(found - wanted) <= golden.tolerance * Math.max(1, Math.abs(wanted)),
    `${found} is not ${wanted}`,
  );

Deno.test("quantiles and tails of Student's t are those of scipy", () => {
  for (const { p, freedom, t } of golden.quantiles) {
    close(studentQuantile(p, freedom), t);
    close(studentQuantile(1 - p, freedom), -t);
    close(studentProbability(studentQuantile(p, freedom), freedom), p);
  }
  for (const { t, freedom, p } of golden.tails) close(studentTail(t, freedom), p);
  assert.deepEqual([studentProbability(Infinity, 3), studentProbability(-Infinity, 3)], [1, 0]);
});

/** An evaluation with these values, by way of its JSON. */
function evaluation(tag: string, values: readonly number[], more: object = {}): Evaluation {
  const { train = 8, test = 2, goal = "min" } = more as { train?: number; test?: number; goal?: string };
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
  const measurement = values.reduce((sum, value) => sum + value) / values.length;
  return evaluationFromJson({
    kind: "Evaluation",
    version: 1,
    tag,
    resampling: "made up",
    repeats: 1,
    judgedBy: "",
    pairs: values.map((_, fold) => ({ train: upTo(train).map((row) => row + fold), test: upTo(test) })),
    failures: [],
    results: [{
      measure: "score",
      goal,
      operation: "predict",
      measurement: toJsonNumber(measurement),
      perFold: values.map(toJsonNumber),
    }],
  });
}

Deno.test("compare() tells mean, interval and p of the corrected resampled t test", () => {
  for (const { first, second, train, test, ...wanted } of golden.pairs) {
    const comparison = compare([
      evaluation("a", first, { train, test }),
      evaluation("b", second, { train, test }),
    ]);
    const found = comparison.between("a", "b");
    for (const name of ["mean", "low", "high", "p"] as const) close(found[name], wanted[name]);
    const back = comparison.between("b", "a");
    assert.deepEqual([back.mean, back.low, back.high, back.p], [
      -found.mean,
      -found.high,
      -found.low,
      found.p,
    ]);
  }
});

Deno.test("compare() ranks by the measure's goal, with the mean of ranks within folds, ties sharing theirs", () => {
  const models = [
    evaluation("a", [1, 4, 3]),
    evaluation("b", [1, 2, 3]),
    evaluation("c", [9, 9, 9]),
    evaluation("d", [2, 3, 1]),
  ];
  const table = ({ ranks }: ReturnType<typeof compare>) =>
    ranks.map(({ rank, tag, meanRank }) => [rank, tag, meanRank]);
  assert.deepEqual(table(compare(models)), [
    [1, "b", (1.5 + 1 + 2.5) / 3],
    [1, "d", (3 + 2 + 1) / 3],
    [3, "a", (1.5 + 3 + 2.5) / 3],
    [4, "c", 4],
  ]);
  assert.deepEqual(table(compare(models, { goal: "max" })).map(([, tag]) => tag), ["c", "a", "b", "d"]);
});

Deno.test("compare() puts a model whose folds failed last, whichever goal", () => {
  const models = [evaluation("a", [1, NaN]), evaluation("b", [5, 6]), evaluation("c", [1, 2])];
  for (const goal of ["min", "max"] as const) {
    const { ranks } = compare(models, { goal, baseline: "b" });
    assert.equal(ranks.at(-1)!.tag, "a");
    assert.equal(ranks.at(-1)!.difference!.mean, NaN);
    assert.equal(ranks.at(-1)!.difference!.p, NaN);
  }
});

Deno.test("compare() ranks infinities, and lets them tie", () => {
  const models = [
    evaluation("a", [Infinity, 1]),
    evaluation("b", [Infinity, 2]),
    evaluation("c", [1, 3]),
  ];
  const { ranks } = compare(models);
  assert.deepEqual(ranks.map(({ tag, rank, meanRank }) => [tag, rank, meanRank]), [
    ["c", 1, 2],
    ["a", 2, 1.75],
    ["b", 2, 2.25],
  ]);
  assert.deepEqual(
    compare([evaluation("x", [0, 0]), evaluation("y", [-0, -0])]).ranks.map(({ rank }) => rank),
    [1, 1],
  );
});

Deno.test("compare() of values that differ by the same in every fold is certain", () => {
  const { ranks } = compare([evaluation("a", [1, 2, 3]), evaluation("b", [2, 3, 4])], { baseline: "a" });
  assert.deepEqual(ranks[1]!.difference, { mean: 1, low: 1, high: 1, p: 0 });
});

Deno.test("compare() is wrong one time in twenty where nothing differs, however much folds share; 1.96 SE far more often", () => {
  // Differences as Nadeau and Bengio model them: correlated by test / (train + test) rows, mean 0.
  const [times, folds, shared] = [2000, 10, 0.1];
  const counts = { corrected: 0, plain: 0 };
  const draw = rng(1);
  for (let time = 0; time < times; time++) {
    const common = Math.sqrt(shared) * draw.normal();
    const values = Array.from({ length: folds }, () => common + Math.sqrt(1 - shared) * draw.normal());
    const one = evaluation("one", values, { train: 9, test: 1 });
    const { p } = compare([one, evaluation("none", values.map(() => 0), { train: 9, test: 1 })])
      .between("one", "none");
    const mean = values.reduce((sum, value) => sum + value) / folds;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (folds - 1));
    if (p < 0.05) counts.corrected++;
    if (Math.abs(mean) > 1.96 * spread / Math.sqrt(folds - 1)) counts.plain++;
  }
  // 100 expected; the standard deviation of that count is 9.7
  assert.ok(Math.abs(counts.corrected - 100) < 40, String(counts.corrected));
  assert.ok(counts.plain > 250, String(counts.plain));
});

Deno.test("compare() takes evaluations of evaluate(), by any measure of numbers, baseline in the table", async () => {
  const models = [{ tag: "even", model: constantClassifier() }, { tag: "same", model: constantClassifier() }];
  const evaluations = await evaluate(models, blobs({ rows: 30, seed: 1 }), {
    resampling: stratifiedCv({ folds: 3 }),
    measures: [confusionMatrix, logLoss, accuracy],
  });
  const comparison = compare(evaluations, { baseline: "same" });
  assert.deepEqual([comparison.measure, comparison.goal, comparison.folds], ["logLoss", "min", 3]);
  assert.deepEqual(comparison.ranks.map(({ tag, difference }) => [tag, difference?.p]), [["even", 1], [
    "same",
    undefined,
  ]]);
  assert.equal(compare(evaluations, { measure: accuracy }).goal, "max");
  assert.match(String(comparison), /^logLoss \(less is better\) over 3 folds, against same; corrected/);
  assert.match(String(comparison), /│ 1 {4}│ even/);
});

const numbers = { x: table({ a: [1, 2, 3, 4] }), y: numeric([1, 1, 2, 2]) };
const two = (options: Parameters<typeof evaluate>[2]) =>
  evaluate(
    [{ tag: "a", model: constantRegressor() }, { tag: "b", model: constantRegressor() }],
    numbers,
    options,
  );

const CASES: readonly (readonly [string, () => unknown, object])[] = [
  ["no evaluations", () => compare([]), {
    name: "RangeError",
    message: "Cannot compare no evaluations: give at least two, e.g. of a model and a baseline",
  }],
  ["one evaluation", () => compare([evaluation("a", [1, 2])]), {
    message: /^Cannot compare one evaluation: /,
  }],
  ["other folds", () => compare([evaluation("a", [1, 2]), evaluation("b", [1, 2], { test: 3 })]), {
    message: "Cannot compare b with a: they were evaluated by other folds; give evaluate() both models, " +
      "or the same resampling and seed",
  }],
  ["other targets", async () => {
    const [a] = await two({ resampling: cv({ folds: 2 }) });
    const other = await evaluate({ tag: "b", model: constantRegressor() }, {
      ...numbers,
      y: numeric([1, 1, 2, 3]),
    }, {
      resampling: cv({ folds: 2 }),
    });
    return compare([a!, other]);
  }, {
    message:
      "Cannot compare b with a: they were judged by other targets or weights; give evaluate() both models",
  }],
  ["a single fold", async () => compare(await two({ resampling: holdout({ share: 0.5 }) })), {
    message: "Cannot compare by a single fold: how values vary is unknown; use cv(), or shuffled repeats",
  }],
  ["two of a tag", () => compare([evaluation("a", [1, 2]), evaluation("a", [1, 2])]), {
    message: 'Cannot compare two models under the tag "a": give each its own',
  }],
  [
    "an unknown baseline",
    () => compare([evaluation("a", [1, 2]), evaluation("b", [1, 2])], { baseline: "c" }),
    {
      message: 'Cannot compare with "c": the models are ["a", "b"]',
    },
  ],
  [
    "a measure not asked for",
    () => compare([evaluation("a", [1, 2]), evaluation("b", [1, 2])], { measure: accuracy as never }),
    {
      message: 'Cannot compare by accuracy: all were judged in numbers by ["score"]',
    },
  ],
  [
    "a measure without a goal",
    async () => compare(await two({ resampling: cv({ folds: 2 }), measures: (() => () => 1)() })),
    {
      name: "TypeError",
      message:
        'Cannot compare by custom: it does not say whether less or more is better; give goal: "min" or "max"',
    },
  ],
];

for (const [what, call, want] of CASES) {
  Deno.test(`compare() refuses ${what}`, () => assert.rejects(async () => await call(), want));
}
