import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { builder, cnn, convNet, mlp, resNet, vgg } from "../../builders/mod.ts";
import {
  type BuilderInput,
  contextOf,
  diff,
  type Event,
  fromBytes,
  get,
  Machine,
  toBytes,
} from "../../core/mod.ts";
import { categorical, type Images, images, mode, table } from "../../data/mod.ts";
import { accuracy, logLoss } from "../../measures/mod.ts";
import { cv, evaluate } from "../../meta/mod.ts";
import { augment, constantClassifier, imageClassifier } from "../../models/mod.ts";
import { adam, chain, conv2d, dense, flatten, momentum } from "../../nn/mod.ts";
import { losses } from "../../mod.ts";
import { conformModel } from "../../testing/mod.ts";
import { notes, recorder, spy } from "./_bench.ts";
import { bars, colours } from "./_images.ts";

const small = { builder: convNet({ channels: [3] }), epochs: 2, batchSize: 5 };

conformModel("imageClassifier() on gray images", {
  make: () =>
    imageClassifier({ ...small, augmentation: augment({ shift: 1, rotate: 20, flip: "both", noise: 0.1 }) }),
  data: bars(11, { height: 5, width: 4 }),
  changes: [
    { batchSize: 4 },
    { lambda: 0.1, alpha: 0.5 },
    { shuffle: false },
    { classWeights: "balanced" },
    { "builder.dropout": 0 },
    { builder: mlp({ hidden: [3] }) },
    { loss: losses.focal() },
    { "augmentation.shift": 2 },
    { augmentation: augment() },
    { optimiserChangesTriggerRetraining: true, optimiser: momentum() },
  ],
});

conformModel("imageClassifier() on images in colour", {
  make: () => imageClassifier(small),
  data: { ...colours(), weights: Float64Array.from({ length: 12 }, (_, i) => 1 + i % 4) },
});

Deno.test("imageClassifier() tells images from images that it has not seen, with all defaults", async () => {
  using backend = reference();
  using machine = new Machine(imageClassifier(), bars(320), { backend, seed: 1 });
  const learned = await machine.fit();
  const fresh = bars(60, { seed: 2 });
  assert.equal(accuracy(mode(await learned.predict(fresh.x)), fresh.y), 1);
  assert.equal(learned.report.losses.length, 10);
  assert.ok(learned.report.losses.at(-1)! < learned.report.losses[0]! / 2);
});

Deno.test("imageClassifier() has the defaults of the classifiers, but batches of 32 and a rate that falls", () => {
  assert.equal(
    String(imageClassifier()),
    `ImageClassifier(
  builder = ConvNet(
    channels = [16, 32, 64],
    kernel = 3,
    batchNorm = true,
    dropout = 0.25,
    activation = relu),
  finaliser = softmax,
  optimiser = Adam(
    eta = CosineDecay(from = 0.005, to = 0.0001, epochs = 10),
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-8),
  loss = crossEntropy(labelSmoothing = 0, epsilon = 2.220446049250313e-16),
  epochs = 10,
  batchSize = 32,
  lambda = 0,
  alpha = 0,
  optimiserChangesTriggerRetraining = false,
  shuffle = true,
  classWeights = "none",
  augmentation = Augment(
    shift = 0,
    rotate = 0,
    flip = "none",
    noise = 0))`,
  );
  const { input, target, prediction } = imageClassifier().traits;
  assert.deepEqual({ input, target, prediction }, {
    input: ["GrayImage", "ColorImage"],
    target: ["Multiclass", "OrderedFactor"],
    prediction: "distribution",
  });
});

Deno.test("the rate of imageClassifier() can be stretched over more epochs, or be a number", () => {
  const longer = imageClassifier().with({ epochs: 30, "optimiser.eta.epochs": 30 });
  assert.deepEqual(diff(imageClassifier(), longer).toSorted(), ["epochs", "optimiser.eta.epochs"]);
  assert.equal(get(imageClassifier().with({ "optimiser.eta": 0.001 }), "optimiser.eta"), 0.001);
});

Deno.test("a builder of images is told height, width, channels and how many levels are in the pool", async () => {
  const told: BuilderInput[] = [];
  const own = builder((io) => {
    told.push(io);
    return chain(conv2d(2), flatten(), dense(io.outputs));
  });
  using backend = reference();
  const model = imageClassifier({ builder: own, epochs: 0 });
  const y = categorical([0, 1, 0, 1], { levels: [0, 1, 2] });
  using gray = new Machine(model, { x: bars(4, { height: 4, width: 7 }).x, y }, { backend });
  assert.deepEqual((await (await gray.fit()).predict(bars(2, { height: 4, width: 7 }).x)).levels, [0, 1, 2]);
  using colour = new Machine(model, colours(), { backend });
  await colour.fit();
  assert.deepEqual(told, [{ input: [4, 7, 1], outputs: 3 }, { input: [3, 4, 3], outputs: 3 }]);
});

