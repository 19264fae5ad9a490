import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { tfjs } from "../../backends/tfjs/mod.ts";
import { builder, mlp, short } from "../../builders/mod.ts";
import { type Changes, type FitOptions, Machine, rng, type State } from "../../core/mod.ts";
import {
  neuralNetworkClassifier,
  type NeuralNetworkParams,
  neuralNetworkRegressor,
} from "../../models/mod.ts";
import {
  adam,
  chain,
  dense,
  descent,
  initialState,
  momentum,
  optimiserChain,
  signDecay,
  tanh,
  weightDecay,
} from "../../nn/mod.ts";
import { CLASSES, INPUTS, NUMBERS, recorder, spy } from "./_bench.ts";

const DATA = { x: INPUTS, y: NUMBERS };
const SEED = 5;
const model = neuralNetworkRegressor({
  builder: mlp({ hidden: [3], activation: tanh }),
  epochs: 4,
  batchSize: 5,
  optimiser: adam({ eta: 0.02 }),
});

for (const [where, make] of [["reference", () => reference()], ["tfjs", () => tfjs()]] as const) {
  Deno.test(`12 epochs are 5 and 7 more, bit for bit, dropout and shuffling included: ${where}`, async () => {
    using backend = await make();
    const options = { backend, seed: SEED };
    const classifier = neuralNetworkClassifier({ builder: short({ hidden: 5 }), batchSize: 5, epochs: 12 });
    const data = { x: INPUTS, y: CLASSES };
    using atOnce = new Machine(classifier, data, options);
    using staged = new Machine(classifier.with({ epochs: 5 }), data, options);
    const first = await staged.fit();
    const losses = first.report.losses;
    staged.model = classifier;
    const [all, both] = [await atOnce.fit(), await staged.fit()];
    assert.equal(all.report.losses.length, 12);
    assert.deepEqual(both.report, all.report);
    assert.deepEqual(both.report.losses.slice(0, 5), losses);
    assert.deepEqual(await both.state(), await all.state());
    assert.equal((await both.state()).step, 12 * 3);
    assert.deepEqual((await both.predict(INPUTS)).probs, (await all.predict(INPUTS)).probs);
  });
}

/** What a run by hand ends with: each stage trains on from the last, by its own rules. */
async function byHand(
  stages: readonly { readonly epochs: number; readonly model: typeof model; readonly keep: boolean }[],
) {
  using backend = spy();
  using machine = new Machine(model.with({ epochs: 0 }), DATA, { backend, seed: SEED });
  const { network } = await machine.fit();
  const source = rng(SEED);
  let state: State = initialState(network, source.fork("weights"));
  let epoch = 1;
  const losses: number[] = [];
  for (const stage of stages) {
    using program = await backend.compile({
      ...backend.plans[0]!,
      optimiser: stage.model.params.optimiser.rules,
    });
    const weights = [...state.arrays].filter(([name]) => stage.keep || !name.includes("#"));
    const since = stage.keep ? state.since : state.step;
    program.write({ step: state.step, since, arrays: new Map(weights) });
    const orders = Array.from(
      { length: stage.epochs },
      (_, i) => source.fork("order").fork(epoch + i).permutation(INPUTS.size),
    );
    epoch += stage.epochs;
    losses.push(...await program.train(program.upload(backend.examples[0]!), orders));
    state = await program.read();
  }
  return { losses, state };
}

Deno.test("a changed rate keeps the optimiser's state: the same as a program that goes on with it", async () => {
  using backend = reference();
  using machine = new Machine(model, DATA, { backend, seed: SEED });
  await machine.fit();
  const faster = model.with({ "optimiser.eta": 0.2, epochs: 7 });
  machine.model = faster;
  const learned = await machine.fit();
  const want = await byHand([{ epochs: 4, model, keep: true }, { epochs: 3, model: faster, keep: true }]);
  assert.deepEqual(learned.report.losses, want.losses);
  assert.deepEqual(await learned.state(), want.state);
  assert.equal(want.state.step, 7 * 3);
});

Deno.test("another kind of optimiser starts with empty slots and counts from there, on the weights that are there; steps go on", async () => {
  using backend = reference();
  using machine = new Machine(model, DATA, { backend, seed: SEED });
  await machine.fit();
  const other = model.with({ optimiser: momentum({ eta: 0.02 }), epochs: 7 });
  machine.model = other;
  const learned = await machine.fit();
  const want = await byHand([{ epochs: 4, model, keep: true }, { epochs: 3, model: other, keep: false }]);
  assert.deepEqual(learned.report.losses, want.losses);
  assert.deepEqual(await learned.state(), want.state);
  assert.deepEqual([want.state.step, want.state.since], [7 * 3, 4 * 3]);
});

Deno.test("a changed optimiser without more epochs trains nothing, and is there for the next ones", async () => {
  using backend = spy();
  using machine = new Machine(model, DATA, { backend, seed: SEED });
  const before = await (await machine.fit()).state();
  machine.model = model.with({ "optimiser.eta": 0.2 });
  assert.deepEqual(await (await machine.fit()).state(), before);
  assert.equal(backend.orders.length, 4);
  machine.model = machine.model.with({ epochs: 5 });
  await machine.fit();
  assert.equal(backend.orders.length, 5);
  assert.equal(backend.plans.length, 2, "compiled once for the new rate, and not again");
});

