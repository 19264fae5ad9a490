import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { builder, mlp } from "../../builders/mod.ts";
import { Machine, ShapeError } from "../../core/mod.ts";
import { categorical, numeric, type Table, table, textual } from "../../data/mod.ts";
import {
  constantClassifier,
  constantRegressor,
  multitargetNeuralNetworkRegressor,
  neuralNetworkBinaryClassifier,
  neuralNetworkClassifier,
  neuralNetworkRegressor,
} from "../../models/mod.ts";
import { chain, dense } from "../../nn/mod.ts";
import { CLASSES, INPUTS, NUMBERS, SIDES } from "./_bench.ts";

const small = { builder: mlp({ hidden: [2] }), epochs: 1, batchSize: 6 };

interface Fittable {
  fit(data: never, context: never): Promise<unknown>;
}

/** Fits in a machine on its own backend, which must hold nothing afterwards. */
async function refused(model: Fittable, data: object, want: object): Promise<void> {
  using backend = reference();
  using machine = new Machine(model as never, data, { backend });
  await assert.rejects(machine.fit(), want);
  assert.equal(backend.live, 0);
}

const holed = numeric([...NUMBERS.values.slice(0, 11), NaN]);
const withColumn = (column: Parameters<Table["with"]>[1]) => INPUTS.with("b", column);

const INPUT_CASES: readonly (readonly [string, Table, string])[] = [
  [
    "text",
    withColumn(textual(Array.from(CLASSES.codes, String))),
    'Cannot give column "b" to NeuralNetworkRegressor: it is Textual, and Continuous is wanted; ' +
    "coerce it to numbers or classes, or leave it out",
  ],
  [
    "missing values",
    withColumn(holed),
    'Cannot give "b" to NeuralNetworkRegressor: there are missing values; ' +
    'leave out those rows or columns, fill them in, or fit with missing: "indicator"',
  ],
  [
    "infinity",
    withColumn(numeric(NUMBERS.values.with(3, -Infinity))),
    'Cannot give column "b" to NeuralNetworkRegressor: row 3 holds -Infinity, which 32 bits cannot hold; rescale it',
  ],
  [
    "numbers that are too large",
    withColumn(numeric(NUMBERS.values.with(4, 1e39))),
    'Cannot give column "b" to NeuralNetworkRegressor: row 4 holds 1e+39, which 32 bits cannot hold; rescale it',
  ],
];

for (const [what, x, message] of INPUT_CASES) {
  Deno.test(`network models refuse a column of ${what}, in training and in prediction, and name it`, async () => {
    const want = { name: "DataError", column: "b", message };
    await refused(neuralNetworkRegressor(small), { x, y: NUMBERS }, want);
    using backend = reference();
    using machine = new Machine(neuralNetworkRegressor(small), { x: INPUTS, y: NUMBERS }, { backend });
    const learned = await machine.fit();
    await assert.rejects(learned.predict(x), want);
  });
}

Deno.test("network models name all columns with missing values", async () => {
  await refused(neuralNetworkRegressor(small), { x: table({ a: holed, b: NUMBERS, c: holed }), y: NUMBERS }, {
    name: "DataError",
    message: 'Cannot give "a", "c" to NeuralNetworkRegressor: there are missing values; ' +
      'leave out those rows or columns, fill them in, or fit with missing: "indicator"',
  });
});

Deno.test("network models take the largest number of 32 bits", async () => {
  using backend = reference();
  const x = INPUTS.with("b", numeric(NUMBERS.values.with(4, 3.4e38)));
  using machine = new Machine(neuralNetworkRegressor({ ...small, epochs: 0 }), { x, y: NUMBERS }, {
    backend,
  });
  assert.equal((await (await machine.fit()).predict(x)).size, 12);
});

const TARGET_CASES: readonly (readonly [string, Fittable, unknown, string])[] = [
  [
    "numbers for a classifier",
    neuralNetworkClassifier(small),
    NUMBERS,
    'Cannot fit NeuralNetworkClassifier: the target is "Continuous", and Multiclass or OrderedFactor is wanted; ' +
    'coerce it, e.g. unpack(table, target, { scitypes: { target: "Multiclass" } })',
  ],
  [
    "text for a classifier",
    constantClassifier(),
    textual(Array.from(CLASSES.codes, String)),
    'Cannot fit ConstantClassifier: the target is "Textual", and Multiclass or OrderedFactor is wanted; ' +
    'coerce it, e.g. unpack(table, target, { scitypes: { target: "Multiclass" } })',
  ],
  [
    "classes with a hole",
    neuralNetworkClassifier(small),
    categorical(["a", "b", null, ...Array.from({ length: 9 }, () => "a")]),
    "Cannot fit NeuralNetworkClassifier: the target is missing in row 2; leave out such rows",
  ],
  [
    "a single level",
    neuralNetworkClassifier(small),
    categorical(Array.from({ length: 12 }, () => "only")),
    "Cannot fit NeuralNetworkClassifier: the target has 1 level (only), and at least 2 levels are wanted",
  ],
  [
    "three levels for two",
    neuralNetworkBinaryClassifier(small),
    CLASSES,
    "Cannot fit NeuralNetworkBinaryClassifier: the target has 3 levels (p, q, r), and exactly 2 levels are wanted",
  ],
  [
    "classes for a regressor",
    neuralNetworkRegressor(small),
    SIDES,
    'Cannot fit NeuralNetworkRegressor: the target "y" is Multiclass, and Continuous is wanted; coerce it, or classify',
  ],
  [
    "numbers with a hole",
    neuralNetworkRegressor(small),
    holed,
    'Cannot fit NeuralNetworkRegressor: the target "y" is missing in row 11; leave out such rows',
  ],
  [
    "numbers that are too large",
    constantRegressor(),
    numeric(NUMBERS.values.with(2, 1e39)),
    'Cannot fit ConstantRegressor: the target "y" is 1e+39 in row 2; leave out such rows, or rescale',
  ],
];

