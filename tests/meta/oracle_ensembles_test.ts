import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import {
  type Categorical,
  categorical,
  cells,
  labels,
  type Numeric,
  numeric,
  type Table,
  table,
} from "../../data/mod.ts";
import { balancedBagging, ensemble } from "../../meta/mod.ts";
import { constantClassifier, constantRegressor } from "../../models/mod.ts";
import golden from "../golden/wrappers.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../golden/records.ts";
import { learnedOf, toy } from "./_toys.ts";

const RECORDS: readonly OracleRecord[] = golden;

const column = (size: number) => table({ a: new Float64Array(size) });

// Members that say what stands for them, whatever they are asked; without threads they are fitted in order.
async function together<Z extends Categorical | Numeric>(
  says: readonly Z[],
  weights?: readonly number[],
): Promise<Z> {
  let next = 0;
  const speaker = toy<Table, Numeric, Z>("Speaker", () => {
    const one = says[next++]!;
    return learnedOf(() => one);
  });
  using machine = new Machine(
    ensemble(speaker, { n: says.length, baggingFraction: 1, ...(weights && { weights }) }),
    {
      x: column(1),
      y: numeric([0]),
    },
  );
  return await (await machine.fit()).predict(column(1)) as Z;
}

// The rows that each of many members learned from, each a row of the only column.
async function bagsOf(classes: readonly number[]) {
  const data = { x: column(classes.length), y: categorical(classes) };
  using machine = new Machine(balancedBagging(constantClassifier(), { n: 40 }), data);
  const { bags } = (await machine.fit()).report;
  return bags.map((rows) => [...rows]);
}

const CHECKS: Readonly<Record<string, (record: OracleRecord) => Promise<void>>> = {
  async "deterministic classifier ensemble votes"({ input, expected }) {
    const { votes } = input as { readonly votes: readonly string[] };
    const levels = [...new Set(votes)].sort();
    assert.deepEqual(labels(await together(votes.map((vote) => categorical([vote], { levels })))), [
      expected,
    ]);
  },
  async "deterministic regressor ensemble"({ input, expected }) {
    const { predictions, weights } = input as {
      readonly predictions: readonly number[];
      readonly weights: number[];
    };
    const [mean] = cells(await together(predictions.map((value) => numeric([value])), weights));
    assert.ok(Math.abs(Number(mean) - Number(expected)) < 1e-12);
  },
  async "bagging 0.8 of 5 constant regressors y=[1,2,1,1,1]"({ expected }) {
    assert.equal(expected, "each atom is 1.0 or 1.25");
    const data = { x: column(5), y: numeric([1, 2, 1, 1, 1]) };
    const seen = new Set<unknown>();
    for (let seed = 0; seed < 20; seed++) {
      using machine = new Machine(ensemble(constantRegressor(), { n: 1, baggingFraction: 0.8 }), data, {
        seed,
      });
      seen.add(cells(await (await machine.fit()).predict(column(1)))[0]);
    }
    assert.deepEqual([...seen].sort(), [1, 1.25]);
  },
  // ours are not told apart from what is made of them: all rows of a class are somewhere among the bags
  async "group indices"({ input, expected }) {
    const classes = input as readonly number[];
    const rows = [...new Set((await bagsOf(classes)).flat())].sort((a, b) => a - b);
    for (const [label, of] of Object.entries(expected as Readonly<Record<string, readonly number[]>>)) {
      assert.deepEqual(rows.filter((row) => classes[row] === Number(label)).map((row) => row + 1), of);
    }
  },
  async "majority/minority"({ input, expected }) {
    const { minority, majority, counts: [, least] } = expected as Readonly<
      Record<"majority" | "minority" | "counts", readonly number[]>
    >;
    for (const rows of await bagsOf(input as readonly number[])) {
      const numbers = rows.map((row) => row + 1).sort((a, b) => a - b);
      assert.deepEqual(numbers.filter((row) => minority!.includes(row)), minority);
      assert.equal(numbers.filter((row) => majority!.includes(row)).length, least);
    }
  },
  // where upstream refuses, ours balances any number of classes
  async "balanced bagging with three classes"({ expected }) {
    assert.equal(expected, "ERR_MULTICLASS_UNSUPP");
    const classes = [0, 1, 1, 1, 2, 2];
    for (const rows of await bagsOf(classes)) {
      assert.deepEqual(rows.map((row) => classes[row]).sort(), [0, 1, 2]);
    }
  },
};

// Of thresholds and detectors, tested beside `threshold`.
const ELSEWHERE: readonly string[] = [
  "threshold rule argmax p/t",
  "threshold rule on an array",
  "threshold out of range",
  "constant classifier on [in,out,out,out], threshold 0.8",
  "detector with p_out=0.5",
];

RECORDS.forEach((record, i) => {
  const check = CHECKS[record.case];
  if (check) Deno.test(titleOf(record, i), () => check(record));
});

Deno.test("every record of wrappers is tested here, or beside thresholds", () => {
  const known = [...Object.keys(CHECKS), ...ELSEWHERE];
  assert.deepEqual(RECORDS.map((record) => record.case).filter((name) => !known.includes(name)), []);
  assert.equal(RECORDS.filter((record) => CHECKS[record.case]).length, 6);
});