Deno.test("a penalty is the chain of decays that it stands for, bit for bit", async () => {
  const [lambda, alpha, batches] = [0.3, 0.4, 3];
  const final = async (change: Changes<NeuralNetworkParams>) => {
    using backend = reference();
    using machine = new Machine(model.with(change), DATA, { backend, seed: SEED });
    const learned = await machine.fit();
    return { report: learned.report, values: [...(await learned.state()).arrays.values()] };
  };
  const chained = optimiserChain(
    signDecay({ lambda: alpha * lambda / batches }),
    weightDecay({ lambda: 2 * (1 - alpha) * lambda / batches }),
    model.params.optimiser,
  );
  const penalised = await final({ lambda, alpha });
  assert.deepEqual(penalised, await final({ optimiser: chained }));
  assert.notDeepEqual(penalised.values, (await final({})).values);
  const plain = await final({ alpha });
  assert.deepEqual(plain, await final({}), "alpha without lambda is no penalty");
});

/** The events of a second fit after a change, and whether it is the same as a fresh one. */
async function second(change: Changes<NeuralNetworkParams>, fit: FitOptions = {}) {
  using backend = reference();
  const { events, listener } = recorder();
  using machine = new Machine(model, DATA, { backend, seed: SEED, listener });
  await machine.fit();
  events.length = 0;
  machine.model = model.with(change);
  const learned = await machine.fit(fit);
  using anew = new Machine(machine.model, DATA, { backend, seed: SEED });
  const fresh = await anew.fit(fit);
  return {
    decided: events[0]!.type,
    epochs: events.flatMap((event) => event.type === "epoch" ? [event.epoch] : []),
    fresh: JSON.stringify([...(await learned.state()).arrays]) ===
      JSON.stringify([...(await fresh.state()).arrays]),
  };
}

Deno.test("optimiserChangesTriggerRetraining starts over where the optimiser changes, and only there", async () => {
  const flag = { optimiserChangesTriggerRetraining: true };
  assert.deepEqual(await second({ ...flag, "optimiser.eta": 0.1 }), {
    decided: "fit",
    epochs: [1, 2, 3, 4],
    fresh: true,
  });
  using backend = reference();
  const { events, listener } = recorder();
  using machine = new Machine(model.with(flag), DATA, { backend, listener });
  await machine.fit();
  for (
    const [change, first] of [
      [{ epochs: 6 }, 5],
      [{ epochs: 8, "optimiser.eta": 0.1 }, 1],
    ] as readonly (readonly [Changes<NeuralNetworkParams>, number])[]
  ) {
    events.length = 0;
    machine.model = machine.model.with(change);
    await machine.fit();
    assert.equal(events.find((event) => event.type === "epoch")?.epoch, first);
  }
});

Deno.test("fewer epochs, other rows and force start over", async () => {
  assert.deepEqual(await second({ epochs: 2 }), { decided: "fit", epochs: [1, 2], fresh: true });
  assert.deepEqual(await second({}, { rows: [0, 2, 4, 6, 8] }), {
    decided: "fit",
    epochs: [1, 2, 3, 4],
    fresh: true,
  });
  assert.deepEqual(await second({}, { force: true }), { decided: "fit", epochs: [1, 2, 3, 4], fresh: true });
});

Deno.test("a builder of one's own goes on where it is the same function, and starts over where it is not", async () => {
  const make = () => builder(({ outputs }) => chain(dense(2), dense(outputs)));
  const own = make();
  using backend = reference();
  const { events, listener } = recorder();
  const first = () => events.find((event) => event.type === "epoch")?.epoch;
  using machine = new Machine(model.with({ builder: own }), DATA, { backend, listener });
  await machine.fit();
  events.length = 0;
  machine.model = model.with({ builder: own, epochs: 6 });
  await machine.fit();
  assert.equal(first(), 5);
  events.length = 0;
  machine.model = model.with({ builder: make(), epochs: 8 });
  await machine.fit();
  assert.equal(first(), 1);
});

Deno.test("rows are in order without shuffle, and in a new order each epoch with it", async () => {
  const inOrder = Array.from({ length: 12 }, (_, i) => i);
  const ordersOf = async (shuffle: boolean, seed: number) => {
    using backend = spy();
    using machine = new Machine(model.with({ shuffle }), DATA, { backend, seed });
    await machine.fit();
    return backend.orders;
  };
  assert.deepEqual(await ordersOf(false, 1), [inOrder, inOrder, inOrder, inOrder]);
  const shuffled = await ordersOf(true, 1);
  assert.equal(new Set(shuffled.map(String)).size, 4);
  for (const order of shuffled) assert.deepEqual(order.toSorted((a, b) => a - b), inOrder);
  assert.deepEqual(await ordersOf(true, 1), shuffled);
  assert.notDeepEqual(await ordersOf(true, 2), shuffled);
});

Deno.test("descent keeps steps when its rate changes, for it has no slots to lose", async () => {
  using backend = reference();
  using machine = new Machine(model.with({ optimiser: descent({ eta: 0.01 }) }), DATA, { backend });
  await machine.fit();
  machine.model = machine.model.with({ optimiser: descent({ eta: 0.02 }), epochs: 5 });
  assert.equal((await (await machine.fit()).state()).step, 15);
});
