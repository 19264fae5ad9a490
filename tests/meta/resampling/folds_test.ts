import assert from "node:assert/strict";
import fc from "fast-check";
import { rng, type Rows } from "../../../core/mod.ts";
import { categorical, numeric } from "../../../data/mod.ts";
import {
  cv,
  groupCv,
  holdout,
  leaveOneGroupOut,
  leaveOneOut,
  type Pair,
  repeated,
  type Resampling,
  stratifiedCv,
} from "../../../meta/mod.ts";
import { countLabels, questions, sorted } from "./_pairs.ts";

type Question = typeof questions extends fc.Arbitrary<infer Q> ? Q : never;

const FOLDS: Readonly<Record<string, (question: Question) => Resampling>> = {
  cv: ({ folds, shuffled }) => cv({ folds, shuffled }),
  stratifiedCv: ({ folds, shuffled }) => stratifiedCv({ folds, shuffled }),
  groupCv: ({ folds, shuffled, groups }) => groupCv({ folds, shuffled, groups }),
  leaveOneOut: () => leaveOneOut(),
  leaveOneGroupOut: ({ groups }) => leaveOneGroupOut({ groups }),
};

const split = (resampling: Resampling, { rows, seed, classes }: Question) =>
  resampling.pairs(rows, rng(seed), categorical(classes));

// Test sets hold each row once; what a fold learns from are all the others.
function assertPartition(pairs: readonly Pair[], rows: Rows): void {
  assert.deepEqual(sorted(pairs.flatMap(({ test }) => Array.from(test))), sorted(rows));
  for (const { train, test } of pairs) {
    assert.ok(train.length > 0 && test.length > 0);
    assert.deepEqual(sorted([...Array.from(train), ...Array.from(test)]), sorted(rows));
  }
}

const holds = (check: (question: Question) => void) =>
  fc.assert(fc.property(
    questions.filter(({ rows, groups, folds }) => countLabels(groups, rows).size >= folds),
    check,
  ));

for (const [name, make] of Object.entries(FOLDS)) {
  Deno.test(`the folds of ${name}() part the rows in use, whichever they are`, () => {
    holds((question) => assertPartition(split(make(question), question), question.rows));
  });

  Deno.test(`each time of repeated(${name}()) parts the rows in use`, () => {
    holds((question) => {
      const pairs = split(repeated(make(question), { times: 3 }), question);
      const folds = pairs.length / 3;
      for (const from of [0, folds, 2 * folds]) {
        assertPartition(pairs.slice(from, from + folds), question.rows);
      }
    });
  });

  Deno.test(`${name}() gives the same pairs for the same chance`, () => {
    holds((question) => assert.deepEqual(split(make(question), question), split(make(question), question)));
  });
}

Deno.test("the folds of cv() differ by at most one row", () => {
  holds((question) => {
    const sizes = split(FOLDS.cv!(question), question).map(({ test }) => test.length);
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
  });
});

Deno.test("the folds of stratifiedCv() differ by at most one row of any class, and by one in all", () => {
  holds((question) => {
    const pairs = split(FOLDS.stratifiedCv!(question), question);
    const spread = (sizes: readonly number[]) => Math.max(...sizes) - Math.min(...sizes);
    assert.ok(spread(pairs.map(({ test }) => test.length)) <= 1);
    const counts = pairs.map(({ test }) => countLabels(question.classes, test));
    for (const label of new Set(question.classes)) {
      assert.ok(spread(counts.map((of) => of.get(label) ?? 0)) <= 1);
    }
  });
});

Deno.test("holdout({ stratified }) takes its share of every class, rounded half to even, and no row twice", () => {
  holds((question) => {
    const { rows, classes, shuffled } = question;
    const [pair] = split(holdout({ share: 0.5, stratified: true, shuffled }), question);
    assertPartition([pair!, { train: pair!.test, test: pair!.train }], rows);
    const [whole, train] = [countLabels(classes, rows), countLabels(classes, pair!.train)];
    for (const [label, count] of whole) {
      const taken = train.get(label) ?? 0;
      assert.ok(Math.abs(taken - count / 2) <= 0.5);
      if (count % 2) assert.equal(taken % 2, 0);
    }
  });
});

for (const name of ["groupCv", "leaveOneGroupOut"]) {
  Deno.test(`${name}() never splits a group`, () => {
    holds((question) => {
      for (const { train, test } of split(FOLDS[name]!(question), question)) {
        const known = countLabels(question.groups, train);
        for (const group of countLabels(question.groups, test).keys()) assert.ok(!known.has(group));
      }
    });
  });
}

Deno.test("the folds of groupCv() differ by no more rows than the largest group has", () => {
  holds((question) => {
    const sizes = split(FOLDS.groupCv!(question), question).map(({ test }) => test.length);
    const largest = Math.max(...countLabels(question.groups, question.rows).values());
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= largest);
  });
});

Deno.test('holdout({ stratified: "auto" }) takes its share of every class where there are classes, else of all rows', () => {
  const [classes, numbers] = [categorical([..."aaaab"]), numeric([1, 2, 3, 4, 5])];
  const rows = [0, 1, 2, 3, 4];
  const auto = holdout({ share: 0.5, stratified: "auto" });
  assert.deepEqual(
    auto.pairs(rows, rng(0), classes),
    holdout({ share: 0.5, stratified: true }).pairs(rows, rng(0), classes),
  );
  assert.deepEqual(auto.pairs(rows, rng(0), numbers), holdout({ share: 0.5 }).pairs(rows, rng(0), numbers));
});