for (const [what, model, y, message] of TARGET_CASES) {
  Deno.test(`models refuse a target of ${what}: ${message.slice(0, 40)}…`, async () => {
    await refused(model, { x: INPUTS, y: y as typeof NUMBERS }, { name: "DataError", column: "y", message });
  });
}

Deno.test("multitargetNeuralNetworkRegressor() names the target column at fault", async () => {
  await refused(multitargetNeuralNetworkRegressor(small), {
    x: INPUTS,
    y: table({ one: NUMBERS, two: SIDES }),
  }, {
    name: "DataError",
    column: "two",
    message:
      'Cannot fit MultitargetNeuralNetworkRegressor: the target "two" is Multiclass, and Continuous is ' +
      "wanted; coerce it, or classify",
  });
});

Deno.test("multitargetNeuralNetworkRegressor() refuses a table without targets", async () => {
  const y = INPUTS.select([]);
  await refused(multitargetNeuralNetworkRegressor(small), { x: INPUTS, y }, {
    name: "DataError",
    message:
      "Cannot give this y to MultitargetNeuralNetworkRegressor: the table has no columns; give at least one",
  });
});

Deno.test("network models refuse inputs without columns, and inputs that are no table", async () => {
  await refused(neuralNetworkRegressor(small), { x: INPUTS.select([]), y: NUMBERS }, {
    name: "DataError",
    message: "Cannot give this x to NeuralNetworkRegressor: the table has no columns; give at least one",
  });
  await refused(neuralNetworkRegressor(small), { x: NUMBERS, y: NUMBERS }, {
    name: "DataError",
    message:
      "Cannot give this x to NeuralNetworkRegressor: this is no table; make one by table({ name: column })",
  });
});

Deno.test("network models refuse a table without rows", async () => {
  await refused(neuralNetworkRegressor(small), { x: INPUTS.take([]), y: NUMBERS.take([]) }, {
    name: "RangeError",
    message: "Cannot fit NeuralNetworkRegressor: there are no rows; give at least one",
  });
});

Deno.test("predict() matches columns by name: in another order it gives the same bits", async () => {
  using backend = reference();
  using machine = new Machine(neuralNetworkRegressor(small), { x: INPUTS, y: NUMBERS }, { backend });
  const learned = await machine.fit();
  const turned = INPUTS.select(["b", "a"]);
  assert.deepEqual((await learned.predict(turned)).values, (await learned.predict(INPUTS)).values);
});

Deno.test("predict() refuses absent and unseen columns, and guesses which is meant", async () => {
  using backend = reference();
  const x = table({ length: INPUTS.column("a"), width: INPUTS.column("b") });
  using machine = new Machine(neuralNetworkRegressor(small), { x, y: NUMBERS }, { backend });
  const learned = await machine.fit();
  await assert.rejects(learned.predict(x.drop(["width"])), {
    name: "DataError",
    column: "width",
    message:
      'Cannot predict with NeuralNetworkRegressor: column "width" is absent; it learned from length, width',
  });
  await assert.rejects(learned.predict(x.drop(["width"]).with("widths", NUMBERS)), {
    column: "width",
    message:
      'Cannot predict with NeuralNetworkRegressor: column "width" is absent; it learned from length, width' +
      '; did you mean "widths" by it?',
  });
  await assert.rejects(learned.predict(x.with("depth", NUMBERS)), {
    name: "DataError",
    column: "depth",
    message: 'Cannot predict with NeuralNetworkRegressor: column "depth" was not there in training; ' +
      "give length, width alone, e.g. by select()",
  });
});

Deno.test("network models say that a backend is wanted", async () => {
  using machine = new Machine(neuralNetworkClassifier(small), { x: INPUTS, y: CLASSES });
  await assert.rejects(machine.fit(), {
    message: "Cannot fit NeuralNetworkClassifier: no backend given; pass one, " +
      "e.g. new Machine(model, data, { backend: reference() })",
  });
});

Deno.test("network models tell which builder failed, and why", async () => {
  const cause = new RangeError("no luck");
  const failing = builder(() => {
    throw cause;
  });
  await refused(neuralNetworkClassifier({ ...small, builder: failing }), { x: INPUTS, y: CLASSES }, {
    message: "Cannot build a network for input [2] and 3 outputs: builder Builder failed: no luck",
    cause,
  });
});

Deno.test("network models refuse a network whose output does not fit the target", async () => {
  const wide = builder(() => chain(dense(4), dense(5)));
  await refused(
    neuralNetworkClassifier({ ...small, builder: wide }),
    { x: INPUTS, y: CLASSES },
    (error: unknown) => {
      assert.ok(error instanceof ShapeError);
      assert.deepEqual([error.path, error.found, error.wanted], ["1", [5], [3]]);
      assert.equal(
        error.message,
        "Cannot use the network of builder Builder: it gives [5], but the target takes [3]; end it in dense(outputs)",
      );
      return true;
    },
  );
});