for (
  const made of [
    cnn({ channels: [2, 3] }),
    vgg({ channels: [2, 3], hidden: [4] }),
    resNet({ stem: 2, channels: [2, 3] }),
  ]
) {
  Deno.test(`imageClassifier() learns by ${made.kind} too`, async () => {
    using backend = reference();
    const model = imageClassifier({ ...small, builder: made, optimiser: adam({ eta: 0.01 }), epochs: 6 });
    using machine = new Machine(model, bars(20), { backend, seed: 3 });
    const { report } = await machine.fit();
    assert.ok(report.losses.at(-1)! < report.losses[0]!, String(report.losses));
  });
}

Deno.test("imageClassifier() gives pixels to the backend as they are, without copying them", async () => {
  using backend = spy();
  const { x, y } = bars(4);
  using machine = new Machine(imageClassifier({ ...small, epochs: 1 }), { x, y }, { backend });
  await machine.fit();
  assert.equal(backend.examples.length, 1);
  assert.deepEqual(backend.examples[0]!.x.shape, [4, 6, 6, 1]);
  assert.equal(backend.examples[0]!.x.data, x.pixels);
  assert.deepEqual(backend.plans[0]!.input, [6, 6, 1]);
});

Deno.test("imageClassifier() is judged by evaluate() like any other model", async () => {
  using backend = reference();
  const evaluations = await evaluate(
    [imageClassifier({ ...small, epochs: 8, optimiser: adam({ eta: 0.02 }) }), constantClassifier()],
    bars(24),
    { resampling: cv({ folds: 3 }), measures: [logLoss, accuracy], backend, seed: 1 },
  );
  const [model, baseline] = evaluations;
  assert.ok(Number(model!.results[0]!.measurement) < Number(baseline!.results[0]!.measurement));
  assert.equal(backend.live, 0);
});

Deno.test("imageClassifier() saves what it learned from, and its bytes are read back", async () => {
  using backend = reference();
  using machine = new Machine(imageClassifier(small), colours(), { backend });
  const saved = await (await machine.fit()).save();
  const { data, arrays, kind } = fromBytes(toBytes(saved));
  assert.equal(kind, "ImageClassifier");
  assert.deepEqual(data.images, { scitype: "ColorImage", height: 3, width: 4, channels: 3 });
  assert.deepEqual([data.levels, data.scitype], [["blue", "green", "red"], "Multiclass"]);
  assert.deepEqual(arrays.get("0/kernel")?.shape, [3, 3, 3, 3]);
  for (const running of ["1/mean", "1/variance"]) {
    const { data: statistics } = arrays.get(running)!;
    assert.ok(statistics.every((value) => value !== 0 && value !== 1), `${running} has moved: ${statistics}`);
  }
});

Deno.test("what imageClassifier() learned prints its losses and its layers", async () => {
  using backend = reference();
  using machine = new Machine(imageClassifier({ ...small, epochs: 0 }), bars(4), { backend });
  assert.equal(
    String(await machine.fit()),
    `ImageClassifier: learned in 0 epochs
   layer             output     weights
   input             [6, 6, 1]
0  conv2d(3, 3 × 3)  [6, 6, 3]  27
1  batchNorm         [6, 6, 3]  12
2  relu              [6, 6, 3]  0
3  maxPool2d(2 × 2)  [3, 3, 3]  0
4  flatten           [27]       0
5  dropout(0.25)     [27]       0
6  dense(2)          [2]        56
   total                        95`,
  );
});

Deno.test("imageClassifier() notes that batchNorm over single images differs from prediction", async () => {
  const heard = async (batchSize: number, made = convNet({ channels: [2] }), data = bars(4)) => {
    using backend = reference();
    const { events, listener } = recorder();
    using machine = new Machine(imageClassifier({ builder: made, batchSize, epochs: 1 }), data, {
      backend,
      listener,
    });
    await machine.fit();
    return notes(events);
  };
  assert.deepEqual(await heard(1), [
    "ImageClassifier: batchNorm over batches of one image standardises each by itself in training, " +
    "and all alike in prediction; give a larger batchSize",
  ]);
  const points = { x: images([[[0]], [[1]], [[0.5]]]), y: categorical(["a", "b", "a"]) };
  assert.deepEqual(await heard(1, convNet({ channels: [2] }), points), [
    "ImageClassifier: batchNorm over batches of one row sees no spread; give a larger batchSize",
  ]);
  assert.deepEqual(await heard(2), []);
  assert.deepEqual(await heard(1, convNet({ channels: [2], batchNorm: false })), []);
});

Deno.test("imageClassifier() says that its loss diverged, and does not ask to scale columns", async () => {
  using backend = reference();
  const { events, listener } = recorder();
  const model = imageClassifier({
    builder: cnn({ channels: [2] }),
    optimiser: momentum({ eta: 1e200 }),
    epochs: 2,
    batchSize: 2,
  });
  using machine = new Machine(model, bars(8), { backend, listener });
  await machine.fit();
  const [note] = notes(events);
  assert.match(note!, /from epoch \d, batch \d+, on; lower the learning rate or clip gradients$/);
});

