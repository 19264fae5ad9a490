import assert from "node:assert/strict";
import { type Learned, Machine, type Model } from "../../core/mod.ts";
import {
  calibrated,
  inSample,
  type Pair,
  recursiveFeatureElimination,
  repeated,
  type Resampling,
  stack,
  stratifiedCv,
  threshold,
} from "../../meta/mod.ts";
import { constantClassifier } from "../../models/mod.ts";
import { type Classes, logits, teller } from "./_classifiers.ts";

type Held = Resampling | readonly Pair[];

const WRAPPERS: Readonly<Record<string, (resampling: Held) => Model<Classes, Learned>>> = {
  calibrated: (resampling) => calibrated(teller(), { resampling }),
  threshold: (resampling) => threshold(teller(), { resampling, threshold: "tuned" }),
  stack: (resampling) => stack({ a: teller() }, { metalearner: constantClassifier(), resampling }),
  recursiveFeatureElimination: (resampling) => recursiveFeatureElimination(teller(), { resampling }),
};

const data = logits(30);
const fit = (model: Model<Classes, Learned>) => new Machine(model, data).fit();
const custom = (pairs: unknown) => ({ pairs: () => pairs }) as Resampling; // what the compiler would refuse

const MISTAKES: readonly (readonly [what: string, resampling: Held, message: RegExp])[] = [
  [
    "a promise",
    custom(Promise.resolve([])),
    /^Cannot resample by Custom resampling: pairs\(\) gave a promise/,
  ],
  ["no pairs", custom([]), /^Cannot resample by Custom resampling: pairs\(\) gave no pairs/],
  ["no row to learn from", custom([{ train: [], test: [1, 2] }]), /^Cannot use pair 0: it has no train rows/],
  ["no row to hold out", [{ train: [1], test: [] }], /^Cannot use pair 0: it has no test rows/],
  [
    "rows that are none",
    [{ train: [0, 1], test: [99] }],
    /^Cannot use pair 0: test row 99 is not among rows 0 to/,
  ],
  [
    "rows held out and learned from",
    inSample(),
    /by these folds: fold 1 learns from row 0, which it holds out/,
  ],
];

for (const [name, wrap] of Object.entries(WRAPPERS)) {
  for (const [what, resampling, message] of MISTAKES) {
    Deno.test(`${name} refuses a resampling that gives ${what}`, async () => {
      await assert.rejects(fit(wrap(resampling)), { message });
    });
  }

  Deno.test(`${name} takes pairs themselves, and refuses what is no resampling`, async () => {
    const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
    await fit(wrap([{ train: rows(0, 20), test: rows(20, 30) }]));
    for (const bad of [5, [], {}]) {
      assert.throws(
        () => wrap(bad as never),
        /expected a resampling, e\.g\. cv\(\), or a list of \{ train, test \}/,
      );
    }
  });
}

Deno.test("rows are held out once, but for an elimination, which takes the mean over folds", async () => {
  const twice = repeated(stratifiedCv({ folds: 2 }), { times: 2 });
  for (const [name, wrap] of Object.entries(WRAPPERS)) {
    if (name === "recursiveFeatureElimination") await fit(wrap(twice));
    else {await assert.rejects(
        fit(wrap(twice)),
        /is held out twice; use a resampling that holds out each row once/,
      );}
  }
});
