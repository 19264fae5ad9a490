import assert from "node:assert/strict";
import { DataError } from "../../core/errors.ts";
import golden from "../golden/measures.json" with { type: "json" };
import { DECIDED_OTHERWISE, type Input, type OracleRecord, type Runs } from "./_records.ts";
import { AGGREGATE } from "./_runs_aggregate.ts";
import { CONTINUOUS } from "./_runs_continuous.ts";
import { FINITE } from "./_runs_finite.ts";

// Records that spell a NaN, or an error, as a string widen the inferred type of the file beyond use.
const RECORDS = (golden as readonly OracleRecord[])
  .filter(({ area }) => area !== "measures/probabilistic"); // see oracle_probabilistic_test.ts

const RUNS: Runs = {
  ...CONTINUOUS,
  ...FINITE,
  ...AGGREGATE,
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

Deno.test("the oracle's records are all run, or decided otherwise", () => {
  const keys = RECORDS.map((record) => `${record.area} ${record.case}`);
  const left = keys.filter((key) => !(key in RUNS) && !(key in DECIDED_OTHERWISE));
  assert.deepEqual(left, []);
  assert.deepEqual(Object.keys(DECIDED_OTHERWISE).filter((key) => !keys.includes(key) || key in RUNS), []);
  assert.deepEqual(Object.keys(RUNS).filter((key) => !keys.includes(key)), []);
});
