import assert from "node:assert/strict";
import { reference } from "../backends/reference/mod.ts";
import { wasm } from "../backends/wasm/mod.ts";
import { defineBuilder } from "../builders/mod.ts";
import { integer, type MachineOf } from "../core/mod.ts";
import {
  augment,
  type Backend,
  blobs,
  chain,
  cosineDecay,
  dense,
  dropout,
  type ImageClassifier,
  imageClassifier,
  load,
  Machine,
  mlp,
  momentum,
  type NeuralNetworkClassifier,
  neuralNetworkClassifier,
  save,
  short,
} from "../mod.ts";
import { activation, mul } from "../nn/mod.ts";
import { bars } from "./models/_images.ts";

const data = blobs({ rows: 40, seed: 1 });
const quiet = { verbosity: 0 } as const;
const model = neuralNetworkClassifier({
  builder: short({ hidden: 5, dropout: 0.3 }),
  optimiser: momentum({ eta: cosineDecay({ from: 0.1, epochs: 8 }) }),
  epochs: 3,
  batchSize: 7,
  lambda: 0.01,
});

async function trained(epochs: number, backend?: Backend): Promise<MachineOf<NeuralNetworkClassifier>> {
  const machine = new Machine(model.with({ epochs }), data, {
    ...quiet,
    seed: 3,
    ...(backend && { backend }),
  });
  await machine.fit();
  return machine;
}

Deno.test("load() needs no backend and no kinds of the library, and goes on to the bit: masks, row orders, slots and rates", async () => {
  using whole = await trained(8);
  using first = await trained(3);
  let machine = await load<NeuralNetworkClassifier>(await save(first), { ...quiet, data });
  for (const epochs of [4, 8]) { // each time from a file
    using before = machine;
    before.model = before.model.with({ epochs });
    await before.fit();
    machine = await load<NeuralNetworkClassifier>(await save(before), { ...quiet, data });
  }
  using last = machine;
  assert.deepEqual(await last.learned.save(), await whole.learned.save());
  assert.deepEqual(last.report, whole.report);
  assert.equal(last.age, 3);
});

Deno.test("load() takes another backend, which predicts the same to 1e-6 and goes on to the same to 1e-4", async () => {
  for (const [from, to] of [[wasm, reference], [reference, wasm]] as const) {
    using there = from();
    using here = to();
    using first = await trained(3, there);
    using loaded = await load<NeuralNetworkClassifier>(await save(first), { ...quiet, data, backend: here });
    near(await loaded.learned.predict(data.x), await first.learned.predict(data.x), 1e-6);
    using whole = await trained(8, there);
    loaded.model = loaded.model.with({ epochs: 8 });
    near(await (await loaded.fit()).predict(data.x), await whole.learned.predict(data.x), 1e-4);
  }
});

function near(
  { probs }: { readonly probs: ArrayLike<number> },
  wanted: { readonly probs: ArrayLike<number> },
  by: number,
): void {
  const far = Array.from(probs, (p, i) => Math.abs(p - wanted.probs[i]!));
  assert.ok(Math.max(...far) < by, `${Math.max(...far)}`);
}

Deno.test("a network of images that are varied in training goes on to the bit", async () => {
  const data = bars(12);
  const model = imageClassifier({
    augmentation: augment({ shift: 1, rotate: 10, noise: 0.1 }),
    batchSize: 5,
    epochs: 1,
  });
  using first = new Machine(model, data, quiet);
  await first.fit();
  using loaded = await load<ImageClassifier>(await save(first), { ...quiet, data });
  for (const machine of [first, loaded]) machine.model = machine.model.with({ epochs: 4 });
  assert.deepEqual(await (await loaded.fit()).save(), await (await first.fit()).save());
});

const narrow = defineBuilder<{ readonly width: number }>(
  "Narrow",
  { width: integer(2, { min: 1 }) },
  ({ width }, { outputs }) => chain(dense(width), dropout(0.2), dense(outputs)),
);

Deno.test("a builder and an activation of one's own are known to load() where they are given", async () => {
  const squared = activation("squared", (x) => mul(x, x));
  for (
    const [builder, kind] of [[narrow({ width: 3 }), narrow], [
      mlp({ hidden: [2], activation: squared }),
      squared,
    ]] as const
  ) {
    using machine = new Machine(model.with({ builder }), data, quiet);
    await machine.fit();
    const bytes = await save(machine);
    await assert.rejects(load(bytes, quiet), {
      name: "SavedError",
      message: /no kind "(Narrow|squared)" is known/,
    });
    using loaded = await load<NeuralNetworkClassifier>(bytes, { ...quiet, data, kinds: [kind] });
    assert.equal(String(loaded.model), String(machine.model));
    for (const each of [machine, loaded]) await each.fit({ force: true }); // the builder builds
    assert.deepEqual(await loaded.learned.save(), await machine.learned.save());
  }
});

Deno.test("other tools read the arrays of a machine's file", async () => {
  using machine = await trained(3);
  const bytes = await save(machine);
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const { "learned/0/kernel": kernel } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  assert.deepEqual([kernel.dtype, kernel.shape], ["F32", [2, 5]]);
  const [from, to] = kernel.data_offsets;
  const { arrays } = await machine.learned.state();
  assert.deepEqual(
    new Float32Array(bytes.slice(8 + length + from, 8 + length + to).buffer),
    arrays.get("0/kernel")!.data,
  );
});

Deno.test("load() refuses options that it does not know, and data of other classes", async () => {
  using machine = await trained(3);
  const bytes = await save(machine);
  await assert.rejects(load(bytes, { ...quiet, seed: 1 } as object), { name: "TypeError", message: /seed/ });
  const other = blobs({ rows: 40, seed: 1, centres: 2 });
  await assert.rejects(load<NeuralNetworkClassifier>(bytes, { ...quiet, data: other }), {
    name: "DataError",
  });
});

Deno.test("a loaded machine learns from the rows that it had learned from, unless others are given", async () => {
  using first = new Machine(model, data, { ...quiet, seed: 3 });
  await first.fit({ rows: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18] });
  first.model = model.with({ epochs: 5 });
  const bytes = await save(first);
  await first.fit({ rows: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18] });
  using loaded = await load<NeuralNetworkClassifier>(bytes, { ...quiet, data });
  await loaded.fit();
  assert.equal(loaded.age, 1, "nothing changed, and it was kept");
  loaded.model = model.with({ epochs: 5 });
  await loaded.fit();
  assert.deepEqual(await loaded.learned.state(), await first.learned.state());
});

Deno.test("what is no bytes or no machine is refused by what it is", async () => {
  await assert.rejects(load(undefined as unknown as Uint8Array), {
    name: "TypeError",
    message: "Cannot load undefined: give the bytes of a file, e.g. await Deno.readFile(path)",
  });
  await assert.rejects(save(model as unknown as Parameters<typeof save>[0]), {
    name: "TypeError",
    message: /^Cannot save NeuralNetworkClassifier: give a machine/,
  });
});
