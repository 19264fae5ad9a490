import assert from "node:assert/strict";
import { categorical, cells, numeric, type Table, table } from "../../data/mod.ts";
import { boxCox, interactions, type InteractionsParams, standardiser } from "../../transformers/mod.ts";
import golden from "../golden/transformers.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../golden/records.ts";
import { learn } from "./_learn.ts";

const RECORDS: readonly OracleRecord[] = golden;

const numbers = (values: readonly number[]) => table({ a: numeric(values) });
const valuesIn = (x: Table) => Object.fromEntries(x.names.map((name) => [name, cells(x.column(name))]));

const interacted = async ({ input, expected }: OracleRecord, options: Partial<InteractionsParams> = {}) => {
  const x = table(input as Record<string, number[]>); // columns A, B and C
  const z = await (await learn(interactions(options), { x })).transform(x);
  assert.deepEqual(valuesIn(z), expected);
  assert.deepEqual(z.names, Object.keys(expected as object)); // columns in their order
};

const standardised = (fit: readonly number[]) => learn(standardiser(), { x: numbers(fit) });

const CHECKS: Readonly<Record<string, (record: OracleRecord) => Promise<void>>> = {
  "Standardizer on a vector": async ({ input, expected }) => {
    const { fit, transform } = input as { readonly fit: number[]; readonly transform: number[] };
    const z = await (await standardised(fit)).transform(numbers(transform));
    assert.deepEqual(cells(z.column("a")), expected);
  },
  "Standardizer fitted params": async ({ input, expected }) => {
    const { report } = await standardised((input as { readonly fit: number[] }).fit);
    const { mean, std } = expected as { readonly mean: number; readonly std: number };
    assert.deepEqual(report, { features: ["a"], means: { a: mean }, deviations: { a: std } });
  },
  "Standardizer inverse": async ({ input, expected }) => {
    const { fit, inverse } = input as { readonly fit: number[]; readonly inverse: number[] };
    const x = await (await standardised(fit)).inverseTransform(numbers(inverse));
    assert.deepEqual(cells(x.column("a")), expected);
  },
  // deno-lint-ignore require-await -- it throws at once
  "Standardizer(ignore=true) without features": async () => {
    assert.throws(() => standardiser({ ignore: true }), { name: "RangeError" });
  },
  // Where upstream warns and goes on without, a name that is no column's is refused.
  "Standardizer unknown feature": async ({ input }) => {
    const { features } = input as { readonly features: string[] };
    await assert.rejects(learn(standardiser({ features }), { x: numbers([0, 2, 4]) }), {
      name: "DataError",
      column: features[0],
    });
  },
  "inverse after count/ordered_factor were standardised": async () => {
    const x = table({
      legs: numeric([2, 4], { scitype: "Count" }),
      size: categorical(["s", "m"], { ordered: true }),
    });
    for (const options of [{ count: true }, { orderedFactor: true }]) {
      const mapper = await learn(standardiser(options), { x });
      assert.ok(!("inverseTransform" in mapper));
    }
  },
  "InteractionTransformer()": (record) => interacted(record),
  "InteractionTransformer(order=3)": (record) => interacted(record, { order: 3 }),
  "InteractionTransformer(features=[A,B])": (record) => interacted(record, { features: ["A", "B"] }),
  // Where upstream warns and takes 2, an order below 2 is refused.
  // deno-lint-ignore require-await -- it throws at once
  "InteractionTransformer(order=1)": async () => {
    assert.throws(() => interactions({ order: 1 }), { name: "RangeError" });
  },
  "Box-Cox formula ((x+c)^λ-1)/λ": async ({ input, expected, tol }) => {
    const { x, lam, c } = input as { readonly x: number[]; readonly lam: number; readonly c: number };
    const training = numbers([0, 10 * c]); // a fifth of the mean is c
    const mapper = await learn(boxCox({ lambda: lam, shift: true }), { x: training });
    assert.deepEqual(mapper.report.shifts, { a: c });
    cells((await mapper.transform(numbers(x))).column("a")).forEach((v, i) =>
      assert.ok(Math.abs(Number(v) - (expected as number[])[i]!) <= tol!, `${v} in row ${i}`) // numbers, as `x`
    );
  },
};

const ELSEWHERE = "encoders, imputers and their statistics: see oracle_encoders_test.ts";
const NO_TIMES = "tables have no columns of times: they come as numbers";

/** Records that do not apply here, with the reason: by the start of their cases. */
const NOT_HERE: Readonly<Record<string, string>> = {
  "UnivariateTimeTypeToContinuous": NO_TIMES,
  "same with DateTime": NO_TIMES,
  "times of day": NO_TIMES,
  "OneHotEncoder": ELSEWHERE,
  "FillImputer": ELSEWHERE,
  "UnivariateFillImputer": ELSEWHERE,
  "backward difference": ELSEWHERE,
  "forward difference": ELSEWHERE,
  "helmert vector": ELSEWHERE,
  "target mean": ELSEWHERE,
  "shrinkage": ELSEWHERE,
  "m auto for classification": ELSEWHERE,
  "m=Inf": ELSEWHERE,
  "cardinality reducer": ELSEWHERE,
};

const reasonOf = (record: OracleRecord) =>
  Object.entries(NOT_HERE).find(([start]) => record.case.startsWith(start))?.[1];

for (const [i, record] of RECORDS.entries()) {
  const check = CHECKS[record.case];
  if (check) Deno.test(`oracle: ${titleOf(record, i)}`, () => check(record));
}

Deno.test("every record of the oracle is checked here, or listed with the reason why not", () => {
  for (const record of RECORDS) {
    const once = Number(record.case in CHECKS) + Number(reasonOf(record) !== undefined);
    assert.equal(once, 1, record.case);
  }
  assert.equal(RECORDS.filter((record) => reasonOf(record) === undefined).length, 11);
});
