import assert from "node:assert/strict";
import { cells, numeric } from "../../data/mod.ts";
import { tabulate } from "../../data/tabulate.ts";

Deno.test("columns stand in the order given, whatever their names", () => {
  const names = ["b", "7", "__proto__", "1", "constructor"];
  const z = tabulate(names.map((name, j) => [name, numeric([j])]));
  assert.deepEqual(z.names, names);
  names.forEach((name, j) => assert.deepEqual(cells(z.column(name)), [j]));
});

Deno.test("a table without columns has the rows that it is said to have", () => {
  assert.deepEqual([tabulate([], 3).size, tabulate([]).size], [3, 0]);
});
