import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { type Categorical, categorical, numeric, pdf, type Table, table } from "../../data/mod.ts";
import { balancedBagging, type BalancedBaggingParams } from "../../meta/mod.ts";
import { constantClassifier } from "../../models/mod.ts";
import { learnedOf, toy } from "./_toys.ts";

const CLASSES = ["b", "a", "b", "b", "c", "b", "c", "b", "a", "b", "b", "c"]; // 7 b, 2 a, 3 c
const levels = ["a", "b", "c", "never"];
const y = categorical(CLASSES, { levels });
const x = table({ row: numeric(CLASSES.map((_, i) => i)) });

async function bagsOf(
  options: Partial<Pick<BalancedBaggingParams<Table, Categorical, unknown>, "n">> = {},
  seed = 1,
) {
  using machine = new Machine(balancedBagging(constantClassifier(), options), { x, y }, { seed });
  return (await machine.fit()).report.bags.map((rows) => [...rows]);
}

Deno.test("each bag has all rows of the smallest class and as many of each other one, in random order", async () => {
  const bags = await bagsOf({ n: 6 });
  for (const rows of bags) {
    assert.deepEqual(rows.filter((row) => CLASSES[row] === "a").sort((a, b) => a - b), [1, 8]);
    for (const level of ["b", "c"]) assert.equal(rows.filter((row) => CLASSES[row] === level).length, 2);
  }
  assert.ok(bags.some((rows) => CLASSES[rows[0]!] !== "a"));
});

Deno.test("rows of larger classes are drawn with replacement, for each member anew", async () => {
  const drawn = (await bagsOf({ n: 40 })).map((rows) => rows.filter((row) => CLASSES[row] === "c"));
  assert.ok(drawn.some(([one, other]) => one === other));
  assert.deepEqual([...new Set(drawn.flat())].sort((a, b) => a - b), [4, 6, 11]);
});

Deno.test("by default there are as many members as the largest class has times the rows of the smallest, rounded", async () => {
  assert.equal((await bagsOf()).length, 4); // 7 / 2
});

Deno.test("bags depend on the seed and the number of the member alone", async () => {
  const three = await bagsOf({ n: 3 });
  assert.deepEqual((await bagsOf({ n: 5 })).slice(0, 3), three);
  assert.notDeepEqual(await bagsOf({ n: 3 }, 2), three);
});

Deno.test("classes that are balanced are equally likely, and those without rows stay known", async () => {
  using machine = new Machine(balancedBagging(constantClassifier()), { x, y });
  const guess = await (await machine.fit()).predict(x);
  assert.deepEqual(guess.levels, levels);
  for (const level of ["a", "b", "c"]) assert.ok(Math.abs(pdf(guess, level)[0]! - 1 / 3) < 1e-12);
});

const point = toy<Table, Categorical, Categorical>("Point", () => learnedOf(() => y));
const MISTAKES: readonly (readonly [what: string, target: unknown, message: string])[] = [
  [
    "numbers",
    numeric(CLASSES.map((_, i) => i)),
    "Cannot balance classes: the target is Continuous, and Multiclass or OrderedFactor is wanted; coerce it to Multiclass",
  ],
  [
    "holes",
    categorical([...CLASSES.slice(1), null]),
    "Cannot balance classes: the target is missing in row 11; leave out such rows",
  ],
  [
    "one class",
    categorical(CLASSES.map(() => "a")),
    "Cannot balance classes: the target has rows of 1 class; give rows of two or more",
  ],
];

for (const [what, target, message] of MISTAKES) {
  Deno.test(`balancedBagging refuses targets of ${what}`, async () => {
    using machine = new Machine(balancedBagging(point), { x, y: target as Categorical });
    await assert.rejects(machine.fit(), { name: "DataError", message });
  });
}
