import assert from "node:assert/strict";
import { page, unlisted } from "../../_tools/measures_table.ts";
import * as exported from "../../measures/mod.ts";

const SOURCE = `/**
 * What measures are.
 *
 * - A rule.
 *
 * @module
 */
export { mae } from "./mae.ts";
`;

Deno.test("page() opens with the conventions of the sources, without stars and tags", () => {
  const [title, , ...paragraphs] = page(SOURCE).split("\n\n");
  assert.equal(title, "# Measures");
  assert.deepEqual(paragraphs.slice(0, 3), ["What measures are.", "- A rule.", "## Numbers"]);
});

Deno.test("page() has a row for every measure, with as many cells as the head of its table", () => {
  const cells = (line: string) => line.replaceAll("\\|", "").split("|").length;
  const tables = page(SOURCE).trimEnd().split("\n\n").filter((part) => part.startsWith("| "));
  assert.equal(tables.length, 5);
  for (const table of tables) assert.equal(new Set(table.split("\n").map(cells)).size, 1);
  const rows = tables.flatMap((table) => table.split("\n"));
  for (const { id } of exported.measures()) {
    assert.equal(rows.filter((line) => line.startsWith(`| \`${id}\` `)).length, 1, id);
  }
});

Deno.test("page() says once what holds for all measures of a table, and has no column of it", () => {
  const text = page(SOURCE);
  const numbers = text.slice(text.indexOf("## Numbers"), text.indexOf("## Labels"));
  assert.match(numbers, /^For all: judges points; target Continuous, Count\.$/m);
  assert.match(
    numbers,
    /^\| measure +\| other names +\| formula +\| goal +\| weights of +\| per row +\| options +\|$/m,
  );
});

Deno.test("unlisted() reports functions without a line, and lines without a function", () => {
  const names = Object.keys(exported);
  assert.deepEqual(unlisted(names), []);
  assert.deepEqual(unlisted([...names, "maeWith"]), ["maeWith"]);
  assert.deepEqual(unlisted(names.filter((name) => name !== "aucWith")), ["aucWith"]);
});
