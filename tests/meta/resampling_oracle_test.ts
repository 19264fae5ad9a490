import assert from "node:assert/strict";
import { DataError, rng, type Rows } from "../../core/mod.ts";
import { type Categorical, categorical, numeric } from "../../data/mod.ts";
import {
  cv,
  inSample,
  leaveOneGroupOut,
  type Pair,
  type Resampling,
  stratifiedCv,
  timeSeriesCv,
} from "../../meta/mod.ts";
import golden from "../golden/resampling.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../golden/records.ts";

const RECORDS: readonly OracleRecord[] = golden;

// Records count rows from 1.
const less = (rows: readonly number[]) => rows.map((row) => row - 1);
const more = (rows: Rows) => Array.from(rows, (row) => row + 1);
const listed = (pairs: readonly Pair[]) => pairs.map(({ train, test }) => [more(train), more(test)]);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

interface Stratified {
  readonly rows: readonly number[];
  readonly y: readonly string[];
}

const stratified = (folds: number, { rows, y }: Stratified) =>
  listed(stratifiedCv({ folds }).pairs(less(rows), rng(0), categorical(y)));

const series = (folds: number, rows: readonly number[]) =>
  timeSeriesCv({ folds }).pairs(less(rows), rng(0), numeric([]));

// MLJ's folds of complement() and restrict(): here they are groups.
const FOLDS = [[1], [2, 3], [4, 5, 6, 7], [8, 9, 10]];
const foldPairs = () => {
  const groups = FOLDS.flatMap((fold, k) => fold.map(() => k));
  return leaveOneGroupOut({ groups }).pairs(upTo(10), rng(0), numeric(upTo(10)));
};

const CHECKS: Readonly<Record<string, (record: OracleRecord) => void>> = {
  "CV(nfolds=5) too few rows": ({ input }) => {
    const { rows } = input as { readonly rows: readonly number[] };
    assert.throws(() => cv({ folds: 5 }).pairs(less(rows), rng(0), numeric([])), {
      name: "DataError",
      message: "Cannot make 5 folds of 4 rows: give more rows, or fewer folds",
    });
  },
  "CV test folds": ({ input, expected }) => {
    const { n, nfolds: folds } = input as { readonly n: number; readonly nfolds: number };
    const pairs = cv({ folds }).pairs(upTo(n), rng(0), numeric([]));
    assert.deepEqual(pairs.map(({ test }) => more(test)), expected);
    for (const { train, test } of pairs) {
      assert.deepEqual(Array.from(train), upTo(n).filter((row) => !Array.from(test).includes(row)));
    }
  },
  "TimeSeriesCV(nfolds=3)": ({ input, expected }) => {
    const { rows } = input as { readonly rows: readonly number[] };
    assert.deepEqual(listed(series(3, rows)), expected);
  },
  "TimeSeriesCV(nfolds=10) too few rows": ({ input }) => {
    const { rows } = input as { readonly rows: readonly number[] };
    assert.throws(() => series(10, rows), { name: "DataError", message: /^Cannot make 10 folds of 8 rows / });
  },
  // MLJ warns, and judges the past by the future; here it is refused
  "TimeSeriesCV(nfolds=3), rows reversed": ({ input }) => {
    const { rows } = input as { readonly rows: readonly number[] };
    assert.throws(() => series(3, rows), {
      message: /^Cannot make folds in time: row 8 comes after row 9; /,
    });
  },
  "TimeSeriesCV [train size, test size] per fold": ({ input, expected }) => {
    const { n, nfolds } = input as { readonly n: number; readonly nfolds: number };
    const pairs = series(nfolds, upTo(n).map((row) => row + 1));
    assert.deepEqual(pairs.map(({ train, test }) => [train.length, test.length]), expected);
  },
  "StratifiedCV(nfolds=3)": ({ input, expected }) =>
    assert.deepEqual(stratified(3, input as Stratified), expected),
  "StratifiedCV(nfolds=3) after renaming classes a->b,b->c,c->a": ({ input }) => {
    const before = RECORDS.find((record) => record.case === "StratifiedCV(nfolds=3)")!;
    assert.deepEqual(stratified(3, input as Stratified), before.expected);
  },
  "StratifiedCV(nfolds=3), rows descending": ({ input, expected }) =>
    assert.deepEqual(stratified(3, input as Stratified), expected),
  "StratifiedCV(nfolds=4)": ({ input, expected }) =>
    assert.deepEqual(stratified(4, input as Stratified), expected),
  "InSample": ({ expected }) => {
    const rows = [4, 2, 9];
    const [[train, test]] = expected as [[string, string]];
    assert.equal(train, test);
    assert.deepEqual(inSample().pairs(rows, rng(0), numeric([])), [{ train: rows, test: rows }]);
  },
  "custom strategy seeing y (train = rows whose class equals that of the first observation)": (
    { input, expected },
  ) => {
    const { rows, y } = input as Stratified;
    const first: Resampling = {
      kind: "First",
      params: {},
      pairs(all, _rng, truth) {
        const { codes } = truth as Categorical; // the data of this test
        const like = (row: number) => codes[row] === codes[0];
        return [{ train: Array.from(all).filter(like), test: Array.from(all).filter((row) => !like(row)) }];
      },
    };
    assert.deepEqual(listed(first.pairs(less(rows), rng(0), categorical(y))), expected);
  },
  // there is no such helper: pairs carry their training rows, and observations are taken by either side
  "complement": ({ input, expected }) => {
    assert.deepEqual((input as { readonly folds: unknown }).folds, FOLDS);
    assert.deepEqual(foldPairs().map(({ train }) => more(train)), expected);
  },
  "restrict / corestrict fold 3": ({ input, expected }) => {
    const x = numeric((input as { readonly X: readonly number[] }).X);
    const { train, test } = foldPairs()[2]!;
    const found = { restrict: [...x.take(test).values], corestrict: [...x.take(train).values] };
    assert.deepEqual(found, expected);
  },
};

const PARTITION = "tested with partition() in tests/data";

const ELSEWHERE: Readonly<Record<string, string>> = {
  "partition": PARTITION,
  "partition of matrix rows": PARTITION,
  "partition bad fraction": PARTITION,
  "stratified partition sizes": PARTITION,
  "stratified partition keeps row order unless shuffled": PARTITION,
  "partition size (round half to even)": PARTITION,
};

for (const [i, record] of RECORDS.entries()) {
  const check = CHECKS[record.case];
  if (check) Deno.test(`resampling agrees with MLJ: ${titleOf(record, i)}`, () => check(record));
}

Deno.test("every record of resampling is tested here or has its place elsewhere", () => {
  assert.equal(RECORDS.length, 28);
  assert.equal(RECORDS.filter((record) => record.case in CHECKS).length, 21);
  const cases = new Set(RECORDS.map((record) => record.case));
  assert.deepEqual([...cases].sort(), [...Object.keys(CHECKS), ...Object.keys(ELSEWHERE)].sort());
});

Deno.test("stratifiedCv() refuses a target that is not of classes", () => {
  assert.throws(
    () => stratifiedCv({ folds: 2 }).pairs([0, 1], rng(0), numeric([1, 2])),
    new DataError(
      "Cannot stratify folds: the target is not of classes; use cv(), or coerce it to Multiclass",
      {
        column: "y",
        wanted: "Multiclass",
      },
    ),
  );
});
