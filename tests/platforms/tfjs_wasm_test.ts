import assert from "node:assert/strict";
import { tfjs } from "../../backends/tfjs/mod.ts";
import type { Layer, Plan } from "../../core/mod.ts";
import { rng, UnsupportedError } from "../../core/mod.ts";
import {
  behind,
  chain,
  conv2d,
  dense,
  descent,
  finaliserOf,
  flatten,
  identity,
  infer,
  initialState,
  maxPool2d,
  meanPool2d,
  mse,
} from "../../nn/mod.ts";
import { pytorchEmbeddings } from "../backends/_pytorch_embeddings.ts";

// Here because tfjs's wasm engine reads its kernels from a file, which other tests may not.

function planOf(network: Layer): Plan {
  const finaliser = finaliserOf(identity);
  return {
    network,
    input: [4, 4, 1],
    finaliser,
    loss: behind(finaliser, mse()),
    optimiser: descent({ eta: 0.1 }).rules,
    batchSize: 2,
    seed: [1, 2],
  };
}

Deno.test('tfjs({ engine: "wasm" }) refuses to compile what it cannot train, and says what would do', async () => {
  using backend = await tfjs({ engine: "wasm" });
  const plan = planOf(chain(conv2d(2), maxPool2d(2), flatten(), dense(1)));
  const missing = "gradients of conv2d (at 0), maxPool2d (at 1) on engine wasm; use engine cpu or webgpu";
  assert.deepEqual(backend.missing(plan), [missing]);
  await assert.rejects(backend.compile(plan), (error: Error) => {
    assert.ok(error instanceof UnsupportedError);
    assert.equal(error.message, `Cannot compile for backend tfjs: it lacks ${missing}`);
    return true;
  });
  assert.equal(backend.live, 0);
});

Deno.test('tfjs({ engine: "wasm" }) trains other layers of images', async () => {
  using backend = await tfjs({ engine: "wasm" });
  const plan = planOf(chain(meanPool2d(2), flatten(), dense(1)));
  using program = await backend.compile(plan);
  program.write(initialState(infer(plan.network, plan.input), rng(3)));
  const x = { shape: [2, ...plan.input], data: Float64Array.from({ length: 32 }, (_, i) => i / 32) };
  const data = program.upload({ x, y: { shape: [2, 1], data: Float64Array.of(1, -1) } });
  const losses = await program.train(data, Array.from({ length: 10 }, () => Int32Array.of(0, 1)));
  assert.ok(losses[9]! < losses[0]!, `${losses}`);
});

for (const { name, check } of pytorchEmbeddings) {
  Deno.test(`tfjs({ engine: "wasm" }) goes PyTorch's way with embeddings: ${name}`, async () => {
    using backend = await tfjs({ engine: "wasm" });
    await check(backend, "float32");
  });
}

Deno.test('tfjs({ engine: "wasm" }) refuses models of tfjs-layers that it cannot train', async () => {
  using backend = await tfjs({ engine: "wasm" });
  const own = backend.builder(({ input: [height = 1, width = 1, channels = 1], outputs, tf }) =>
    tf.sequential({
      layers: [
        tf.layers.maxPooling2d({ poolSize: 2, inputShape: [height, width, channels] }),
        tf.layers.flatten(),
        tf.layers.dense({ units: outputs }),
      ],
    })
  );
  assert.throws(() => own.build({ input: [4, 4, 1], outputs: 1 }), {
    message:
      "Cannot compile for backend tfjs: it lacks gradients of MaxPooling2D on engine wasm; use engine cpu or webgpu",
  });
});
