import assert from "node:assert/strict";
import { rng } from "../../../core/mod.ts";
import { categorical, numeric } from "../../../data/mod.ts";
import { groupCv, leaveOneGroupOut } from "../../../meta/mod.ts";
import golden from "../../golden/resampling_sklearn.json" with { type: "json" };
import { listed, testsOf, upTo } from "./_pairs.ts";

const split = ({ groups, folds }: { readonly groups: readonly number[]; readonly folds: number }) =>
  groupCv({ groups, folds }).pairs(upTo(groups.length), rng(0), numeric(groups));

for (const given of golden.groups) {
  Deno.test(`groupCv() makes ${given.folds} folds of ${given.groups.length} rows as scikit-learn does`, () => {
    assert.deepEqual(listed(split(given)), given.pairs);
  });
}

for (const given of golden.ties) {
  Deno.test(`groupCv() makes ${given.folds} folds as large as scikit-learn's where groups are equally large`, () => {
    const sizes = given.pairs.map(([, test]) => test!.length);
    assert.deepEqual(split(given).map(({ test }) => test.length), sizes);
  });
}

Deno.test("groupCv() puts the largest group first, into the smallest fold; equal ones as they appear", () => {
  const groups = ["b", "c", "a", "a", "d", "b"];
  const pairs = groupCv({ folds: 2, groups }).pairs(upTo(6), rng(0), numeric(upTo(6)));
  assert.deepEqual(testsOf(pairs), [[0, 1, 5], [2, 3, 4]]);
});

Deno.test("groups may be strings, numbers, booleans or a column, and make the same folds", () => {
  const named = ["x", "y", "x", "z", "y", "x"];
  const [y, rows] = [numeric(upTo(6)), upTo(6)];
  const want = listed(groupCv({ folds: 3, groups: named }).pairs(rows, rng(0), y));
  const column = categorical(named, { levels: ["z", "unseen", "y", "x"] });
  for (const groups of [named.map((name) => name.charCodeAt(0)), column]) {
    assert.deepEqual(listed(groupCv({ folds: 3, groups }).pairs(rows, rng(0), y)), want);
  }
  const truths = [true, false, true];
  assert.deepEqual(
    testsOf(groupCv({ folds: 2, groups: truths }).pairs([0, 1, 2], rng(0), y.take([0, 1, 2]))),
    [[0, 2], [1]],
  );
});

Deno.test("groups are looked up by row number of the whole data, and may be missing where no row is in use", () => {
  const groups = categorical(["a", null, "b", "a", "c", null]);
  const y = numeric(upTo(6));
  const rows = [4, 0, 3, 2];
  assert.deepEqual(listed(groupCv({ folds: 2, groups }).pairs(rows, rng(0), y)), [
    [[4, 2], [0, 3]],
    [[0, 3], [4, 2]],
  ]);
  assert.deepEqual(listed(leaveOneGroupOut({ groups }).pairs(rows, rng(0), y)), [
    [[0, 3, 2], [4]],
    [[4, 2], [0, 3]],
    [[4, 0, 3], [2]],
  ]);
});

Deno.test("groupCv({ shuffled }) makes other folds of other chance, though all groups differ in size", () => {
  const groups = [1, 2, 2, 3, 3, 3, 4, 4, 4, 4];
  const resampling = groupCv({ folds: 2, groups, shuffled: true });
  const folds = upTo(20).map((seed) => {
    const [pair] = resampling.pairs(upTo(10), rng(seed), numeric(groups));
    return [...new Set(Array.from(pair!.test, (row) => groups[row]!))].sort().join();
  });
  assert.ok(new Set(folds).size > 2, folds.join(" | "));
});

Deno.test("resamplings by groups keep their groups through with(), and their own copy of a list", () => {
  const groups = ["a", "b", "b"];
  const resampling = groupCv({ folds: 2, groups });
  groups[0] = "b";
  const { params } = resampling.with({ shuffled: true });
  assert.deepEqual(params, { groups: ["a", "b", "b"], folds: 2, shuffled: true });
});
