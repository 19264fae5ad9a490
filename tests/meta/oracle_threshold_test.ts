import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { categorical, type Finite, finite, type Label, labels, table } from "../../data/mod.ts";
import { threshold } from "../../meta/mod.ts";
import { constantClassifier } from "../../models/mod.ts";
import { learnedOf, toy } from "./_toys.ts";
import golden from "../golden/wrappers.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../golden/records.ts";

const RECORDS: readonly OracleRecord[] = golden;

interface Rule {
  readonly levels: readonly string[];
  readonly p: readonly number[] | readonly (readonly number[])[];
  readonly t: readonly number[];
}

// A model that predicts these distributions whatever it is asked, behind thresholds.
async function labelled(guess: Finite, given: Parameters<typeof threshold>[1]): Promise<(Label | null)[]> {
  const model = {
    ...toy("Told", () => learnedOf(() => guess)),
    traits: { prediction: "distribution" as const },
  };
  const data = { x: table({ a: guess.levels.map((_, i) => i) }), y: categorical(guess.levels) };
  using machine = new Machine(threshold(model, given), data);
  return labels(await (await machine.fit()).predict(data.x));
}

async function byRule({ levels, p, t }: Rule): Promise<(Label | null)[]> {
  const rows = p.map((row) => typeof row === "number" ? [row] : row).flat();
  return await labelled(finite(levels, rows), {
    threshold: Object.fromEntries(levels.map((label, code) => [label, t[code]!])),
  });
}

const CHECKS: Readonly<Record<string, (record: OracleRecord) => Promise<void>>> = {
  "threshold rule argmax p/t": async ({ input, expected }) =>
    assert.deepEqual(await byRule(input as Rule), [expected]),
  "threshold rule on an array": async ({ input, expected }) =>
    assert.deepEqual(await byRule(input as Rule), expected),
  // Upstream warns and resets to one half; here it is refused, as every hyperparameter out of range.
  "threshold out of range": ({ input }) => {
    for (const given of (input as { readonly threshold: readonly number[] }).threshold) {
      assert.throws(() => threshold(constantClassifier(), { threshold: given }), {
        name: "RangeError",
        message: /^Cannot set "threshold" of Threshold: expected a number in \[0, 1\)/,
      });
    }
    return Promise.resolve();
  },
  "constant classifier on [in,out,out,out], threshold 0.8": async () => {
    const data = { x: table({ a: [1, 2, 3, 4] }), y: categorical(["in", "out", "out", "out"]) };
    using machine = new Machine(threshold(constantClassifier(), { threshold: 0.8 }), data);
    assert.deepEqual(labels(await (await machine.fit()).predict(data.x)), ["in", "in", "in", "in"]);
  },
  // There are no detectors: the rule is the same for a classifier that gives "out" one half.
  "detector with p_out=0.5": async ({ input, expected }) => {
    const guess = finite(["in", "out"], [[0.5, 0.5]]);
    const found: unknown[] = [];
    for (const given of (input as { readonly threshold: readonly number[] }).threshold) {
      found.push(...await labelled(guess, { threshold: given }));
    }
    assert.deepEqual(found, expected);
  },
};

// Those of ensembles and of bagging, which have tests of their own.
const ELSEWHERE = [
  "deterministic classifier ensemble votes",
  "deterministic regressor ensemble",
  "bagging 0.8 of 5 constant regressors y=[1,2,1,1,1]",
  "group indices",
  "majority/minority",
  "balanced bagging with three classes",
];

for (const [i, record] of RECORDS.entries()) {
  const check = CHECKS[record.case];
  if (check) Deno.test(titleOf(record, i), () => check(record));
}

Deno.test("every record of the wrappers is tested here, or known to be elsewhere", () => {
  const known = [...Object.keys(CHECKS), ...ELSEWHERE];
  assert.deepEqual(RECORDS.map((record) => record.case).filter((name) => !known.includes(name)), []);
});
