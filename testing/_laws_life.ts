import assert from "node:assert/strict";
import type { Backend, Program } from "../core/backend.ts";
import { adam } from "../nn/mod.ts";
import { type Bench, type Law, ready, sameBits, train } from "./_bench.ts";
import { type Case, caseOf } from "./_cases.ts";

const plain: Case = caseOf({ optimiser: adam({ eta: 0.05 }) });

/** What programs hold, when they let go, and how they stop. */
export const lifeLaws: readonly Law[] = [
  { law: "life: nothing is held before, nothing after", check: ({ backend }) => holdsNothingAfter(backend) },
  { law: "life: examples can be let go before their program, twice", check: letsExamplesGo },
  { law: "life: a program may be disposed of twice", check: disposesTwice },
  { law: "life: nothing is held after an abort", check: ({ backend }) => abortedMidway(backend) },
  {
    law: "life: an abort rejects with the signal's reason, and the program stays usable",
    check: staysUsable,
  },
  { law: "life: an abort before the first step changes nothing", check: abortsBefore },
  { law: "life: an error in onEpoch reaches the caller, and nothing stays held", check: passesErrors },
];

async function holdsNothingAfter(backend: Backend): Promise<void> {
  assert.equal(backend.live, 0);
  const program = await ready(backend, plain);
  assert.ok(backend.live > 0, "a program counts as held");
  const held = backend.live;
  const data = program.upload(plain.examples);
  assert.ok(backend.live > held, "examples count as held");
  await program.train(data, plain.orders);
  const trained = backend.live;
  await program.train(data, plain.orders);
  await program.loss(data);
  await program.predict(plain.examples.x);
  await program.read();
  assert.equal(backend.live, trained, "held after more of the same");
  program[Symbol.dispose]();
  assert.equal(backend.live, 0, "held after dispose");
}

async function letsExamplesGo({ backend }: Bench): Promise<void> {
  const program = await ready(backend, plain);
  const held = backend.live;
  const data = program.upload(plain.examples);
  assert.equal(data.size, plain.examples.x.shape[0]);
  data[Symbol.dispose]();
  assert.equal(backend.live, held);
  data[Symbol.dispose]();
  assert.equal(backend.live, held);
  program[Symbol.dispose]();
  assert.equal(backend.live, 0);
}

async function disposesTwice({ backend }: Bench): Promise<void> {
  using other = await ready(backend, plain);
  const held = backend.live;
  const program = await ready(backend, plain);
  program.upload(plain.examples);
  program[Symbol.dispose]();
  program[Symbol.dispose]();
  assert.equal(backend.live, held, "what the other program holds");
  assert.ok((await other.predict(plain.examples.x)).data.every(Number.isFinite));
}

const MANY = Array.from({ length: 4000 }, () => plain.orders[0]!);

// Stops at the third epoch, and gives the program as it was left.
async function interrupt(program: Program): Promise<number> {
  const controller = new AbortController();
  const reason = new DOMException("Cannot wait: enough was seen", "AbortError");
  let epochs = 0;
  const onEpoch = () => {
    epochs++;
    if (epochs === 3) controller.abort(reason);
  };
  const data = program.upload(plain.examples);
  await assert.rejects(
    program.train(data, MANY, { signal: controller.signal, onEpoch }),
    (e) => e === reason,
  );
  return epochs;
}

async function abortedMidway(backend: Backend): Promise<void> {
  const program = await ready(backend, plain);
  await interrupt(program);
  program[Symbol.dispose]();
  assert.equal(backend.live, 0);
}

async function staysUsable({ backend }: Bench): Promise<void> {
  using program = await ready(backend, plain);
  const epochs = await interrupt(program);
  const { step } = await program.read();
  assert.ok(epochs >= 3 && epochs < MANY.length, `stopped after ${epochs} epochs`);
  assert.ok(step >= 3 * 3 && step < 3 * MANY.length, `stopped after ${step} steps`);
  program.write(plain.start);
  const losses = await program.train(program.upload(plain.examples), plain.orders);
  const fresh = await train(backend, plain);
  assert.deepEqual(losses, fresh.losses);
  assert.deepEqual(await program.predict(plain.examples.x), fresh.predictions);
}

async function abortsBefore({ backend }: Bench): Promise<void> {
  using program = await ready(backend, plain);
  const before = await program.read();
  const reason = new TypeError("Cannot train: not today");
  const data = program.upload(plain.examples);
  const signal = AbortSignal.abort(reason);
  await assert.rejects(program.train(data, plain.orders, { signal }), (e) => e === reason);
  sameBits(await program.read(), before);
}

async function passesErrors({ backend }: Bench): Promise<void> {
  const program = await ready(backend, plain);
  const wrong = new Error("Cannot listen: it is too loud");
  const onEpoch = () => {
    throw wrong;
  };
  const data = program.upload(plain.examples);
  await assert.rejects(program.train(data, plain.orders, { onEpoch }), (e) => e === wrong);
  assert.ok((await program.predict(plain.examples.x)).data.every(Number.isFinite));
  program[Symbol.dispose]();
  assert.equal(backend.live, 0);
}
