import assert from "node:assert/strict";
import { categorical, numeric, table, textual } from "../../data/mod.ts";
import { featureSelector, type FeatureSelectorParams } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const x = table({ id: textual(["u", "v"]), mass: numeric([1, 2]), sex: categorical(["f", "m"]) });

const selected = async (options: Partial<FeatureSelectorParams>) =>
  (await (await learn(featureSelector(options), { x })).transform(x)).names;

Deno.test("columns are chosen by name, by predicate, or left out, in the order of the table", async () => {
  assert.deepEqual(await selected({}), ["id", "mass", "sex"]);
  assert.deepEqual(await selected({ features: ["sex", "id"] }), ["id", "sex"]);
  assert.deepEqual(await selected({ features: ["id"], ignore: true }), ["mass", "sex"]);
  assert.deepEqual(await selected({ features: (name) => name.startsWith("s") }), ["sex"]);
});

Deno.test("names that the table lacks, and a choice of nothing, are refused", async () => {
  await assert.rejects(selected({ features: ["mas"] }), {
    message:
      'Cannot treat column "mas" by FeatureSelector: the table has id, mass, sex; did you mean "mass"?',
  });
  await assert.rejects(selected({ features: () => false }), {
    message:
      "Cannot select columns by FeatureSelector: it chooses none of id, mass, sex; choose at least one",
  });
  assert.throws(() => featureSelector({ ignore: true }), { name: "RangeError" });
});
