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

Deno.test("page() has a row for every measure, with as many cells as the head", () => {
  const rows = page(SOURCE).split("\n").filter((line) => line.startsWith("| "));
  const cells = (line: string) => line.replaceAll("\\|", "").split("|").length;
  assert.deepEqual(new Set(rows.map(cells)).size, 1);
  for (const { id } of exported.measures()) {
    assert.equal(rows.filter((line) => line.startsWith(`| \`${id}\` `)).length, 1, id);
  }
});

Deno.test("unlisted() reports functions without a line, and lines without a function", () => {
  const names = Object.keys(exported);
  assert.deepEqual(unlisted(names), []);
  assert.deepEqual(unlisted([...names, "maeWith"]), ["maeWith"]);
  assert.deepEqual(unlisted(names.filter((name) => name !== "aucWith")), ["aucWith"]);
});
