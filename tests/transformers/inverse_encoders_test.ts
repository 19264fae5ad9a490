import assert from "node:assert/strict";
import fc from "fast-check";
import { type Categorical, categoricalOf, type Label, numeric, type Table, table } from "../../data/mod.ts";
import {
  contrastEncoder,
  type InvertibleTableMapper,
  missingnessEncoder,
  oneHotEncoder,
  ordinalEncoder,
  type TableTransformer,
} from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const label: fc.Arbitrary<Label> = fc.oneof(
  fc.string({ maxLength: 3 }),
  fc.integer({ min: -3, max: 9 }),
  fc.boolean(),
);

/** A column of classes, with holes, and levels that do not occur. */
const classes = (size: number): fc.Arbitrary<Categorical> =>
  fc.record({
    levels: fc.uniqueArray(label, { minLength: 2, maxLength: 6 }),
    draws: fc.array(fc.integer({ min: -1, max: 5 }), { minLength: size, maxLength: size }),
    ordered: fc.boolean(),
  }).map(({ levels, draws, ordered }) =>
    categoricalOf(draws.map((draw) => draw < 0 ? -1 : draw % levels.length), levels, { ordered })
  );

const tables: fc.Arbitrary<Table> = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc.record({ a: classes(size), "a__1": classes(size), "7": classes(size) }).map((columns) =>
    table({ ...columns, b: numeric(Array.from({ length: size }, (_, i) => i)) })
  )
);

const INVERTIBLE: Readonly<Record<string, TableTransformer<object, InvertibleTableMapper>>> = {
  "oneHotEncoder()": oneHotEncoder(),
  "oneHotEncoder({ dropLast: true })": oneHotEncoder({ dropLast: true }),
  'oneHotEncoder({ levels: "seen", missing: "zeros" })': oneHotEncoder({ levels: "seen", missing: "zeros" }),
  'oneHotEncoder({ dropLast: true, missing: "indicator" })': oneHotEncoder({
    dropLast: true,
    missing: "indicator",
  }),
  "ordinalEncoder()": ordinalEncoder(),
  "contrastEncoder()": contrastEncoder(),
  'contrastEncoder({ mode: "sum" })': contrastEncoder({ mode: "sum" }),
  'contrastEncoder({ mode: "backwardDiff" })': contrastEncoder({ mode: "backwardDiff" }),
  'contrastEncoder({ mode: "forwardDiff" })': contrastEncoder({ mode: "forwardDiff" }),
  'contrastEncoder({ mode: "helmert" })': contrastEncoder({ mode: "helmert" }),
  "missingnessEncoder()": missingnessEncoder({ label: "none at all", orderedFactor: true }),
};

for (const [name, model] of Object.entries(INVERTIBLE)) {
  Deno.test(`${name}: the way back leads to what was given`, async () => {
    await fc.assert(fc.asyncProperty(tables, async (x) => {
      const mapper = await learn(model, { x });
      const back = await mapper.inverseTransform(await mapper.transform(x));
      assert.deepEqual(back.names, x.names);
      for (const column of ["a", "a__1", "7"]) checkSame(back, x, column);
      assert.equal(back.column("b"), x.column("b"));
    }));
  });
}

function checkSame(found: Table, wanted: Table, name: string): void {
  const [one, other] = [found, wanted].map((x) => x.column(name) as Categorical); // as they were made
  assert.deepEqual(one!.codes, other!.codes);
  assert.deepEqual(one!.levels, other!.levels);
  assert.equal(one!.scitype, other!.scitype);
}
