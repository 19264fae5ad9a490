import assert from "node:assert/strict";
import { categorical, numeric, textual } from "../../data/mod.ts";
import { tabulate } from "../../data/tabulate.ts";
import { conformTransformer } from "../../testing/mod.ts";
import {
  boxCox,
  cardinalityReducer,
  continuousEncoder,
  contrastEncoder,
  discretiser,
  dropConstant,
  featureSelector,
  fillImputer,
  frequencyEncoder,
  interactions,
  type InvertibleTableMapper,
  minMax,
  missingnessEncoder,
  oneHotEncoder,
  ordinalEncoder,
  pca,
  quantileTransform,
  robustScaler,
  standardiser,
  type TableTransformer,
  targetEncoder,
  yeoJohnson,
} from "../../transformers/mod.ts";

// Columns of every scitype, with holes, levels that no row has, and names that a record would put first, or lose.
const x = tabulate([
  ["b", numeric([3.5, 1, 2, 8, 5, 7, 4, 9, 6, 2.5, 1.5, 8.5])],
  ["7", categorical([..."uvwuvuwvuuvw"], { levels: ["w", "never", "u", "v"] })],
  ["__proto__", numeric([1, null, 4, 2, 9, null, 3, 5, 8, 7, 6, 2.5])],
  [
    "size",
    categorical(["s", "m", null, "l", "s", "m", "m", "l", "s", null, "l", "m"], {
      levels: ["s", "m", "l"],
      ordered: true,
    }),
  ],
  ["10", numeric([0.5, 2, 1, 3, 2.5, 4, 3.5, 6, 5, 4.5, 8, 7])],
  ["legs", numeric([2, 4, null, 6, 4, 2, 8, 4, 6, 2, 4, 8], { scitype: "Count" })],
  ["word", textual(["a", "b", null, "c", "d", "e", "f", "g", "h", "i", "j", "k"])],
]);

const TWO_WAYS: Readonly<Record<string, readonly [TableTransformer<object>, tolerance: number]>> = {
  "standardiser()": [standardiser(), 1e-14],
  "minMax()": [minMax(), 1e-14],
  "minMax({ range: [-1, 1], clip: true })": [minMax({ range: [-1, 1], clip: true }), 1e-14],
  "robustScaler({ smoothClip: true })": [robustScaler({ smoothClip: true }), 1e-14],
  "quantileTransform()": [quantileTransform(), 1e-14],
  'quantileTransform({ output: "normal" })': [quantileTransform({ output: "normal" }), 1e-12],
  "boxCox({ standardise: true })": [boxCox({ standardise: true }), 1e-13],
  "boxCox({ lambda: { grid: 171 } })": [boxCox({ lambda: { grid: 171 } }), 1e-13],
  "yeoJohnson()": [yeoJohnson(), 1e-13],
  "discretiser()": [discretiser(), 0.05], // the middle of one of 512 classes
  'pca({ features: ["b", "10"], whiten: true })': [pca({ features: ["b", "10"], whiten: true }), 1e-14],
  "interactions({ order: 3 })": [interactions({ order: 3 }), 0],
  "oneHotEncoder()": [oneHotEncoder(), 0],
  'oneHotEncoder({ missing: "indicator" })': [oneHotEncoder({ missing: "indicator" }), 0],
  "ordinalEncoder()": [ordinalEncoder(), 0],
  'contrastEncoder({ mode: "helmert" })': [contrastEncoder({ mode: "helmert" }), 0],
  "missingnessEncoder()": [missingnessEncoder({ orderedFactor: true }), 0],
};

const ONE_WAY: Readonly<Record<string, TableTransformer<object>>> = {
  "standardiser({ count: true })": standardiser({ count: true }),
  "standardiser({ orderedFactor: true })": standardiser({ orderedFactor: true }),
  "continuousEncoder()": continuousEncoder(),
  "frequencyEncoder()": frequencyEncoder(),
  "cardinalityReducer()": cardinalityReducer({ orderedFactor: true }),
  "fillImputer({ indicators: true })": fillImputer({ indicators: true }),
  "featureSelector({ features: a function })": featureSelector({ features: (name) => name !== "b" }),
  "dropConstant()": dropConstant(),
};

