import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { Machine } from "../../core/mod.ts";
import { categorical, pdf, table } from "../../data/mod.ts";
import { rms } from "../../measures/mod.ts";
import { constantClassifier, constantRegressor, neuralNetworkRegressor } from "../../models/mod.ts";
import golden from "../golden/machine.json" with { type: "json" };
import { INPUTS, NUMBERS, SIDES } from "./_bench.ts";
import { type OracleRecord, titleOf } from "../golden/records.ts";

const RECORDS: readonly OracleRecord[] = golden;

const frequencies = async ({ input, expected, tol = 0 }: OracleRecord) => {
  const { y: labels, w } = input as { readonly y: string[]; readonly w?: number[] };
  const y = categorical(labels);
  const x = table({ a: new Float64Array(y.size) });
  using machine = new Machine(constantClassifier(), { x, y, ...w && { weights: Float64Array.from(w) } });
  const guess = await (await machine.fit()).predict(x);
  assert.equal(guess.size, y.size);
  for (const [label, share] of Object.entries(expected as Record<string, number>)) {
    for (const p of pdf(guess, label)) assert.ok(Math.abs(p - share) <= tol, `${label}: ${p}`);
  }
};

const CHECKS: Readonly<Record<string, (record: OracleRecord) => void | Promise<void>>> = {
  "ConstantClassifier": frequencies,
  "ConstantClassifier weighted": frequencies,
  "rms of constant regressor on its training data": async ({ tol = 0 }) => {
    using machine = new Machine(constantRegressor(), { x: INPUTS, y: NUMBERS });
    const { values, size: n } = NUMBERS;
    const mean = values.reduce((sum, value) => sum + value) / n;
    const corrected = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
    const found = rms(await (await machine.fit()).predict(INPUTS), NUMBERS);
    assert.ok(Math.abs(found - corrected * Math.sqrt(1 - 1 / n)) <= tol);
  },
  // Decided otherwise: there are no levels of checking; what does not suit is refused, as from level 3 on.
  "scitype_check_level outcomes on mismatch": async ({ expected }) => {
    assert.ok((expected as string[]).includes("error"));
    using machine = new Machine(constantRegressor(), { x: INPUTS, y: SIDES as never });
    await assert.rejects(machine.fit(), {
      name: "DataError",
      message: 'Cannot fit ConstantRegressor: the target "y" is Multiclass, and Continuous is wanted; ' +
        "coerce it, or classify",
    });
  },
  "report of a model with nothing to report": async () => {
    using machine = new Machine(constantRegressor(), { x: INPUTS, y: NUMBERS });
    assert.deepEqual((await machine.fit()).report, {}); // nothing, as an object without entries
  },
  "init_rng of a negative int": async ({ input }) => {
    using backend = reference();
    const data = { x: INPUTS, y: NUMBERS };
    using machine = new Machine(neuralNetworkRegressor(), data, { backend, seed: input as number });
    await assert.rejects(machine.fit(), {
      name: "RangeError",
      message: "Cannot seed a random source: expected an integer in [0, 2^53), got -20",
    });
  },
};

const MACHINE = "tests/core/machine_test.ts";
const STATIC = "no static models: what learns nothing is a function";

const ELSEWHERE: Readonly<Record<string, string>> = {
  "fit! log sequence": MACHINE,
  "frozen machine": `${MACHINE}: machine.frozen`,
  "X and y row mismatch": MACHINE,
  "fitted_params/report/training_losses/feature_importances before fit": MACHINE,
  "static model machine: fit! with other rows": STATIC,
  "static model machine given data": STATIC,
};

for (const [i, record] of RECORDS.entries()) {
  const check = CHECKS[record.case];
  if (check) Deno.test(`models in machines agree with MLJ: ${titleOf(record, i)}`, () => check(record));
}

Deno.test("every record of machines is tested with the models or has its place elsewhere", () => {
  assert.equal(RECORDS.length, 12);
  const cases = RECORDS.map((record) => record.case);
  assert.deepEqual(cases.sort(), [...Object.keys(CHECKS), ...Object.keys(ELSEWHERE)].sort());
  assert.equal(Object.keys(ELSEWHERE).length, 6);
});
