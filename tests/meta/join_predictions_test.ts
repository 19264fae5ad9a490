import assert from "node:assert/strict";
import { Machine, type Supervised } from "../../core/mod.ts";
import {
  type Categorical,
  categorical,
  categoricalOf,
  cells,
  type Finite,
  finite,
  images,
  labels,
  meanFinite,
  type Numeric,
  numeric,
  pdf,
  type Table,
  table,
} from "../../data/mod.ts";
import { ensemble } from "../../meta/mod.ts";
import { learnedOf, toy } from "./_toys.ts";

const x = table({ row: numeric([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) });

const y = numeric([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

// Members that predict what stands for them in a list, in order of their fits; without threads they are fitted in order.
function speakers<Z>(says: readonly ((x: Table) => Z)[]): Supervised<Table, Numeric, Z> {
  let i = 0;
  return toy("Speaker", () => learnedOf(says[i++]!));
}

async function joined<Z extends Numeric | Categorical | Finite | Table>(
  says: readonly Z[],
  weights: readonly number[] = [],
): Promise<Z> {
  const model = ensemble(speakers(says.map((z) => () => z)), { n: says.length, weights });
  using machine = new Machine(model, { x: x.take([0, 1]), y: y.take([0, 1]) });
  return await (await machine.fit()).predict(x.take([0, 1])) as Z;
}

Deno.test("numbers are joined by their weighted mean, missing ones make it missing", async () => {
  const says = [numeric([1, 4]), numeric([3, NaN])];
  assert.deepEqual(cells(await joined(says)), [2, null]);
  assert.deepEqual(cells(await joined(says, [3, 1])), [1.5, null]);
  assert.deepEqual(cells(await joined(says, [1, 0]))[0], 1);
});

Deno.test("a member that does not count is not heard, whatever it says", async () => {
  assert.deepEqual(cells(await joined([numeric([NaN, Infinity]), numeric([5, 6])], [0, 1])), [5, 6]);
  const says = [finite(["a", "b"], [[NaN, 1], [1, 0]]), finite(["a", "b"], [[0.5, 0.5], [1, 0]])];
  assert.deepEqual((await joined(says, [0, 1])).probs, says[1]!.probs);
});

Deno.test("distributions are joined by their weighted mean, as meanFinite does it where weights are alike", async () => {
  const says = [
    finite(["a", "b", "c"], [[0.2, 0.8], [1, 0]], { support: ["a", "b"] }),
    finite(["a", "b", "c"], [
      [0.6, 0.4],
      [0.5, 0.5],
    ], { support: ["a", "b"] }),
  ];
  const alike = await joined(says);
  assert.deepEqual(alike.probs, meanFinite(says).probs);
  assert.deepEqual(alike.support, ["a", "b"]);
  const weighted = pdf(await joined(says, [1, 3]), "b");
  assert.ok(Math.abs(weighted[0]! - 0.5) < 1e-15 && Math.abs(weighted[1]! - 0.375) < 1e-15);
});

Deno.test("distributions keep 32 bits where all members have them", async () => {
  const narrow = finite(["a", "b"], Float32Array.of(0.25, 0.75, 0.5, 0.5));
  assert.ok((await joined([narrow, narrow])).probs instanceof Float32Array);
  assert.ok((await joined([narrow, finite(["a", "b"], [0, 1, 0, 1])])).probs instanceof Float64Array);
});

Deno.test("labels are joined by a vote: ties go to the first level, missing guesses do not vote, weights count", async () => {
  const levels = ["a", "b", "c"];
  const say = (...codes: number[]) => categoricalOf(codes, levels, { ordered: true });
  const says = [say(2, -1), say(1, -1), say(1, 2), say(2, -1)];
  const vote = await joined(says);
  assert.deepEqual(cells(vote), ["b", "c"]);
  assert.equal(vote.scitype, "OrderedFactor");
  assert.deepEqual(labels(await joined(says, [5, 1, 1, 1]))[0], "c");
  assert.deepEqual(cells(await joined([say(0, -1), say(0, -1)])), ["a", null]);
});

Deno.test("tables are joined column by column, in their order", async () => {
  const say = (a: number): Table => table({ "2": numeric([a, 1]), "1": numeric([0, a]) }).select(["2", "1"]);
  const together = await joined([say(1), say(3)]);
  assert.deepEqual(together.names, ["2", "1"]);
  assert.deepEqual(together.names.map((name) => cells(together.column(name))), [[2, 1], [0, 2]]);
});

const MISFITS: readonly (readonly [what: string, says: readonly unknown[], message: RegExp])[] = [
  [
    "images",
    [images([[[0, 1], [1, 0]]])],
    /^Cannot join what members of Ensemble predict: it is .*; distributions, numbers, labels and tables of them can be joined$/,
  ],
  [
    "other levels",
    [categorical(["a", "b"]), categorical(["a", "c"])],
    /^Cannot join predictions over the levels \["a", "c"\] with others over \["a", "b"\]: members must predict/,
  ],
  [
    "fewer rows",
    [numeric([1, 2]), numeric([1])],
    /^Cannot join what members of Ensemble predict: one gave 1 rows for 2; members must predict each row$/,
  ],
];

for (const [what, says, message] of MISFITS) {
  Deno.test(`predictions of ${what} are refused`, async () => {
    await assert.rejects(joined(says as Numeric[]), { name: "DataError", message });
  });
}
