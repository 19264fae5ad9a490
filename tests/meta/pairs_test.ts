import assert from "node:assert/strict";
import fc from "fast-check";
import { allRows, rng } from "../../core/mod.ts";
import { blobs, categorical } from "../../data/mod.ts";
import {
  bootstrap,
  cv,
  evaluate,
  type EvaluateOptions,
  groupCv,
  holdout,
  inSample,
  leaveOneOut,
  repeated,
  type Resampling,
  stratifiedCv,
  timeSeriesCv,
} from "../../meta/mod.ts";
import { constantClassifier } from "../../models/mod.ts";
import { listed } from "./resampling/_pairs.ts";

const data = blobs({ rows: 30, seed: 1 });
const judge = (options: EvaluateOptions) => evaluate(constantClassifier(), data, options);

Deno.test("evaluate() makes the same folds by repeated() as by repeats, for any resampling and seed", async () => {
  const groups = Array.from(allRows(30), (row) => row % 7);
  const shuffled = { folds: 3, shuffled: true };
  const kinds = [
    cv(shuffled),
    stratifiedCv(shuffled),
    groupCv({ ...shuffled, groups }),
    bootstrap({ samples: 2 }),
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), fc.nat(), async (resampling, seed) => {
      const one = await judge({ resampling: repeated(resampling, { times: 3 }), seed });
      const other = await judge({ resampling, repeats: 3, seed });
      assert.deepEqual(listed(one.pairs), listed(other.pairs));
    }),
    { numRuns: 20 },
  );
});

Deno.test("evaluate() repeats what is repeated: no two of the times are alike", async () => {
  const resampling = repeated(holdout({ shuffled: true }), { times: 3 });
  const { pairs } = await judge({ resampling, repeats: 2 });
  assert.equal(new Set(listed(pairs).map(String)).size, 6);
});

const LINES: readonly (readonly [Resampling, string])[] = [
  [cv({ folds: 3, shuffled: true }), "Cv(folds = 3, shuffled = true)"],
  [holdout(), "Holdout(share = 0.7, shuffled = false, stratified = false)"],
  [inSample(), "InSample"],
  [leaveOneOut(), "LeaveOneOut"],
  [
    timeSeriesCv({ folds: 2 }),
    'TimeSeriesCv(folds = 2, gap = 0, testSize = "even", maxTrainSize = Infinity)',
  ],
  [
    repeated(groupCv({ folds: 3, groups: data.y }), { times: 2 }),
    "Repeated(resampling = GroupCv(groups = …, folds = 3, shuffled = false), times = 2)",
  ],
  [
    { kind: "Halves", params: { at: 15 }, pairs: (rows) => [{ train: rows, test: rows }] },
    "Halves(at = 15)",
  ],
  [{ kind: "Mine", pairs: (rows) => [{ train: rows, test: rows }] }, "Mine"],
  [{ pairs: (rows) => [{ train: rows, test: rows }] }, "Custom resampling"],
];

for (const [resampling, line] of LINES) {
  Deno.test(`evaluate() says how rows were split: ${line}`, async () => {
    assert.equal((await judge({ resampling })).resampling, line);
  });
}

Deno.test("a resampling prints its groups in short, however many there are", () => {
  const groups = Array.from(allRows(1000), (row) => row % 10);
  assert.match(String(groupCv({ groups })), /^GroupCv\(\n {2}groups = \[0, 1, .*, … \(1000 in all\)\],\n/);
  const column = groupCv({ groups: categorical(groups) });
  assert.match(String(column), /^GroupCv\(\n {2}groups = a column of 1000 Multiclass values,\n/);
});

Deno.test("a resampling of one's own is given the rows in use, chance and the whole target", async () => {
  const asked: unknown[] = [];
  const resampling: Resampling = {
    pairs(rows, chance, y) {
      asked.push(rows, chance.key, y);
      return [{ train: rows, test: rows }];
    },
  };
  await judge({ resampling, rows: [3, 4, 5], seed: 8 });
  assert.deepEqual(asked, [[3, 4, 5], rng(8).fork("resampling").fork(0).key, data.y]);
});

const BAD: readonly (readonly [string, Resampling["pairs"], string, string])[] = [
  [
    "nothing",
    () => undefined as never,
    "TypeError",
    "Cannot resample by Mine: pairs() gave undefined; give a list of { train, test }",
  ],
  [
    "a promise",
    () => Promise.resolve([]) as never,
    "TypeError",
    "Cannot resample by Mine: pairs() gave a promise; give a list of { train, test }",
  ],
  [
    "one pair alone",
    () => ({ train: [0], test: [1] }) as never,
    "TypeError",
    "Cannot resample by Mine: pairs() gave { train: [0], test: [1] }; give a list of { train, test }",
  ],
  [
    "no pairs",
    () => [],
    "RangeError",
    "Cannot resample by Mine: pairs() gave no pairs; give at least one { train, test }",
  ],
  [
    "a pair that is nothing",
    () => [null] as never,
    "TypeError",
    "Cannot use pair 0: its train is undefined; give { train, test } with row numbers",
  ],
  [
    "a pair without test rows",
    (rows) => [{ train: rows, test: [] }],
    "RangeError",
    "Cannot use pair 0: it has no test rows",
  ],
  [
    "rows that are not there",
    (rows) => [{ train: rows, test: rows }, { train: [30], test: rows }],
    "RangeError",
    "Cannot use pair 1: train row 30 is not among rows 0 to 29",
  ],
];

for (const [what, pairs, name, message] of BAD) {
  Deno.test(`evaluate() refuses a resampling that gives ${what}`, async () => {
    const resampling = { kind: "Mine", pairs };
    await assert.rejects(judge({ resampling }), { name, message });
    await assert.rejects(judge({ resampling: repeated(resampling, { times: 1 }) }), { name, message });
  });
}

for (const resampling of [null, { pairs: [] }, "cv"]) {
  Deno.test(`evaluate() refuses ${JSON.stringify(resampling)} as a resampling`, async () => {
    await assert.rejects(judge({ resampling: resampling as never }), {
      name: "TypeError",
      message: /^Cannot resample by .*: give cv\(\), holdout\(\) … or a list of \{ train, test \}$/,
    });
  });
}
