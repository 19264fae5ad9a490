import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { reference } from "../../backends/reference/mod.ts";
import { missingLayers } from "../../backends/tfjs/forward.ts";
import { type LayersInput, type LayersModel, tfjs } from "../../backends/tfjs/mod.ts";
import type { Backend, Plan, Program } from "../../core/backend.ts";
import { DeviceError, ShapeError, UnsupportedError } from "../../core/errors.ts";
import { equal } from "../../core/params.ts";
import { rng } from "../../core/rng.ts";
import {
  adam,
  behind,
  chain,
  conv2d,
  crossEntropy,
  dense,
  dropout,
  finaliserOf,
  flatten,
  globalMaxPool,
  infer,
  initialState,
  maxPool2d,
  meanPool2d,
  relu,
  softmax,
  tanh,
} from "../../nn/mod.ts";

const ROWS = 11;
const ORDERS = [0, 1, 2].map((e) => rng(2).fork(e).permutation(ROWS));

function planOf(network: Plan["network"]): Plan {
  const finaliser = finaliserOf(softmax);
  return {
    network,
    input: [2],
    finaliser,
    loss: behind(finaliser, crossEntropy()),
    optimiser: adam({ eta: 0.01 }).rules,
    batchSize: 4,
    seed: [1, 2],
  };
}

function examples() {
  const chance = rng(4);
  const x = { shape: [ROWS, 2], data: Float64Array.from({ length: 2 * ROWS }, () => chance.normal()) };
  const y = {
    shape: [ROWS, 3],
    data: Float64Array.from({ length: 3 * ROWS }, (_, i) => (i % 4 === 0 ? 1 : 0)),
  };
  return { x, y };
}

async function compiled(backend: Backend, plan: Plan): Promise<Program> {
  const program = await backend.compile(plan);
  program.write(initialState(infer(plan.network, plan.input), rng(3)));
  return program;
}

async function trained(backend: Backend, plan: Plan) {
  using program = await compiled(backend, plan);
  const losses = await program.train(program.upload(examples()), ORDERS);
  return { losses, state: await program.read(), guess: await program.predict(examples().x) };
}

function near(found: ArrayLike<number>, wanted: ArrayLike<number>): void {
  assert.equal(found.length, wanted.length);
  Array.from(wanted).forEach((w, i) => {
    assert.ok(Math.abs(found[i]! - w) <= 1e-5 * (1 + Math.abs(w)), `${i}: ${found[i]} instead of ${w}`);
  });
}

const OURS = chain(dense(5, { activation: relu }), dropout(0.3), dense(3));

function theirs({ input, outputs, tf }: LayersInput): LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.dense({
        units: 5,
        activation: "tanh",
        inputShape: [...input],
        kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
      }),
      tf.layers.dense({ units: outputs, kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }) }),
    ],
  });
}

Deno.test("tfjs() trains as the reference does, dropout included", async () => {
  using backend = await tfjs();
  const [mine, wanted] = [await trained(backend, planOf(OURS)), await trained(reference(), planOf(OURS))];
  near(mine.losses, wanted.losses);
  near(mine.guess.data, wanted.guess.data);
  assert.deepEqual([...mine.state.arrays.keys()], [...wanted.state.arrays.keys()]);
  for (const [name, { data, shape }] of wanted.state.arrays) {
    near(mine.state.arrays.get(name)!.data, data);
    assert.deepEqual(mine.state.arrays.get(name)!.shape, shape);
  }
});

Deno.test("tfjs() leaves no tensor and nothing live behind", async () => {
  const before = tf.memory().numTensors;
  const backend = await tfjs();
  await trained(backend, planOf(OURS));
  assert.equal(backend.live, 0);
  assert.equal(tf.memory().numTensors, before);
  const forgotten = await compiled(backend, planOf(OURS));
  forgotten.upload(examples());
  assert.equal(backend.live, 2);
  backend[Symbol.dispose]();
  backend[Symbol.dispose]();
  forgotten[Symbol.dispose]();
  assert.equal(backend.live, 0);
  assert.equal(tf.memory().numTensors, before);
});

Deno.test("tfjs() stops between steps at a signal, keeps no tensor of it, and goes on from there", async () => {
  const before = tf.memory().numTensors;
  {
    using backend = await tfjs();
    using program = await compiled(backend, planOf(OURS));
    const data = program.upload(examples());
    const held = tf.memory().numTensors;
    const controller = new AbortController();
    const seen: number[] = [];
    const onEpoch = (index: number) => {
      seen.push(index);
      if (index === 1) controller.abort();
    };
    await assert.rejects(program.train(data, ORDERS, { signal: controller.signal, onEpoch }), {
      name: "AbortError",
    });
    assert.deepEqual(seen, [0, 1]);
    assert.equal(tf.memory().numTensors, held);
    assert.equal((await program.read()).step, 6);
    const wanted = await trained(backend, planOf(OURS));
    await program.train(data, ORDERS.slice(2));
    near((await program.predict(examples().x)).data, wanted.guess.data);
  }
  assert.equal(tf.memory().numTensors, before);
});

