import assert from "node:assert/strict";
import { categorical, cells, numeric, type Table, table } from "../../data/mod.ts";
import {
  cardinalityReducer,
  contrastEncoder,
  type ContrastMode,
  fillImputer,
  oneHotEncoder,
  type OneHotEncoderParams,
  targetEncoder,
} from "../../transformers/mod.ts";
import golden from "../golden/transformers.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../golden/records.ts";
import { learn } from "./_learn.ts";

const RECORDS: readonly OracleRecord[] = golden;

// Upstream's test has no column "rubbish", though the records' input names one.
const people = table({
  name: categorical(["Ben", "John", "Mary", "John"], { ordered: true }),
  height: numeric([1.85, 1.67, 1.5, 1.67]),
  favourite_number: categorical([7, 5, 10, 5]),
  age: numeric([23, 23, 14, 23], { scitype: "Count" }),
});

const oneHot = async (x: Table, options: Partial<OneHotEncoderParams> = {}) =>
  await (await learn(oneHotEncoder(options), { x })).transform(x);

const contrasts = async (mode: ContrastMode, k: number) => {
  const x = table({ a: categorical(Array.from({ length: k }, (_, i) => i)) });
  const z = await (await learn(contrastEncoder({ mode }), { x })).transform(x);
  return Array.from({ length: k }, (_, row) => z.names.map((name) => cells(z.column(name))[row]));
};

// A level of n rows whose targets are 1, and one of n rows whose targets are -1: the mean over all is 0, and the
// encoding of the first its share.
const shareOf = async (n: number, options: { readonly m: number; readonly lambda?: number }) => {
  const x = table({ a: categorical([..."a".repeat(n), ..."b".repeat(n)]) });
  const y = numeric(Array.from({ length: 2 * n }, (_, i) => i < n ? 1 : -1));
  const z = await (await learn(targetEncoder(options), { x, y })).transform(x);
  return Number(cells(z.column("a"))[0]);
};

const filled = async (values: readonly (number | string | null)[], scitype?: "Count") => {
  const numbers = values.filter((v) => typeof v !== "string");
  const column = numbers.length < values.length
    ? categorical(values)
    : numeric(numbers, scitype ? { scitype } : {});
  const x = table({ a: column });
  return cells((await (await learn(fillImputer(), { x })).transform(x)).column("a"));
};

