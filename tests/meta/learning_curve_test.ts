import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { blobs, numeric } from "../../data/mod.ts";
import { logLoss, mse } from "../../measures/mod.ts";
import { cv, evaluate, learningCurve, range } from "../../meta/mod.ts";
import { descender } from "../../testing/mod.ts";
import { bowl, FLAT } from "./_bowl.ts";
import { smallNetwork } from "./_networks.ts";

Deno.test("a curve over 30 numbers of epochs costs one training of the largest", async () => {
  using backend = reference();
  const net = smallNetwork();
  let epochs = 0;
  const curve = await learningCurve(net, blobs({ rows: 30, seed: 1 }), {
    range: range(net, "epochs", { lower: 1, upper: 60, scale: "log10" }),
    backend,
    listener: ({ type }) => type === "epoch" && epochs++,
  });
  assert.ok(curve.values.length > 20);
  assert.equal(curve.values.at(-1), 60);
  assert.equal(epochs, 60);
});

Deno.test("each point of a curve is what evaluate() measures, to the bit", async () => {
  using backend = reference();
  const net = smallNetwork();
  const data = blobs({ rows: 30, seed: 1 });
  const resampling = cv({ folds: 2, shuffled: true });
  const { values, measurements } = await learningCurve(net, data, {
    range: range(net, "epochs", { values: [1, 4, 2] }),
    resampling,
    measure: logLoss,
    backend,
    seed: 3,
  });
  for (const [i, epochs] of values.entries()) {
    const evaluation = await evaluate(net.with({ epochs: epochs as number }), data, {
      resampling,
      measures: logLoss,
      backend,
      seed: 3,
    });
    assert.deepEqual(measurements[i], [evaluation.of(logLoss).measurement]);
  }
});

Deno.test("k seeds are seeds 0 to k − 1, and split the rows alike", async () => {
  const model = descender({ eta: 0.01 });
  const data = { x: numeric([1, 2, 3, 4, 5]), y: numeric([2, 4, 6, 8, 10]) };
  const along = range(model, "epochs", { lower: 1, upper: 9 });
  const given = { range: along, resolution: 3, measure: mse, seed: 7 };
  const three = await learningCurve(model, data, { ...given, seeds: 3 });
  const listed = await learningCurve(model, data, { ...given, seeds: [0, 1, 2] });
  assert.deepEqual(three, listed);
  assert.deepEqual(three.measurements.map((row) => row.length), [3, 3, 3]);
  assert.equal(new Set(three.measurements[0]).size, 3);
  const own = await learningCurve(model, data, given);
  const seventh = await learningCurve(model, data, { ...given, seeds: [7] });
  assert.deepEqual(own, seventh);
});

Deno.test("a value at which the model fails is NaN, and told", async () => {
  const notes: string[] = [];
  const curve = await learningCurve(bowl(), FLAT, {
    range: range(bowl(), "a", { values: [1, 10, 2] }),
    listener: (event) => event.type === "note" && notes.push(event.message),
  });
  assert.deepEqual(curve.measurements, [[1], [NaN], [4]]);
  assert.deepEqual(notes, ["1 of 3 points failed: Cannot fit Bowl: 10 is too much"]);
  await assert.rejects(learningCurve(bowl(), FLAT, { range: range(bowl(), "a", { values: [10] }) }), {
    message: "Cannot fit Bowl: 10 is too much",
  });
});

Deno.test("a curve prints as a table", async () => {
  const curve = await learningCurve(bowl(), FLAT, {
    range: range(bowl(), "a", { values: [1, 2] }),
    seeds: [3],
  });
  assert.equal(String(curve), "a  mse\n1  1\n2  4");
});

Deno.test("an abort is thrown as it is", async () => {
  const signal = AbortSignal.abort();
  const ranges = range(bowl(), "a", { values: [1, 2] });
  await assert.rejects(learningCurve(bowl(), FLAT, { range: ranges, signal }), { name: "AbortError" });
});

const along = range(bowl(), "a", { values: [1] });
const MISTAKES: readonly [name: string, options: object, message: RegExp][] = [
  ["no range", {}, /^TypeError: Cannot draw a learning curve along undefined: give a range/],
  ["a resolution of 0", { range: along, resolution: 0 }, /^RangeError: .* at 0 values/],
  ["no seeds", { range: along, seeds: 0 }, /^RangeError: Cannot train by seeds 0/],
  ["a seed twice", { range: along, seeds: [1, 1] }, /^RangeError: Cannot train by seeds \[1, 1\]/],
  ["an unknown option", { range: along, seeeds: 2 }, /did you mean "seeds"\?/],
  ["another's range", { range: range(descender(), "eta", { values: [1] }) }, /there is no "eta"/],
];
for (const [name, options, message] of MISTAKES) {
  Deno.test(`learningCurve() refuses ${name}`, async () => {
    const error = await learningCurve(bowl(), FLAT, options as never).then(() => "nothing", String);
    assert.match(error, message);
  });
}