Deno.test("tfjs() copies what it is given: changing the arrays afterwards changes nothing", async () => {
  using backend = await tfjs();
  using program = await compiled(backend, planOf(OURS));
  const { x, y } = {
    x: { shape: [1, 2], data: new Float32Array([1, 2]) },
    y: { shape: [1, 3], data: new Float32Array([1, 0, 0]) },
  };
  const data = program.upload({ x, y });
  const before = await program.loss(data);
  x.data.fill(9);
  y.data.fill(0);
  assert.equal(await program.loss(data), before);
});

Deno.test("tfjs() refuses a second engine while the first is held, and an engine that there is not", async () => {
  {
    using backend = await tfjs();
    using again = await tfjs({ engine: "cpu" });
    assert.equal(backend.engine, again.engine);
    await assert.rejects(tfjs({ engine: "wasm" }), (error: Error) => {
      assert.ok(error instanceof DeviceError);
      assert.match(error.message, /^Cannot start engine wasm of tfjs: a tfjs backend on cpu is in use/);
      return true;
    });
  }
  // @ts-expect-error no such engine
  await assert.rejects(tfjs({ engine: "gpu" }), RangeError);
});

Deno.test("tfjs().builder() makes a model of tfjs-layers train like the same network in attune's words", async () => {
  const before = tf.memory().numTensors;
  {
    using backend = await tfjs();
    const foreign = backend.builder(theirs).build({ input: [2], outputs: 3 });
    assert.equal(tf.memory().numTensors, before);
    const own = chain(dense(5, { activation: tanh }), dense(3));
    const start = initialState(infer(foreign, [2]), rng(1)).arrays;
    const names = ["0/kernel", "0/bias", "1/kernel", "1/bias"];
    assert.deepEqual([...start.keys()], ["0/0_kernel", "0/1_bias", "0/2_kernel", "0/3_bias"]);
    const results = [];
    for (const network of [foreign, own]) {
      using program = await backend.compile(planOf(network));
      const arrays = [...start].map(([name, array], i) =>
        [network === own ? names[i]! : name, array] as const
      );
      program.write({ step: 0, arrays: new Map(arrays) });
      results.push(await program.train(program.upload(examples()), ORDERS));
    }
    near(results[0]!, results[1]!);
    assert.ok(results[0]![2]! < results[0]![0]!);
    assert.equal(backend.live, 0);
  }
  assert.equal(tf.memory().numTensors, before);
});

Deno.test("tfjs().builder() gives equal builders for one function, and a layer that other backends refuse", async () => {
  using backend = await tfjs();
  const [a, b] = [backend.builder(theirs), backend.builder(theirs)];
  assert.ok(equal(a, b));
  assert.ok(!equal(a, backend.builder((io) => theirs(io))));
  const plan = planOf(a.build({ input: [2], outputs: 3 }));
  assert.deepEqual(backend.missing(plan), []);
  assert.deepEqual(reference().missing(plan), ["layer x:tfjs (at 0)"]);
  await assert.rejects(reference().compile(plan), UnsupportedError);
});

Deno.test("tfjs().builder() refuses models that do not fit, and frees them", async () => {
  using backend = await tfjs();
  const before = tf.memory().numTensors;
  const wide = backend.builder((io) => theirs({ ...io, outputs: 4 }));
  assert.throws(() => wide.build({ input: [2], outputs: 3 }), (error: Error) => {
    assert.ok(error instanceof ShapeError);
    assert.equal(error.message, "Cannot use a tfjs model that gives [4]: [3] is wanted of it");
    return true;
  });
  const still = backend.builder(({ outputs, input, tf }) =>
    tf.sequential({
      layers: [
        tf.layers.batchNormalization({ inputShape: [...input] }),
        tf.layers.dense({ units: outputs }),
      ],
    })
  );
  assert.throws(() => still.build({ input: [2], outputs: 3 }), /arrays that are not trained/);
  assert.equal(tf.memory().numTensors, before);
});

Deno.test("tfjs() lacks foreign layers of other kinds, by name", async () => {
  using backend = await tfjs();
  const plan = planOf({ kind: "x:attention", output: [3], parameters: [], options: {} });
  assert.deepEqual(backend.missing(plan), ["layer x:attention (at 0)"]);
  await assert.rejects(backend.compile(plan), UnsupportedError);
});

Deno.test("missing() of tfjs says what engine wasm cannot train, and which engine can", () => {
  const images = chain(conv2d(2, { padding: "same" }), maxPool2d(2), meanPool2d(2), flatten(), dense(3));
  const node = infer(images, [8, 8, 1]);
  assert.deepEqual(missingLayers(node, "cpu"), []);
  assert.deepEqual(missingLayers(node, "webgpu"), []);
  assert.deepEqual(missingLayers(node, "wasm"), [
    "gradients of conv2d (at 0), maxPool2d (at 1) on engine wasm; use engine cpu or webgpu",
  ]);
  const others = infer(chain(meanPool2d(2), flatten(), dense(3)), [8, 8, 1]);
  assert.deepEqual(missingLayers(others, "wasm"), []);
  assert.match(missingLayers(infer(globalMaxPool(), [2, 2, 1]), "wasm").join(), /globalMaxPool/);
});
