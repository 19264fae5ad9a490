import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import {
  type Learned,
  load,
  Machine,
  type Model,
  type RunOptions,
  save,
  SavedError,
} from "../../core/mod.ts";
import { iris } from "../../data/datasets/mod.ts";
import { type Finite, unpack } from "../../data/mod.ts";
import { KINDS } from "../../kinds.ts";
import {
  cycleLearningRate,
  ensemble,
  iterated,
  numberLimit,
  numberSinceBest,
  pipeline,
  type Resampling,
  skip,
  step,
} from "../../meta/mod.ts";
import { adam, descent } from "../../nn/mod.ts";
import { conformModel } from "../../testing/mod.ts";
import { standardiser } from "../../transformers/mod.ts";
import { smallNetwork } from "./_networks.ts";

const data = unpack(iris(), "species");
const rows = Array.from({ length: 150 }, (_, row) => row);
const test = rows.filter((row) => row % 5 === 0);
const train = rows.filter((row) => row % 5 !== 0);
const thisPair: Resampling = { kind: "ThisPair", pairs: () => [{ train, test }] };

const net = smallNetwork().with({ optimiser: adam({ eta: 0.02 }) });
const deep = pipeline(standardiser(), pipeline(standardiser(), net));
const EPOCHS = "last.last.epochs";

const probs = async (learned: { predict(x: typeof data.x): Promise<unknown> }) =>
  (await learned.predict(data.x) as Finite).probs; // a classifier's

// What the model by itself makes of the same rows in one go.
async function atOnce(epochs: number, options: RunOptions) {
  using machine = new Machine(deep.with({ [EPOCHS]: epochs }), data, options);
  const learned = await machine.fit({ rows: train });
  return { guess: await probs(learned), losses: learned.report.losses };
}

Deno.test("what iterated() brings back has the bits of the model that is trained for so long in one go", async () => {
  using backend = reference();
  const options = { backend, seed: 5 };
  const controls = [step(1), numberSinceBest(3), numberLimit(60)];
  using machine = new Machine(iterated(deep, { controls, resampling: thisPair }), data, options);
  const learned = await machine.fit();
  const { kept, iterations, losses } = learned.report;
  assert.ok(kept < iterations, "there is something to bring back");
  assert.deepEqual({ guess: await probs(learned), losses }, await atOnce(kept, options));
});

Deno.test("5 + 7 epochs are 12, to the bit: by steps, by other controls, and by both", async () => {
  using backend = reference();
  const options = { backend, seed: 5 };
  const wanted = await atOnce(12, options);
  const model = iterated(deep, { resampling: thisPair, keepBest: false });
  const both = [skip(step(5), (n) => n === 1), skip(step(7), (n) => n === 2), numberLimit(2)];
  using inSteps = new Machine(model.with({ controls: both }), data, options);
  const learned = await inSteps.fit();
  assert.deepEqual({ guess: await probs(learned), losses: learned.report.losses }, wanted);
  using staged = new Machine(model.with({ controls: [step(5), numberLimit(1)] }), data, options);
  await staged.fit();
  staged.model = model.with({ controls: [step(7), numberLimit(1)] });
  const later = await staged.fit();
  assert.equal(later.report.iterations, 12);
  assert.deepEqual({ guess: await probs(later), losses: later.report.losses }, wanted);
});

Deno.test("the best of rates that cycle is brought back to the bit, whether restored or learned again", async () => {
  using backend = reference();
  const cycling = cycleLearningRate({ path: "last.last.optimiser.eta", lower: 0.001, upper: 2, stepsize: 3 });
  const controls = [cycling, step(1), numberSinceBest(4), numberLimit(40)];
  for (const inner of [deep, unrestorable(deep)]) {
    const model = iterated(inner, { controls, resampling: thisPair });
    using best = new Machine(model, data, { backend, seed: 5 });
    const { kept, iterations } = (await best.fit()).report;
    assert.ok(kept < iterations, "there is something to bring back");
    const until = [cycling, step(1), numberLimit(kept)];
    using again = new Machine(model.with({ controls: until, keepBest: false }), data, { backend, seed: 5 });
    assert.deepEqual(await probs(best.learned), await probs(await again.fit()));
  }
});