for (const [name, [model, tolerance]] of Object.entries(TWO_WAYS)) {
  conformTransformer(name, { make: () => model, data: { x }, tolerance });
}
for (const [name, model] of Object.entries(ONE_WAY)) {
  conformTransformer(name, { make: () => model, data: { x } });
}

const weights = Float64Array.from({ length: 12 }, (_, i) => 1 + i % 3);
conformTransformer("targetEncoder() of numbers", {
  make: () => targetEncoder({ m: 2, folds: 3 }),
  data: { x, y: x.column("b") as ReturnType<typeof numeric>, weights }, // as it was made
});
conformTransformer("targetEncoder() of classes", {
  make: () => targetEncoder({ folds: 4 }),
  data: { x, y: categorical([..."pqrpqrppqqrr"]) },
});

type Learned = InvertibleTableMapper;

// The laws that a transformer breaks which learned something else.
async function brokenBy(change: (learned: Learned) => Partial<Learned>): Promise<readonly string[]> {
  const failed: string[] = [];
  const checks: Promise<void>[] = [];
  const model = minMax();
  const changed = async (learned: Promise<Learned>) => ({ ...await learned, ...change(await learned) });
  const make = (): typeof model => ({
    ...model,
    fit: (data, context) => changed(model.fit(data, context)),
    restore: (saved, context) => changed(model.restore!(saved, context)),
  });
  const test = (name: string, check: () => Promise<void>) =>
    checks.push(check().catch(() => void failed.push(name.slice(name.indexOf('"') + 1, -1))));
  conformTransformer("broken", { make, data: { x }, tolerance: 1e-12, test });
  await Promise.all(checks);
  return failed.sort();
}

const given = (z: typeof x) => z.select(x.names.filter((name) => z.names.includes(name)));
const places = (z: typeof x) => numeric(Array.from({ length: z.size }, (_, i) => i));
const code = () => "code cannot be saved";
let learnedSoFar = 0;
const RESTORED = "what is saved and restored is as it was";

/** What transformers do that break laws, and which these are. */
const BREAKING:
  readonly (readonly [laws: readonly string[], change: (learned: Learned) => Partial<Learned>])[] = [
    [[], () => ({})],
    [["only rows of training tell", "same seed, same bits", RESTORED], () => ({
      report: Object.freeze({ before: learnedSoFar++ }),
    })],
    [["only rows of training tell", RESTORED], ({ transform, save }) => {
      let calls = 0;
      return {
        transform: (z) => (calls++, transform(z)),
        save: async () => ({ ...await save(), data: { calls } }),
      };
    }],
    [["transformation is row-wise", "the way back leads to what was given"], ({ transform }) => ({
      transform: async (z) => (await transform(z)).with("b", places(z)),
    })],
    [["the order of columns does not matter"], ({ transform }) => ({
      transform: async (z) => (await transform(z)).select(z.names),
    })],
    [["other columns are refused by name"], ({ transform }) => ({ transform: (z) => transform(given(z)) })],
    [["rows of training become the same columns"], ({ transform }) => ({
      transformTraining: async (data) => (await transform(data.x)).drop(["b"]),
    })],
    [["what was learned is plain data", RESTORED], ({ save }) => ({
      save: async () => ({ ...await save(), data: { code } }),
    })],
    [[RESTORED], ({ save }) => ({ save: async () => ({ ...await save(), kind: "Another" }) })],
    [
      ["the way back leads to what was given", "the way back refuses other columns by name"],
      () => ({ inverseTransform: (z) => Promise.resolve(given(z)) }),
    ],
  ];

Deno.test("conformTransformer() tells a transformer that breaks laws", async () => {
  for (const [laws, change] of BREAKING) assert.deepEqual(await brokenBy(change), laws.toSorted());
});

Deno.test("conformTransformer() tells a way back that was not announced", async () => {
  const checks = new Map<string, () => Promise<void>>();
  conformTransformer("minMax()", {
    make: minMax,
    data: { x },
    test: (name, check) => checks.set(name, check),
  });
  assert.equal(checks.size, 9);
  await assert.rejects(checks.get('minMax() keeps the law "there is no way back"')!());
});
