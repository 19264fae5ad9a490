import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { type Numeric, numeric, type Table } from "../../data/mod.ts";
import { accuracy } from "../../measures/mod.ts";
import { recursiveFeatureElimination } from "../../meta/mod.ts";
import { constantRegressor } from "../../models/mod.ts";
import { learnedOf, toy } from "./_toys.ts";
import { eliminated, x, y } from "./_linear.ts";

const MISTAKES: readonly (readonly [what: string, call: () => unknown, message: string | RegExp])[] = [
  [
    "more columns than there are",
    () => eliminated({ features: 6 }),
    "Cannot keep 6 features: the table has 5; keep fewer",
  ],
  [
    "no step",
    () => eliminated({ step: 0 }),
    /^Cannot set "step" of .*: expected a share in \(0, 1\), or a count from 1, got 0$/,
  ],
  [
    "fewer columns than none",
    () => eliminated({ features: -1 }),
    /^Cannot set "features" of .*, or a count, or 0 for half, got -1$/,
  ],
  [
    "a kind of importance that is none",
    () => eliminated({ importance: "gain" as never }),
    /^Cannot set "importance" of .*: expected one of "permutation", "reported", got "gain"$/,
  ],
  [
    "a model that reports no importances, where they are asked for",
    () =>
      new Machine(recursiveFeatureElimination(constantRegressor(), { importance: "reported" }), { x, y })
        .fit(),
    /^Cannot fit RecursiveFeatureElimination: round 1 failed: Cannot rank columns by what ConstantRegressor reports: report\.importances has undefined for "a"; use importance: "permutation"$/,
  ],
  [
    "a measure of other targets",
    () => eliminated({ measure: accuracy }),
    /^Cannot judge by accuracy: the target is Continuous/,
  ],
  [
    "a measure without a goal",
    () => eliminated({ measure: (guess: Numeric) => guess.size }),
    /^Cannot tell what columns are worth by .*: whether less or more of it is better is unknown/,
  ],
  [
    "worth that is no number",
    () => {
      const odd = toy<Table, Numeric, Numeric>(
        "Odd",
        () => learnedOf((given: Table) => numeric(new Float64Array(given.size).fill(NaN))),
      );
      return new Machine(recursiveFeatureElimination(odd), { x, y }).fit();
    },
    /^Cannot rank columns: what "a" is worth is no number; see whether training diverged$/,
  ],
];

for (const [what, call, message] of MISTAKES) {
  Deno.test(`recursiveFeatureElimination refuses ${what}`, async () => {
    await assert.rejects(async () => await call(), { message });
  });
}