Deno.test("iterated() leaves nothing held, whether it stops, fails or is aborted", async () => {
  using backend = reference();
  const model = iterated(deep, { controls: [step(1), numberSinceBest(2), numberLimit(9)] });
  {
    using machine = new Machine(model, data, { backend });
    await machine.fit();
    assert.ok(backend.live > 0);
    machine.model = model.with({ controls: [step(2), numberLimit(2)] });
    await machine.fit();
    machine.model = model.with({ retrain: true });
    await machine.fit();
  }
  assert.equal(backend.live, 0, "held after it stopped");
  for (const at of [1, 4]) {
    const controller = new AbortController();
    const listener = ({ type, ...event }: { readonly type: string; readonly epoch?: number }) => {
      if (type === "epoch" && event.epoch === at) controller.abort();
    };
    using machine = new Machine(model, data, { backend, signal: controller.signal, listener });
    await assert.rejects(machine.fit(), { name: "AbortError" });
    assert.equal(backend.live, 0, `held after an abort in epoch ${at}`);
  }
  for (const at of [1, 4]) {
    const listener = ({ type, ...event }: { readonly type: string; readonly epoch?: number }) => {
      if (type === "epoch" && event.epoch === at) throw new Error("Cannot listen any longer");
    };
    using machine = new Machine(model, data, { backend, listener });
    await assert.rejects(machine.fit(), { message: "Cannot listen any longer" });
    assert.equal(backend.live, 0, `held after a failure in epoch ${at}`);
  }
});

Deno.test("iterated() of an ensemble counts the epochs of its members", async () => {
  using backend = reference();
  const model = iterated(ensemble(net, { n: 2 }), { controls: [step(2), numberLimit(2)] });
  using machine = new Machine(model, data, { backend });
  assert.equal((await machine.fit()).report.iterations, 4);
});

conformModel("iterated(pipeline(standardiser(), network))", {
  make: () =>
    iterated(pipeline(standardiser(), net), { controls: [step(2), numberSinceBest(2), numberLimit(4)] }),
  data: { x: data.x.take(test), y: data.y.take(test) },
  changes: [{ keepBest: false }, { resampling: thisPairOf(test.length) }, { retrain: true }],
});

function thisPairOf(size: number): Resampling {
  const all = Array.from({ length: size }, (_, row) => row);
  const [held, learned] = [all.filter((row) => row % 3 === 0), all.filter((row) => row % 3 !== 0)];
  return { kind: "EveryThird", pairs: () => [{ train: learned, test: held }] };
}

Deno.test("iterated() that went on by another optimiser is saved and loaded, and goes on to the same bits", async () => {
  using backend = reference();
  const controls = [step(2), numberLimit(2)];
  using machine = new Machine(iterated(net, { controls }), data, { backend, seed: 5 });
  await machine.fit();
  machine.model = machine.model.with({ "model.optimiser": descent({ eta: 0.1 }) });
  await machine.fit();
  using loaded = await load<typeof machine.model>(await save(machine), { kinds: KINDS, data, backend });
  assert.deepEqual(loaded.report, machine.report);
  for (const each of [machine, loaded]) {
    each.model = each.model.with({ controls: [step(1), numberLimit(1)] });
    await each.fit();
  }
  assert.deepEqual(await probs(loaded.learned), await probs(machine.learned));
});

Deno.test("what can be saved is not learned again where it is brought back", async () => {
  using backend = reference();
  let fits = 0;
  const counting = <D, L extends Learned, P extends object>(model: Model<D, L, P>): Model<D, L, P> => ({
    ...model,
    with: (changes) => counting(model.with(changes)),
    fit(...given) {
      fits++;
      return model.fit(...given);
    },
  });
  const controls = [step(1), numberSinceBest(3), numberLimit(60)];
  using machine = new Machine(iterated(counting(deep), { controls }), data, { backend });
  const { kept, iterations } = (await machine.fit()).report;
  assert.ok(kept < iterations, "there is something to bring back");
  assert.equal(fits, 1);
});

Deno.test("what cannot be saved, or not restored, is learned again where it is brought back, to the same bits", async () => {
  using backend = reference();
  const options = { backend, seed: 5 };
  const controls = [step(1), numberSinceBest(3), numberLimit(60)];
  const same = (x: typeof data.x) => x;
  for (const model of [pipeline(same, net), unrestorable(pipeline(standardiser(), net))]) {
    using machine = new Machine(iterated(model, { controls, resampling: thisPair }), data, options);
    const learned = await machine.fit();
    const { kept, iterations } = learned.report;
    assert.ok(kept < iterations, "there is something to bring back");
    using atOnce = new Machine(model.with({ "last.epochs": kept }), data, options);
    assert.deepEqual(await probs(learned), await probs(await atOnce.fit({ rows: train })));
  }
});

// As a wrapper of a model that cannot be restored.
function unrestorable<D, L extends Learned, P extends object>(model: Model<D, L, P>): Model<D, L, P> {
  return {
    ...model,
    with: (changes) => unrestorable(model.with(changes)),
    restore: () => Promise.reject(new SavedError("Cannot restore this model: it cannot be restored")),
  };
}
