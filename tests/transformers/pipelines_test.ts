import assert from "node:assert/strict";
import type { Examples, Supervised } from "../../core/mod.ts";
import { penguins } from "../../data/datasets/mod.ts";
import { type Categorical, cells, missing, type Table, unpack } from "../../data/mod.ts";
import { pipeline } from "../../meta/mod.ts";
import {
  cardinalityReducer,
  fillImputer,
  missingnessEncoder,
  oneHotEncoder,
  targetEncoder,
} from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const birds = unpack(penguins(), "species") as unknown as Examples<Table, Categorical>; // a table and the species

/** A model that notes what it learns from, and predicts what it is given. */
function spy(seen: Table[]): Supervised<Table, Categorical, Table> {
  const model: Supervised<Table, Categorical, Table> = {
    kind: "Spy",
    params: {},
    traits: {},
    with: () => model,
    fit({ x }) {
      seen.push(x);
      return Promise.resolve({
        report: {},
        predict: (given: Table) => Promise.resolve(given),
        save: () => Promise.resolve({ kind: "Spy", data: {}, arrays: new Map() }),
        [Symbol.dispose]() {},
      });
    },
  };
  return model;
}

Deno.test("in a pipeline the next step learns from encodings out of fold, and predicts from those by all rows", async () => {
  const seen: Table[] = [];
  const learned = await learn(pipeline(targetEncoder(), spy(seen)), birds);
  const whole = await (await learn(targetEncoder(), birds)).transform(birds.x);
  const given = await learned.predict(birds.x);
  const [apart] = seen;
  const encodings = whole.names.filter((name) => name.includes("__"));
  assert.equal(encodings.length, 6, "two columns by three classes");
  for (const name of encodings) {
    assert.deepEqual(cells(given.column(name)), cells(whole.column(name)));
    assert.notDeepEqual(cells(apart!.column(name)), cells(whole.column(name)));
  }
});

Deno.test("in a pipeline words and holes become numbers without holes", async () => {
  const prepare = pipeline<Table>(
    cardinalityReducer(),
    missingnessEncoder(),
    fillImputer({ indicators: true }),
    oneHotEncoder(),
  );
  const z = await (await learn(prepare, { x: birds.x })).transform(birds.x);
  for (const name of z.names) {
    assert.ok(["Continuous", "Count"].includes(z.column(name).scitype), name);
    assert.equal(missing(z.column(name)), 0, name);
  }
  assert.equal(cells(z.column("sex__missing")).filter((cell) => cell === 1).length, 11);
  assert.equal(cells(z.column("bill_length_mm__missing")).filter((cell) => cell === 1).length, 2);
});
