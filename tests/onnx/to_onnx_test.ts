import assert from "node:assert/strict";
import {
  categorical,
  constantClassifier,
  grid,
  imageClassifier,
  iris,
  iterated,
  Machine,
  minMax,
  mlp,
  multitargetNeuralNetworkRegressor,
  neuralNetworkClassifier,
  numberLimit,
  numeric,
  penguins,
  pipeline,
  range,
  standardiser,
  step,
  table,
  toOnnx,
  tuned,
  unpack,
} from "../../mod.ts";
import { chain, dense } from "../../nn/mod.ts";
import { caseOf } from "../../testing/_cases.ts";
import { colours } from "../models/_images.ts";
import { propertiesOf } from "./_fields.ts";
import { learnedOf } from "./_network.ts";

const quick = { builder: mlp({ hidden: [3] }), batchSize: 10, epochs: 1 };
const flowers = unpack(iris(), "species");

Deno.test("an iterated model is exported as the network that it kept, behind its standardisers", async () => {
  const model = iterated(pipeline(standardiser(), neuralNetworkClassifier(quick)), {
    controls: [step(1), numberLimit(3)],
  });
  using machine = new Machine(model, flowers, { verbosity: 0 });
  await machine.fit();
  assert.equal(propertiesOf(await toOnnx(machine)).kind, "NeuralNetworkClassifier");
});

Deno.test("a tuned model is exported as the best candidate, which learned from all rows", async () => {
  const network = neuralNetworkClassifier(quick);
  const model = tuned(network, { ranges: range(network, "epochs", { values: [1, 3] }), search: grid() });
  using machine = new Machine(model, flowers, { verbosity: 0, seed: 1 });
  const { report } = await machine.fit();
  using best = new Machine(report.bestModel, flowers, { seed: 1 });
  await best.fit();
  assert.deepEqual(await toOnnx(machine), await toOnnx(best));
});

Deno.test("properties tell columns, levels and means, in the order of the file's numbers", async () => {
  const model = neuralNetworkClassifier({ ...quick, unknown: true, missing: "indicator" });
  using machine = new Machine(model, unpack(penguins(), "species"));
  await machine.fit();
  const { kind, columns, columnLevels, levels, means } = propertiesOf(await toOnnx(machine));
  assert.equal(kind, "NeuralNetworkClassifier");
  assert.deepEqual(JSON.parse(columns!).slice(0, 2), ["island", "bill_length_mm"]);
  assert.deepEqual(JSON.parse(columnLevels!), {
    island: ["Biscoe", "Dream", "Torgersen"],
    sex: ["female", "male"],
  });
  assert.deepEqual(JSON.parse(levels!), ["Adelie", "Chinstrap", "Gentoo"]);
  assert.deepEqual(JSON.parse(means!), machine.report.means);
});

Deno.test("properties tell the targets, or what images are like, and nothing of what is not there", async () => {
  using several = new Machine(multitargetNeuralNetworkRegressor(quick), {
    x: flowers.x.select(["sepal_length"]),
    y: flowers.x.drop(["sepal_length"]),
  });
  await several.fit();
  assert.deepEqual(propertiesOf(await toOnnx(several)), {
    kind: "MultitargetNeuralNetworkRegressor",
    columns: '["sepal_length"]',
    targets: '["sepal_width","petal_length","petal_width"]',
  });
  using images = new Machine(imageClassifier(quick), colours());
  await images.fit();
  assert.deepEqual(propertiesOf(await toOnnx(images)), {
    kind: "ImageClassifier",
    images: '{"scitype":"ColorImage","height":3,"width":4,"channels":3}',
    levels: '["blue","green","red"]',
  });
});

Deno.test("the same network is the same file, from a machine or from what it learned", async () => {
  using machine = new Machine(neuralNetworkClassifier(quick), flowers);
  const learned = await machine.fit();
  assert.deepEqual(await toOnnx(learned), await toOnnx(machine));
});

Deno.test("what is no network that has learned is refused by what it is", async () => {
  const model = neuralNetworkClassifier(quick);
  using machine = new Machine(model, flowers);
  await assert.rejects(toOnnx(machine), { name: "NotLearnedError" });
  const refused = (given: unknown, message: RegExp) =>
    assert.rejects(toOnnx(given as Parameters<typeof toOnnx>[0]), { name: "TypeError", message });
  await refused(
    model,
    /^Cannot export NeuralNetworkClassifier to ONNX: it has learned nothing; give what fit/,
  );
  await refused(undefined, /^Cannot export undefined to ONNX: it has learned nothing/);
  using constant = new Machine(constantClassifier(), flowers);
  await refused(
    await constant.fit(),
    /^Cannot export ConstantClassifier to ONNX: it is neither a neural network nor/,
  );
});

Deno.test("a pipeline of other steps than standardisers of numbers is refused, and the last step named", async () => {
  using scaled = new Machine(pipeline(standardiser(), minMax(), neuralNetworkClassifier(quick)), flowers);
  await assert.rejects(toOnnx(await scaled.fit()), {
    name: "TypeError",
    message:
      /^Cannot export step "minMax" .*: it is MinMax, and .* wanted, .*learned\.steps\.at\(-1\)\.learned/,
  });
  const sizes = categorical(["S", "M", "L", "M"], { levels: ["S", "M", "L"], ordered: true });
  const data = { x: table({ size: sizes }), y: categorical(["a", "b", "a", "b"]) };
  using ranked = new Machine(
    pipeline(standardiser({ orderedFactor: true }), neuralNetworkClassifier(quick)),
    data,
  );
  await assert.rejects(toOnnx(await ranked.fit()), /orderedFactor: false/);
});

Deno.test("a layer of a stranger's kind is named, with its place", async () => {
  const foreign = { kind: "x:attention", output: [3], parameters: [], options: {} } as const; // its kind, not any text
  const { plan, start } = caseOf();
  const network = chain(dense(3), foreign);
  await assert.rejects(toOnnx(learnedOf({ ...plan, network }, start)), {
    name: "UnsupportedError",
    message: /layer x:attention \(at 1\)/,
  });
});

Deno.test("levels that are the same in writing are refused", async () => {
  const x = table({ a: categorical([1, "1", 1, 2]), b: numeric([1, 2, 3, 4]) });
  using machine = new Machine(neuralNetworkClassifier(quick), { x, y: categorical(["p", "q", "p", "q"]) });
  await machine.fit();
  await assert.rejects(toOnnx(machine), {
    name: "DataError",
    column: "a",
    message: /are the same in writing/,
  });
});
