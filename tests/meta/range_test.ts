import assert from "node:assert/strict";
import fc from "fast-check";
import { short } from "../../builders/mod.ts";
import { integer, modelFromJson, modelToJson, real } from "../../core/mod.ts";
import { KINDS } from "../../kinds.ts";
import { isNumericRange, iterated, pipeline, range } from "../../meta/mod.ts";
import { neuralNetworkClassifier } from "../../models/mod.ts";
import { adam, clipNorm, descent, optimiserChain, relu, stepDecay } from "../../nn/mod.ts";
import { standardiser } from "../../transformers/mod.ts";
import { dummy } from "./_dummy.ts";

const net = neuralNetworkClassifier();
const chained = neuralNetworkClassifier({ optimiser: optimiserChain(clipNorm(), adam()) });
const wrapped = iterated(pipeline(standardiser(), chained));

Deno.test("whole numbers are those of the schema, through wrappers, steps and lists", () => {
  const whole = (made: { readonly params: { readonly integer: boolean } }) => made.params.integer;
  assert.ok(whole(range(net, "epochs", { lower: 1, upper: 9 })));
  assert.ok(whole(range(wrapped, "model.last.epochs", { lower: 1, upper: 9 })));
  assert.ok(whole(range(wrapped, "model.last.builder.hidden", { lower: 1, upper: 9 })));
  assert.ok(!whole(range(wrapped, "model.last.optimiser.links.1.eta", { lower: 1, upper: 9 })));
  assert.ok(!whole(range(net, "lambda", { lower: 1, upper: 9 })));
});

Deno.test("every value of a range suits the model, the ends being the bounds themselves", () => {
  const scales = ["linear", "log", "log10", "log2"] as const;
  const rates = fc.tuple(
    fc.double({ min: 1e-9, max: 0.4, noNaN: true }),
    fc.double({ min: 0.5, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(rates, fc.constantFrom(...scales), fc.integer({ min: 1, max: 40 }), (ends, scale, n) => {
      const [lower, upper] = ends;
      const points = range(net, "alpha", { lower, upper, scale }).points(n);
      assert.equal(points.length, n);
      for (const alpha of points) net.with({ alpha });
      if (n > 1) assert.deepEqual([points[0], points.at(-1)], [lower, upper]);
    }),
  );
  fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), fc.constantFrom(...scales), (n, scale) => {
    const points = range(net, "batchSize", { lower: 1, upper: 37, scale }).points(n);
    for (const batchSize of points) net.with({ batchSize });
    assert.equal(new Set(points).size, points.length);
  }));
});

Deno.test("on scales of negative numbers values increase, and are even in their logarithms", () => {
  const made = range(dummy(real(-1)), "junk", { lower: -100, upper: -1, scale: "log10Minus" });
  made.points(3).forEach((x, i) => assert.ok(Math.abs(x - [-100, -10, -1][i]!) < 1e-12));
  const natural = range(dummy(real(-1)), "junk", { lower: -Math.exp(2), upper: -1, scale: "logMinus" });
  assert.ok(Math.abs(natural.points(3)[1]! + Math.E) < 1e-12);
});

Deno.test("one point is the one in the middle of the scale", () => {
  assert.deepEqual(range(net, "lambda", { lower: 1, upper: 3 }).points(1), [2]);
  assert.deepEqual(range(net, "epochs", { lower: 1, upper: 100, scale: "log10" }).points(1), [10]);
  assert.throws(
    () => range(net, "lambda", { lower: 1, upper: 3 }).points(0),
    /Cannot give 0 points .*"lambda"/,
  );
  assert.throws(() => range(net, "lambda", { values: [1] }).points(1.5), /Cannot give 1.5 points/);
});

Deno.test("halves are rounded to even numbers, and zero has no sign", () => {
  const junk = dummy(integer(0));
  assert.deepEqual(range(junk, "junk", { lower: 0, upper: 5 }).points(3), [0, 2, 5]);
  assert.deepEqual(range(junk, "junk", { lower: 0, upper: 7 }).points(3), [0, 4, 7]);
  assert.ok(Object.is(range(junk, "junk", { lower: -1, upper: 1 }).at(-0.3), 0));
});

Deno.test("without a positive bound a side without a bound is linear by default", () => {
  const made = range(net, "lambda", { lower: 0, origin: 1, unit: 2 });
  assert.equal(made.params.scale, "linear");
  assert.deepEqual(made.points(3), [0, 2, 4]);
  assert.equal(range(net, "lambda", { lower: 0.1, origin: 1, unit: 2 }).params.scale, "log10");
});

Deno.test("scales refuse what is not on them, with the way out", () => {
  assert.throws(
    () => range(net, "lambda", { lower: 0, upper: 1, scale: "log10" }),
    /^RangeError: Cannot make a range of "lambda": not all from 0 to 1 is on the scale "log10"; give lower > 0/,
  );
  const junk = dummy(real(0));
  assert.throws(() => range(junk, "junk", { lower: -1, upper: 0, scale: "logMinus" }), /give upper < 0/);
  assert.throws(() => range(junk, "junk", { origin: 1, unit: 1, scale: "log2" }), /not all from 0 to 2/);
  assert.equal(range(junk, "junk", { origin: 5, unit: 1, scale: "log2" }).bounds[0], 2);
  assert.throws(
    () => range(junk, "junk", { lower: 0, upper: 1, scale: "ln" as "log" }),
    /expected a scale: "linear"/,
  );
});

