import { plainReport } from "./_plain_report.ts";
import { isRowWise } from "./_row_wise.ts";
import assert from "node:assert/strict";
import { reference } from "../backends/reference/mod.ts";
import type { Backend } from "../core/backend.ts";
import type { Event } from "../core/context.ts";
import { contextOf, Machine } from "../core/machine.ts";
import { NotLearnedError } from "../core/errors.ts";
import type { Predictor, Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { type Changes, diff, get } from "../core/params.ts";
import { fromBytes, toBytes } from "../core/saved_bytes.ts";
import { content } from "./_content.ts";
import { register } from "./_register.ts";

/** A model under test, and what it learns from. */
export interface ConformModelOptions<
  X extends Observations,
  Y extends Observations,
  Z extends Observations,
  P extends object,
> {
  /** Makes the model: an equal one each time. Few iterations will do, but at least one. */
  readonly make: () => Supervised<X, Y, Z, P>;
  /** What it learns from: a dozen rows will do. */
  readonly data: Examples<X, Y>;
  /** Changes outside the model's `traits.warm`, each of which has to start it over. None if absent. */
  readonly changes?: readonly Changes<P>[];
  /** Makes a backend for each law. Default: the reference backend. */
  readonly backend?: () => Backend | Promise<Backend>;
  /** Registers a test. Default: Deno's test function, or that of `node:test`. */
  readonly test?: (name: string, check: () => Promise<void>) => unknown;
}

/**
 * Registers a test for each law of `fit` and `update`: the same seed gives the same bits; iterations in stages are as
 * in one go; a change that is not warm starts over; `update` takes over what was learned, and is forgotten where it
 * fails; nothing changed gives the same object; prediction is row-wise; what is saved, written to bytes, read and
 * restored reports and predicts the same bits, and goes on as if it had never stopped; the iteration parameter exists. Laws
 * about `update`, iterations and `restore` are left out for models that have none. Each law gets a backend of its own and
 * must leave nothing held.
 *
 * @example Run at once; in a test file leave `test` out.
 * ```ts
 * import { numeric, table } from "@attune/attune/data";
 * import { constantRegressor } from "@attune/attune/models";
 * import { conformModel } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const data = { x: table({ a: [1, 2, 3] }), y: numeric([1, 2, 6]) };
 * const laws: Promise<void>[] = [];
 * conformModel("constantRegressor()", { make: constantRegressor, data, test: (_, check) => laws.push(check()) });
 * await Promise.all(laws);
 * assert.equal(laws.length, 4);
 * ```
 */
export function conformModel<
  X extends Observations,
  Y extends Observations,
  Z extends Observations,
  P extends object,
>(name: string, options: ConformModelOptions<X, Y, Z, P>): void {
  const { make, data, changes = [], backend = reference, test = register } = options;
  const iterates = make().traits.iteration !== undefined;
  const law = (claim: string, check: (bench: Bench<X, Y, Z, P>) => Promise<void>) =>
    test(`${name} keeps the law "${claim}"`, async () => {
      using held = await backend();
      await check({ make, data, backend: held });
      assert.equal(held.live, 0, "held at the end");
    });
  law("same seed, same bits", repeats);
  if (iterates) law("iterations in stages are as in one go", goesOnAsInOneGo);
  if (iterates) {
    law("fewer iterations start over", (bench) => startsOver(bench, iterations(bench.make(), -1)));
  }
  for (const change of changes) {
    law(`a change of ${Object.keys(change).join(", ")} starts over`, (bench) => startsOver(bench, change));
  }
  if (iterates && make().update) law("update takes over what was learned", takesOver);
  if (iterates && make().update) law("after an update that failed the next fit starts over", forgets);
  law("nothing changed, the same object", keeps);
  law("prediction is row-wise", predictsRowWise);
  if (make().restore) {
    law("what is saved and restored is as it was, and goes on as if it had never stopped", isRestored);
  }
  if (iterates) law("the iteration parameter exists, and is warm", hasIteration);
}

interface Bench<X extends Observations, Y extends Observations, Z extends Observations, P extends object> {
  readonly make: () => Supervised<X, Y, Z, P>;
  readonly data: Examples<X, Y>;
  readonly backend: Backend;
}

type Law = <X extends Observations, Y extends Observations, Z extends Observations, P extends object>(
  bench: Bench<X, Y, Z, P>,
) => Promise<void>;

const repeats: Law = async ({ make, data, backend }) => {
  using one = new Machine(make(), data, { backend, seed: 7 });
  using other = new Machine(make(), data, { backend, seed: 7 });
  await alike(await one.fit(), await other.fit(), data.x);
};

const goesOnAsInOneGo: Law = async ({ make, data, backend }) => {
  const short = make();
  const long = short.with(iterations(short, 2));
  using staged = new Machine(short, data, { backend, seed: 7 });
  await staged.fit();
  staged.model = short.with(iterations(short, 1));
  await staged.fit();
  staged.model = long;
  using atOnce = new Machine(long, data, { backend, seed: 7 });
  const all = await atOnce.fit();
  await alike(await staged.fit(), all, data.x);
  assert.equal(all.report.losses?.length, get(long, iterationOf(long)), "as many losses as iterations");
};

async function startsOver<
  X extends Observations,
  Y extends Observations,
  Z extends Observations,
  P extends object,
>({ make, data, backend }: Bench<X, Y, Z, P>, change: Changes<P>): Promise<void> {
  const changed = make().with(change);
  assert.notDeepEqual(diff(make(), changed), [], "the change changes something");
  using machine = new Machine(make(), data, { backend, seed: 7 });
  await machine.fit();
  machine.model = changed;
  using fresh = new Machine(changed, data, { backend, seed: 7 });
  await alike(await machine.fit(), await fresh.fit(), data.x);
}

const takesOver: Law = async ({ make, data, backend }) => {
  using machine = new Machine(make(), data, { backend });
  const old = await machine.fit();
  machine.model = make().with(iterations(make(), 1));
  assert.notEqual(await machine.fit(), old);
  await assert.rejects(old.predict(data.x), /^Error: Cannot .*taken over/);
  await assert.rejects(old.save(), /^Error: Cannot .*taken over/);
  old[Symbol.dispose]();
  assert.equal((await machine.learned.predict(data.x)).size, data.x.size);
};

const forgets: Law = async ({ make, data, backend }) => {
  const longer = make().with(iterations(make(), 1));
  const events: Event["type"][] = [];
  let armed = false;
  const listener = (event: Event) => {
    events.push(event.type);
    if (armed && event.type === "epoch") throw new Error("Cannot go on: the update fails here");
  };
  using machine = new Machine(make(), data, { backend, seed: 7, listener });
  await machine.fit();
  machine.model = longer;
  armed = true;
  await assert.rejects(machine.fit(), { message: /Cannot go on: the update fails here/ });
  assert.throws(() => machine.learned, NotLearnedError);
  assert.equal(backend.live, 0, "held after the failure");
  armed = false;
  events.length = 0;
  using fresh = new Machine(longer, data, { backend, seed: 7 });
  await alike(await machine.fit(), await fresh.fit(), data.x);
  assert.equal(events[0], "fit");
};

const keeps: Law = async ({ make, data, backend }) => {
  const events: Event["type"][] = [];
  using machine = new Machine(make(), data, { backend, listener: ({ type }) => events.push(type) });
  const learned = await machine.fit();
  machine.model = make();
  events.length = 0;
  assert.equal(await machine.fit(), learned);
  assert.deepEqual(events, ["keep"]);
};

const predictsRowWise: Law = async ({ make, data, backend }) => {
  using machine = new Machine(make(), data, { backend });
  const learned = await machine.fit();
  await isRowWise((x) => learned.predict(x), data.x);
};

const isRestored: Law = async ({ make, data, backend }) => {
  const model = make();
  using machine = new Machine(model, data, { backend, seed: 7 });
  const saved = fromBytes(toBytes(await (await machine.fit()).save()));
  const context = contextOf({ backend, seed: 7 });
  const restored = await model.restore!(saved, context, data); // the law is left out where there is none
  await alike(restored, machine.learned, data.x);
  if (model.traits.iteration === undefined || !model.update) return restored[Symbol.dispose]();
  machine.model = model.with(iterations(model, 2));
  const next = await machine.model.update!(restored, model, data, context);
  assert.ok(next, "goes on");
  await alike(next, await machine.fit(), data.x);
  next[Symbol.dispose]();
};

// deno-lint-ignore require-await -- laws are asynchronous
const hasIteration: Law = async ({ make }) => {
  const model = make();
  assert.equal(typeof get(model, iterationOf(model)), "number");
  const warm = model.traits.warm ?? [];
  assert.ok(warm.includes(iterationOf(model)), `${iterationOf(model)} is not among the warm ones`);
  for (const path of warm) get(model, path);
};

function iterationOf(model: { readonly traits: { readonly iteration?: string } }): string {
  return model.traits.iteration!; // laws that need it are left out where it is absent
}

function iterations<P extends object>(
  model: Supervised<never, never, Observations, P>,
  more: number,
): Changes<P> {
  const path = iterationOf(model);
  return { [path]: get(model, path) as number + more } as Changes<P>; // the trait names a number among the parameters
}

/** Throws where two fits differ in a single bit: of what they save, report or predict. */
async function alike<X, Z extends Observations>(a: Predictor<X, Z>, b: Predictor<X, Z>, x: X): Promise<void> {
  assert.deepEqual(plainReport(a.report), plainReport(b.report));
  assert.deepEqual(await a.save(), await b.save());
  assert.deepEqual(content(await a.predict(x)), content(await b.predict(x)));
}