const broken = (x: Images, value: number): Images => ({ ...x, pixels: x.pixels.with(43, value) });
const { x, y } = bars(4);

const FIT_CASES: readonly (readonly [name: string, data: object, message: string])[] = [
  [
    "a table",
    { x: table({ a: [0, 1, 0, 1] }), y },
    "Cannot give this x to ImageClassifier: it is a table; make images of its columns, " +
    "e.g. images(table, { height: 28, width: 28, max: 255 })",
  ],
  [
    "a column",
    { x: y, y },
    "Cannot give this x to ImageClassifier: it is a column of",
  ],
  [
    "a pixel that is not a number",
    { x: broken(x, NaN), y },
    "Cannot give these images to ImageClassifier: image 1 holds NaN in row 1, column 1; " +
    "give pixels from 0 to 1, or leave that image out",
  ],
  [
    "an infinite pixel",
    { x: broken(x, -Infinity), y },
    "Cannot give these images to ImageClassifier: image 1 holds -Infinity in row 1, column 1; " +
    "give pixels from 0 to 1, or leave that image out",
  ],
  [
    "a target of numbers",
    { x, y: table({ a: [1, 2, 3, 4] }).column("a") },
    'Cannot fit ImageClassifier: the target is "Count", and Multiclass or OrderedFactor is wanted; ' +
    'coerce it, e.g. unpack(table, target, { scitypes: { target: "Multiclass" } })',
  ],
  [
    "a single class",
    { x, y: categorical(["a", "a", "a", "a"]) },
    "Cannot fit ImageClassifier: the target has 1 level (a), and at least 2 levels are wanted",
  ],
  [
    "no images",
    { x: x.take([]), y: y.take([]) },
    "Cannot fit ImageClassifier: there are no rows; give at least one",
  ],
];

for (const [name, data, message] of FIT_CASES) {
  Deno.test(`imageClassifier() refuses to learn from ${name}`, async () => {
    using backend = reference();
    const fitting = imageClassifier(small).fit(data as { x: Images; y: typeof y }, contextOf({ backend }));
    await assert.rejects(
      fitting,
      (error: Error) => error.message.startsWith(message) || assert.fail(error.message),
    );
    assert.equal(backend.live, 0);
  });
}

Deno.test("imageClassifier() refuses to predict for images of another size or kind, and names both", async () => {
  using backend = reference();
  using machine = new Machine(imageClassifier({ ...small, epochs: 0 }), bars(4), { backend });
  const learned = await machine.fit();
  await assert.rejects(learned.predict(bars(2, { height: 6, width: 5 }).x), {
    name: "DataError",
    found: "gray images of 6 × 5 pixels",
    wanted: "gray images of 6 × 6 pixels",
    message:
      "Cannot predict with ImageClassifier: it learned from gray images of 6 × 6 pixels, and gray images of " +
      "6 × 5 pixels are given; bring them to that form, e.g. resizeImages(x, { height: 6, width: 6 })",
  });
  await assert.rejects(learned.predict(colours().x), {
    message:
      "Cannot predict with ImageClassifier: it learned from gray images of 6 × 6 pixels, and colour images of " +
      '3 × 4 pixels are given; bring them to that form, e.g. where they are read, by { scitype: "GrayImage" }',
  });
  await assert.rejects(
    learned.predict(broken(x, NaN)),
    /^DataError: Cannot give these images to ImageClassifier/,
  );
  assert.equal((await learned.predict(x.take([]))).size, 0);
});

Deno.test("a builder that fails on images is named, with the shape of the images", async () => {
  using backend = reference();
  using machine = new Machine(imageClassifier({ builder: cnn() }), bars(4), { backend });
  await assert.rejects(machine.fit(), {
    name: "ShapeError",
    message: "Cannot build a network for input [6, 6, 1] and 2 outputs: builder Cnn failed: " +
      "Cannot build Cnn for [6, 6, 1]: it halves images 3 times, once in each of its blocks, and 2 fit; " +
      "give channels for 2, take convNet(), which suits any size, or images of at least 8 × 8",
  });
});

Deno.test("imageClassifier() notes that its rate has come to its end before the epochs have", async () => {
  using backend = reference();
  const notes: string[] = [];
  const listener = (event: Event) => void (event.type === "note" && notes.push(event.message));
  const model = imageClassifier({ ...small, epochs: 12 });
  for (
    const each of [model, model.with({ "optimiser.eta.epochs": 12 }), model.with({ "optimiser.eta": 0.01 })]
  ) {
    using machine = new Machine(each, bars(4), { backend, listener });
    await machine.fit();
  }
  assert.deepEqual(notes, [
    "ImageClassifier: the learning rate falls for 10 epochs and stays at 0.0001 for the other 2; " +
    'set "optimiser.eta.epochs" to 12, too',
  ]);
});
