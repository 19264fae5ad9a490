import assert from "node:assert/strict";
import type { Plan } from "../core/backend.ts";
import { UnsupportedError } from "../core/errors.ts";
import { adam, chain, dense, infer, parametersOf, rprop, slotName } from "../nn/mod.ts";
import { type Bench, type Law, ready, sameBits, train } from "./_bench.ts";
import { type Case, caseOf } from "./_cases.ts";

const plain: Case = caseOf({ optimiser: adam({ eta: 0.05 }) });

/** What goes into programs and comes out of them, and what they refuse. */
export const stateLaws: readonly Law[] = [
  { law: "state: read() names every weight, statistic and slot, in order", check: namesAll },
  { law: "state: slots start as their rules say, written to or not", check: startsSlots },
  { law: "state: read() counts the steps made", check: countsSteps },
  { law: "state: an optimiser counts from where its state says that it began", check: countsSince },
  { law: "state: read() and write() copy", check: copies },
  { law: "state: upload() refuses arrays that do not fit and names them", check: refusesExamples },
  { law: "state: upload() copies", check: uploadCopies },
  { law: "state: write() refuses an array of another size and names it", check: refusesSizes },
  { law: "missing: nothing is missing of a plan that compiles", check: missesNothing },
  {
    law: "state: write() starts slots that the state lacks anew and ignores what the plan lacks",
    check: startsAnew,
  },
  {
    law: "missing: a layer of a stranger's kind is named, and compile() refuses it",
    check: refusesStrangers,
  },
];

async function namesAll({ backend }: Bench): Promise<void> {
  using program = await ready(backend, plain);
  const { arrays } = await program.read();
  const parameters = parametersOf(infer(plain.plan.network, plain.plan.input));
  const slots = parameters.flatMap(({ name, shape }) =>
    ["m", "v"].map((slot) => [slotName(name, 0, slot), shape])
  );
  const wanted = [...parameters.map(({ name, shape }) => [name, shape]), ...slots];
  assert.deepEqual([...arrays].map(([name, { shape }]) => [name, shape]), wanted);
  for (const [name, { data }] of plain.start.arrays) assert.deepEqual([...arrays.get(name)!.data], [...data]);
}

async function startsSlots({ backend }: Bench): Promise<void> {
  const { plan, start } = caseOf({ optimiser: rprop({ eta: 0.125 }) });
  using program = await backend.compile(plan);
  for (const written of [false, true]) {
    if (written) program.write(start);
    const { arrays } = await program.read();
    assert.ok(arrays.get("0/kernel#0.last")!.data.every((value) => value === 0));
    assert.ok(arrays.get("0/kernel#0.size")!.data.every((value) => value === 0.125));
  }
}

async function countsSteps({ backend }: Bench): Promise<void> {
  using program = await ready(backend, plain);
  const data = program.upload(plain.examples);
  await program.train(data, plain.orders); // 3 epochs of 3 batches
  assert.equal((await program.read()).step, 9);
  program.write({ ...plain.start, step: 100 });
  await program.train(data, plain.orders.slice(0, 1));
  assert.equal((await program.read()).step, 103);
}

async function countsSince({ backend }: Bench): Promise<void> {
  const states = [];
  for (const since of [0, 40]) {
    using program = await ready(backend, plain);
    const data = program.upload(plain.examples);
    program.write({ ...plain.start, step: since, since });
    await program.train(data, plain.orders.slice(0, 1));
    const { step, since: began = 0, arrays } = await program.read();
    assert.equal(began, since);
    states.push({ step: step - began, arrays });
  }
  sameBits(states[1]!, states[0]!);
}

async function refusesExamples({ backend }: Bench): Promise<void> {
  using program = await ready(backend, plain);
  const { x, y } = plain.examples;
  const short = { shape: y.shape, data: y.data.slice(1) };
  assert.throws(() => program.upload({ x, y: short }), /^RangeError: Cannot upload y: it has/);
  assert.throws(
    () => program.upload({ x, y, weights: new Float64Array(1) }),
    /Cannot upload weights: it has 1/,
  );
}

async function copies({ backend }: Bench): Promise<void> {
  const { plan, start } = caseOf();
  const mine = new Map(
    [...start.arrays].map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]),
  );
  using program = await backend.compile(plan);
  program.write({ step: 0, arrays: mine });
  for (const { data } of mine.values()) data.fill(99);
  const first = await program.read();
  for (const { data } of (await program.read()).arrays.values()) data.fill(99);
  sameBits(await program.read(), first);
  for (const [name, { data }] of start.arrays) assert.deepEqual([...first.arrays.get(name)!.data], [...data]);
}

async function uploadCopies({ backend }: Bench): Promise<void> {
  using program = await ready(backend, plain);
  const { examples } = caseOf();
  const weights = new Float64Array(examples.x.shape[0]!).fill(2);
  const data = program.upload({ ...examples, weights });
  const before = await program.loss(data);
  for (const mine of [examples.x.data, examples.y.data, weights]) mine.fill(99);
  assert.equal(await program.loss(data), before);
}

async function startsAnew({ backend }: Bench): Promise<void> {
  using program = await ready(backend, plain);
  const data = program.upload(plain.examples);
  await program.train(data, plain.orders);
  const extra = { shape: [1], data: Float64Array.of(5) };
  program.write({
    step: 0,
    arrays: new Map([...plain.start.arrays, ["7/kernel", extra], ["0/kernel#9.m", extra]]),
  });
  await program.train(data, plain.orders);
  sameBits(await program.read(), (await train(backend, plain)).state);
}

async function refusesSizes({ backend }: Bench): Promise<void> {
  const wrong = { shape: [2], data: Float64Array.of(1, 2) };
  for (const name of ["1/kernel", "0/bias#0.v"]) {
    const program = await ready(backend, plain);
    const arrays = new Map([...plain.start.arrays, [name, wrong]]);
    const named = (error: unknown) => error instanceof RangeError && error.message.includes(name);
    assert.throws(() => program.write({ step: 0, arrays }), named, name);
    program[Symbol.dispose]();
    assert.equal(backend.live, 0);
  }
}

async function refusesStrangers({ backend }: Bench): Promise<void> {
  const stranger = { kind: "x:attention", output: [3], parameters: [], options: {} } as const;
  const plan: Plan = { ...plain.plan, network: chain(dense(4), chain(stranger)) };
  const missing = backend.missing(plan);
  assert.equal(missing.length, 1);
  assert.match(missing[0]!, /x:attention/);
  const refused = (error: unknown) =>
    error instanceof UnsupportedError && error.backend === backend.name && /x:attention/.test(error.message);
  await assert.rejects(() => backend.compile(plan), refused);
  assert.equal(backend.live, 0);
}

function missesNothing({ backend }: Bench): Promise<void> {
  assert.deepEqual(backend.missing(plain.plan), []);
  return Promise.resolve();
}
