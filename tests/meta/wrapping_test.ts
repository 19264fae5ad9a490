import assert from "node:assert/strict";
import {
  balanced,
  balancedBagging,
  calibrated,
  ensemble,
  iterated,
  recursiveFeatureElimination,
  stack,
} from "../../meta/mod.ts";
import { threshold, transformedTarget } from "../../meta/mod.ts";
import { constantClassifier } from "../../models/mod.ts";
import { standardiser } from "../../transformers/mod.ts";

type Wrapper = (model: never, options?: never) => unknown;
const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  balanced,
  balancedBagging,
  calibrated,
  ensemble,
  iterated,
  recursiveFeatureElimination,
  threshold,
};

for (const [name, wrapper] of Object.entries(WRAPPERS)) {
  Deno.test(`${name}() refuses a model that transforms, and options that are not by name`, () => {
    assert.throws(() => wrapper(standardiser() as never), {
      name: "TypeError",
      message: /^Cannot set "model" of \w+: expected a (model|classifier) that predicts.*, got Standardiser$/,
    });
    assert.throws(() => wrapper(constantClassifier() as never, 0.3 as never), {
      name: "TypeError",
      message: `Cannot use 0.3 as options of ${name}(): give them by name, in { }`,
    });
  });
}

Deno.test("stack() and transformedTarget() refuse models that transform", () => {
  const scaler = standardiser() as never;
  const fault = { name: "TypeError", message: /expected a model that predicts.*got Standardiser$/ };
  assert.throws(() => stack({ a: scaler }, { metalearner: constantClassifier() as never }), fault);
  assert.throws(() => transformedTarget(scaler, standardiser()), fault);
});
