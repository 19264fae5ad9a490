import assert from "node:assert/strict";
import { DataError } from "../../core/errors.ts";
import { type Categorical, categorical, type Finite, finite, type Label } from "../../data/mod.ts";
import { auc, brierLoss, logLoss } from "../../measures/mod.ts";
import golden from "../golden/measures.json" with { type: "json" };
import { DECIDED_OTHERWISE, type Input, LATER, type OracleRecord, type Run, type Runs } from "./_records.ts";
import { AGGREGATE } from "./_runs_aggregate.ts";
import { CONTINUOUS } from "./_runs_continuous.ts";
import { FINITE } from "./_runs_finite.ts";

// Records that spell a NaN, or an error, as a string widen the inferred type of the file beyond use.
const RECORDS = golden as readonly OracleRecord[];

const distributions = ({ levels, probs, y }: Input): [Finite, Categorical] => [
  finite(levels!, probs!),
  categorical(y!, { levels: levels! }),
];

const ranked: Run = ({ scores, y, positive }) => {
  const levels = [...y!.filter((label) => label !== positive).slice(0, 1), positive!] as readonly Label[];
  return auc(finite(levels, scores!, { augment: true }), categorical(y!, { levels }));
};

const RUNS: Runs = {
  ...CONTINUOUS,
  ...FINITE,
  ...AGGREGATE,
  "measures/probabilistic auc": ranked,
  "measures/probabilistic auc with ties": ranked,
  "measures/probabilistic log_loss": (input) => logLoss(...distributions(input)),
  "measures/probabilistic log_loss per observation": (input) => [...logLoss.each!(...distributions(input))],
  "measures/probabilistic log_loss weights [1,2,3]": (input) =>
    logLoss(...distributions(input), { weights: Float64Array.of(1, 2, 3) }),
  "measures/probabilistic brier_loss": (input) => brierLoss(...distributions(input)),
  "measures/probabilistic brier_score with extra missing": (input) => -brierLoss(...distributions(input)),
};

function assertClose(value: unknown, expected: unknown, tolerance: number): void {
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(value));
    assert.equal(value.length, expected.length);
    expected.forEach((wanted, i) => assertClose(value[i], wanted, tolerance));
  } else if (expected === "NaN") assert.equal(value, NaN);
  else assert.ok(Math.abs(Number(value) - Number(expected)) <= tolerance, `${value} is not ${expected}`);
}

for (const record of RECORDS) {
  const run = RUNS[`${record.area} ${record.case}`];
  if (run === undefined) continue;
  Deno.test(`${record.area}: ${record.case} (${record.source})`, () => {
    const input = record.input as Input;
    if (String(record.expected).startsWith("ERR_")) assert.throws(() => run(input), DataError);
    else assertClose(run(input), record.expected, record.tol ?? 0);
  });
}

Deno.test("the oracle's records are all run, decided otherwise, or listed as later", () => {
  const keys = RECORDS.map((record) => `${record.area} ${record.case}`);
  const left = keys.filter((key) => !(key in RUNS) && !(key in DECIDED_OTHERWISE));
  const listed = Object.entries(LATER).flatMap(([area, cases]) => cases.map((name) => `${area} ${name}`));
  assert.deepEqual(left, listed);
  assert.deepEqual(Object.keys(DECIDED_OTHERWISE).filter((key) => !keys.includes(key) || key in RUNS), []);
  assert.deepEqual(Object.keys(RUNS).filter((key) => !keys.includes(key)), []);
});