const CHECKS: Readonly<Record<string, (record: OracleRecord) => Promise<void>>> = {
  "OneHotEncoder names": async ({ expected }) => {
    assert.deepEqual((await oneHot(people)).names, expected);
    assert.deepEqual((await learn(oneHotEncoder(), { x: people })).report.newFeatures, expected);
  },
  "OneHotEncoder column name__John": async ({ expected }) =>
    assert.deepEqual(cells((await oneHot(people)).column("name__John")), expected),
  "OneHotEncoder with missing: name__John": async ({ input, expected }) => {
    const { name } = input as { readonly name: readonly (string | null)[] };
    const z = await oneHot(table({ name: categorical(name, { ordered: true }) }));
    assert.deepEqual(cells(z.column("name__John")), expected);
  },
  "OneHotEncoder(drop_last=true) names": async ({ expected }) =>
    assert.deepEqual((await oneHot(people, { dropLast: true })).names, expected),
  "OneHotEncoder: level mismatch at transform": async () => {
    const mapper = await learn(oneHotEncoder(), { x: people });
    const other = people.with("name", categorical(["John", "Mary", "John", "Ann"], { ordered: true }));
    await assert.rejects(mapper.transform(other), { name: "DataError", column: "name", found: '"Ann"' });
  },
  "OneHotEncoder: new column at transform": async () => {
    const mapper = await learn(oneHotEncoder(), { x: people });
    const more = people.with("gender", categorical(["M", "M", "F", "M"]));
    await assert.rejects(mapper.transform(more), { name: "DataError", column: "gender" });
  },
  "OneHotEncoder fitted on rows 1:2 still uses whole pool": async () => {
    const mapper = await learn(oneHotEncoder(), { x: people.take([0, 1]) });
    const [small, whole] = [await mapper.transform(people), await oneHot(people)];
    assert.deepEqual(small.names, whole.names);
    for (const name of whole.names) assert.deepEqual(cells(small.column(name)), cells(whole.column(name)));
  },
  "FillImputer on continuous": async ({ expected }) => {
    const values = await filled([null, ...Array.from({ length: 10 }, () => 1)]);
    assert.deepEqual(values.slice(0, 5), expected);
  },
  "FillImputer finite": async ({ input, expected }) => {
    const { x } = input as { readonly x: readonly (string | null)[] };
    assert.deepEqual((await filled(x)).slice(0, 4), [expected, expected, expected, expected]);
  },
  "FillImputer count: median rounded": async ({ input, expected }) => {
    const { z } = input as { readonly z: readonly (number | null)[] };
    assert.deepEqual((await filled(z, "Count")).slice(0, 2), [expected, expected]);
  },
  "UnivariateFillImputer on text": async () => {
    const x = table({ words: ["a", "b"] });
    const model = fillImputer({ features: ["words"] });
    await assert.rejects(learn(model, { x }), { name: "DataError", column: "words", found: "Textual" });
  },
  "FillImputer new feature at transform": async () => {
    const mapper = await learn(fillImputer(), { x: people });
    await assert.rejects(mapper.transform(people.with("b", numeric([1, 2, 3, 4]))), { column: "b" });
  },
  "backward difference k=4": async ({ input, expected }) =>
    assert.deepEqual(await contrasts("backwardDiff", Number(input)), expected),
  "forward difference k=4": async ({ input, expected }) =>
    assert.deepEqual(await contrasts("forwardDiff", Number(input)), expected),
  "helmert vector 2 of 5": async ({ input, expected }) => {
    const [vector = 0, k = 0] = input as readonly number[];
    assert.deepEqual((await contrasts("helmert", k)).map((row) => row[vector - 1]), expected);
  },
  "target mean": async ({ input, expected }) => {
    const y = numeric(input as readonly number[]);
    const x = table({ a: categorical([..."aaaaa"]) });
    const z = await (await learn(targetEncoder(), { x, y })).transform(x);
    assert.deepEqual(cells(z.column("a")), cells(y).map(() => expected));
  },
  "shrinkage n/(n+m)": async ({ input, expected, tol }) => {
    const { n, m } = input as { readonly n: number; readonly m: number };
    assert.ok(Math.abs(await shareOf(n, { m }) - Number(expected)) <= tol!);
  },
  "shrinkage fixed lambda wins": async ({ input, expected }) => {
    const { n, m, lam: lambda } = input as { readonly n: number; readonly m: number; readonly lam: number };
    assert.equal(await shareOf(n, { m, lambda }), expected);
  },
  "m auto for classification": async () => {
    const data = { x: table({ a: categorical([..."aabbb"]) }), y: categorical([..."uvuvu"]) };
    await assert.rejects(learn(targetEncoder({ m: "auto" }), data), { name: "DataError", column: "y" });
  },
  // m is a finite number here; lambda: 0 is what an infinite one gives
  "m=Inf gives the global statistic for every level": async () => {
    assert.equal(await shareOf(5, { m: 0, lambda: 0 }), 0);
    assert.throws(() => targetEncoder({ m: Infinity }), { name: "RangeError" });
  },
  "cardinality reducer: float min_frequency f equals int f*n": async () => {
    const draws = Array.from({ length: 1000 }, (_, i) => `level ${Math.floor(Math.sqrt(i))}`);
    const x = table({ a: categorical(draws) });
    const reduced = async (minFrequency: number) =>
      (await learn(cardinalityReducer({ minFrequency }), { x })).report.reduced;
    for (const f of [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]) {
      assert.deepEqual(await reduced(f), await reduced(Math.round(f * 1000)));
    }
  },
  "cardinality reducer default replacement for numbers": async () => {
    const x = table({ a: categorical([7, 5, 9, 9, 9]) });
    const z = await (await learn(cardinalityReducer(), { x })).transform(x);
    assert.deepEqual(cells(z.column("a")), [4, 4, 9, 9, 9]);
  },
};

const NUMERIC = "tested in oracle_numeric_test.ts";
const TIMES = "no scitype of dates and times";

const ELSEWHERE: Readonly<Record<string, string>> = {
  "Standardizer on a vector": NUMERIC,
  "Standardizer fitted params": NUMERIC,
  "Standardizer inverse": NUMERIC,
  "Standardizer(ignore=true) without features": NUMERIC,
  "Standardizer unknown feature": NUMERIC,
  "inverse after count/ordered_factor were standardised": NUMERIC,
  "InteractionTransformer()": NUMERIC,
  "InteractionTransformer(order=3)": NUMERIC,
  "InteractionTransformer(features=[A,B])": NUMERIC,
  "InteractionTransformer(order=1)": NUMERIC,
  "Box-Cox formula ((x+c)^λ-1)/λ": NUMERIC,
  "UnivariateTimeTypeToContinuous(step=1 day) on dates": TIMES,
  "same with DateTime and step=1 hour": TIMES,
  "times of day 0,3,…,30 h, default": TIMES,
  "times of day, step 1 h, zero 07:00": TIMES,
};

for (const [i, record] of RECORDS.entries()) {
  const check = CHECKS[record.case];
  if (check) Deno.test(`encoders agree with MLJ: ${titleOf(record, i)}`, () => check(record));
}

Deno.test("every record of transformers is tested here, or has its place elsewhere", () => {
  assert.equal(RECORDS.length, 39);
  assert.equal(RECORDS.filter((record) => record.case in CHECKS).length, 24);
  const cases = new Set(RECORDS.map((record) => record.case));
  assert.deepEqual([...cases].sort(), [...Object.keys(CHECKS), ...Object.keys(ELSEWHERE)].sort());
});
