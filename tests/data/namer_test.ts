import assert from "node:assert/strict";
import fc from "fast-check";
import { namer } from "../../data/namer.ts";

Deno.test("names that are free are given as they are wanted", () => {
  assert.deepEqual(namer(["b"])("a__", ["u", 1, true]), ["a__u", "a__1", "a__true"]);
  assert.deepEqual(namer([])("a__", []), []);
});

Deno.test("where one is taken, all get as many underscores more as it takes, and stay alike", () => {
  const taken = ["feat_1", "feat__2", "other"];
  assert.deepEqual(namer(taken)("feat_", [1, 2, 3]), ["feat___1", "feat___2", "feat___3"]);
  assert.deepEqual(namer(["a_b"])("a_b", [""]), ["a_b_"]);
});

Deno.test("names given are taken from then on", () => {
  const free = namer([]);
  assert.deepEqual([free("pc", [1]), free("pc", [1, 2])], [["pc1"], ["pc_1", "pc_2"]]);
});

Deno.test("no name is given twice, or is there already, whatever the labels", () => {
  const label = fc.oneof(
    fc.constantFrom("1", "1_", "true", "_", ""),
    fc.integer({ min: 0, max: 3 }),
    fc.boolean(),
  );
  const start = fc.constantFrom("a", "a_", "a__", "");
  const asked = fc.array(fc.tuple(start, fc.uniqueArray(label, { maxLength: 5 })), { maxLength: 5 });
  const there = fc.uniqueArray(fc.constantFrom("a_1", "a__1", "1", "_", "a", "a__1_"));
  fc.assert(fc.property(there, asked, (names, groups) => {
    const free = namer(names);
    const all = [...names, ...groups.flatMap(([stem, ends]) => free(stem, ends))];
    assert.equal(new Set(all).size, names.length + groups.reduce((sum, [, ends]) => sum + ends.length, 0));
  }));
});