Deno.test("what the model refuses is refused when the range is made, with path and value", () => {
  assert.throws(
    () => range(net, "epochs", { lower: 0.5, upper: 3 }),
    /^RangeError: Cannot make a range of "epochs": values are whole numbers, and a bound is 0.5/,
  );
  assert.throws(
    () => range(net, "alpha", { lower: 0, upper: 2 }),
    /^RangeError: Cannot make a range of "alpha" with 2: Cannot set "alpha" .* in \[0, 1\]/,
  );
  assert.throws(() => range(net, "batchSize", { values: [8, 0] }), /range of "batchSize" with 0: .* ≥ 1/);
  assert.throws(
    () => range(net, "builder.activation", { lower: 0, upper: 1 }),
    /^TypeError: .* expected an activation.*; where it is no number, list values/,
  );
  assert.throws(() => range(net, "optimiser", { values: [adam as never] }), /call the function/);
});

Deno.test("a side without a bound is refused where the schema has one", () => {
  assert.throws(
    () => range(net, "lambda", { upper: 1, origin: 0.5, unit: 0.1 }),
    /^RangeError: Cannot make a range of "lambda" without a bound: it must be a number ≥ 0; give lower/,
  );
  assert.throws(() => range(net, "alpha", { lower: 0.1, origin: 0.5, unit: 0.1 }), /in \[0, 1\]; give upper/);
  assert.ok(range(net, "epochs", { lower: 1, origin: 20, unit: 10 }));
});

Deno.test("unknown paths, options that do not go together and what is no model are refused", () => {
  assert.throws(() => range(net, "epoch" as "epochs", { lower: 1, upper: 2 }), /there is no "epoch"/);
  assert.throws(() => range(net, "builder.hiden", { lower: 1, upper: 2 }), /there is no "hiden"/);
  const both = { values: [1], lower: 1 };
  assert.throws(() => range(net, "epochs", both), /it has both values and lower; give values or bounds/);
  const misspelt = { lowr: 1, upper: 2 };
  assert.throws(() => range(net, "epochs", misspelt as { upper: 2 }), /did you mean "lower"/);
  assert.throws(() => range(net, "epochs", {}), /a side has no bound; .* or list values/);
  assert.throws(() => range(net, "epochs", { values: [] }), /"epochs": values are \[\]; list at least one/);
  assert.throws(
    () => range(neuralNetworkClassifier as unknown as typeof net, "epochs", { values: [] }),
    /give a model, then/,
  );
  assert.throws(() => range(net, "epochs", { lower: "1" as never, upper: 2 }), /^TypeError: .*lower is "1"/);
  assert.throws(() => range(net, "epochs", { lower: NaN, upper: 2 }), /^RangeError: .*lower is NaN/);
});

Deno.test("what may be a number or something else takes bounds as well as values", () => {
  assert.ok(isNumericRange(range(net, "optimiser.eta", { lower: 1e-4, upper: 0.1, scale: "log10" })));
  const mixed = range(net, "optimiser.eta", { values: [0.1, stepDecay()] });
  assert.equal(String(mixed), "NominalRange(optimiser.eta = 0.1, StepDecay)");
});

Deno.test("listed values are numbers, builders, steps of pipelines, whatever suits", () => {
  assert.deepEqual(range(net, "epochs", { values: [3, 1] }).points(), [3, 1]);
  range(net, "builder", { values: [short(), short({ hidden: 8 })] });
  range(net, "builder.activation", { values: [relu] });
  range(wrapped, "model.standardiser", { values: [standardiser(), (x: unknown) => x] });
  range(net, "optimiser", { values: [descent(), adam()] });
});

Deno.test("a range does not change when its giver's list does", () => {
  const values = [1, 2];
  const made = range(net, "epochs", { values });
  values[0] = 9;
  assert.deepEqual(made.points(), [1, 2]);
});

Deno.test("ranges print as one line", () => {
  const likely = range(net, "epochs", { lower: 1, origin: 20, unit: 10 });
  assert.equal(String(likely), "NumericRange(1 ≤ epochs < ∞; origin=20, unit=10; on log10 scale)");
  assert.equal(
    String(range(dummy(real(0)), "junk", { origin: 0, unit: 1 })),
    "NumericRange(-∞ < junk < ∞; origin=0, unit=1)",
  );
  const many = range(net, "epochs", { values: Array.from({ length: 12 }, (_, i) => i) });
  assert.equal(String(many), "NominalRange(epochs = 0, 1, 2, 3, 4, 5, 6, 7, … (12 in all))");
});

Deno.test("ranges are made again of their JSON, bounds at infinity too", () => {
  const ranges = [
    range(net, "epochs", { lower: 1, origin: 20, unit: 10 }),
    range(net, "optimiser", { values: [descent(), adam()] }),
    range(net, "builder.activation", { values: [relu] }),
  ];
  for (const made of ranges) {
    const json = JSON.parse(JSON.stringify(modelToJson(made)));
    assert.equal(String(modelFromJson(json, KINDS)), String(made));
    assert.deepEqual(modelToJson(modelFromJson(json, KINDS)), modelToJson(made));
  }
});

Deno.test("a changed range is checked like a new one", () => {
  const made = range(net, "epochs", { lower: 1, upper: 9 });
  assert.deepEqual(made.with({ upper: 11 }).points(2), [1, 11]);
  assert.throws(() => made.with({ lower: 7 }), /origin is 5; give one between 7 and 9/);
});
