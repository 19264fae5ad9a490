import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { contextOf, type Event, type Learned, Machine, type Model } from "../../core/mod.ts";
import { cells, numeric, type Table } from "../../data/mod.ts";
import { mae } from "../../measures/mod.ts";
import {
  balanced,
  balancedBagging,
  calibrated,
  ensemble,
  pipeline,
  recursiveFeatureElimination,
  stack,
  stratifiedCv,
  threshold,
  transformedTarget,
} from "../../meta/mod.ts";
import { entityEmbedder, neuralNetworkRegressor } from "../../models/mod.ts";
import { standardiser } from "../../transformers/mod.ts";
import { logits } from "./_classifiers.ts";
import { smallNetwork } from "./_networks.ts";

const classes = logits(40);
const numbers = { x: classes.x, y: numeric(cells(classes.x.column("logit of yes")).map(Number)) };
const folds = stratifiedCv({ folds: 2 });
const regressor = (epochs: number) => neuralNetworkRegressor({ epochs });

/** A wrapper of a network that is trained for so many epochs. */
interface Case<D extends object> {
  readonly name: string;
  readonly data: D & { readonly x: Table };
  make(epochs: number): Model<D, Learned>;
}

/** What was learned predicts, or else transforms. */
type Used =
  & Learned
  & Partial<Record<"predict" | "transform", (x: Table) => Promise<{ readonly size: number }>>>;

const use = (learned: Used, x: Table) => (learned.predict ?? learned.transform)!.call(learned, x);

function laws<D extends object>({ name, data, make }: Case<D>): void {
  const kind = make(1).kind;

  Deno.test(`after an update the old handle of ${name} is dead, and disposing of it frees nothing`, async () => {
    using backend = reference();
    const context = contextOf({ backend });
    const [short, long] = [make(1), make(2)];
    const old: Used = await short.fit(data, context);
    const learned: Used = await long.update!(old, short, data, context)!;
    const held = backend.live;
    old[Symbol.dispose]();
    assert.equal(backend.live, held);
    assert.equal((await use(learned, data.x)).size, data.x.size);
    const dead = new RegExp(
      `^Error: Cannot [a-z ]+ this ${kind}: it was disposed, or taken over by a later fit`,
    );
    await assert.rejects(use(old, data.x), dead);
    await assert.rejects(old.save(), dead);
    assert.throws(() => make(3).update!(old, short, data, context), dead);
    learned[Symbol.dispose]();
    learned[Symbol.dispose]();
    assert.equal(backend.live, 0);
    await assert.rejects(use(learned, data.x), dead);
  });

  Deno.test(`that ${name} goes on is told once, before anything else`, async () => {
    using backend = reference();
    const events: Event[] = [];
    using machine = new Machine(make(1), data, { backend, listener: (event) => void events.push(event) });
    await machine.fit();
    events.length = 0;
    machine.model = make(2);
    await machine.fit();
    assert.deepEqual(events[0], { type: "update", kind });
    assert.equal(events.filter((event) => event.type === "update" && event.kind === kind).length, 1);
  });

  Deno.test(`a listener that throws when ${name} goes on leaves a machine that fits, and nothing held`, async () => {
    using backend = reference();
    let armed = true;
    const listener = (event: Event) => {
      if (armed && event.type === "update" && event.kind === kind) throw new Error("Cannot listen");
    };
    {
      using machine = new Machine(make(1), data, { backend, listener });
      await machine.fit();
      machine.model = make(2);
      await assert.rejects(machine.fit(), { message: "Cannot listen" });
      assert.equal(backend.live, 0);
      armed = false;
      using fresh = new Machine(make(2), data, { backend });
      assert.deepEqual((await machine.fit()).report, (await fresh.fit()).report);
    }
    assert.equal(backend.live, 0);
  });
}

const WRAPPERS: readonly Omit<Case<typeof classes>, "data">[] = [
  { name: "a pipeline", make: (epochs) => pipeline(standardiser(), smallNetwork(epochs)) },
  { name: "balanced", make: (epochs) => balanced(smallNetwork(epochs)) },
  { name: "threshold", make: (epochs) => threshold(smallNetwork(epochs)) },
  { name: "a tuned threshold", make: (epochs) => threshold(smallNetwork(epochs), { threshold: "tuned" }) },
  { name: "calibrated", make: (epochs) => calibrated(smallNetwork(epochs)) },
  { name: "calibrated by folds", make: (epochs) => calibrated(smallNetwork(epochs), { resampling: folds }) },
  { name: "an ensemble", make: (epochs) => ensemble(smallNetwork(epochs), { n: 2 }) },
  { name: "balancedBagging", make: (epochs) => balancedBagging(smallNetwork(epochs), { n: 2 }) },
  { name: "a stack", make: (epochs) => stack({ a: smallNetwork(2) }, { metalearner: smallNetwork(epochs) }) },
  { name: "an entityEmbedder", make: (epochs) => entityEmbedder(smallNetwork(epochs)) },
];
for (const wrapper of WRAPPERS) laws({ ...wrapper, data: classes });
laws({
  name: "transformedTarget",
  data: numbers,
  make: (epochs) => transformedTarget(regressor(epochs), standardiser()),
});

Deno.test("wrappers within wrappers are told from the outside in", async () => {
  using backend = reference();
  const kinds: string[] = [];
  const listener = (event: Event) => void (event.type === "update" && kinds.push(event.kind));
  const make = (epochs: number) =>
    threshold(calibrated(balanced(pipeline(standardiser(), smallNetwork(epochs)))));
  using machine = new Machine(make(1), classes, { backend, listener });
  await machine.fit();
  machine.model = make(2);
  await machine.fit();
  const network = smallNetwork().kind;
  assert.deepEqual(kinds, ["Threshold", "Calibrated", "Balanced", "Pipeline", network]);
});

Deno.test("what an elimination learned is dead once it was disposed of", async () => {
  using backend = reference();
  const model = recursiveFeatureElimination(smallNetwork(1), { repeats: 1 });
  const learned = await model.fit(classes, contextOf({ backend }));
  learned[Symbol.dispose]();
  assert.equal(backend.live, 0);
  const dead = /^Error: Cannot [a-z ]+ this RecursiveFeatureElimination: it was disposed/;
  await assert.rejects(learned.predict(classes.x), dead);
  await assert.rejects(learned.transform(classes.x), dead);
  await assert.rejects(learned.save(), dead);
});

const FAILING: Readonly<Record<string, readonly [was: Model<typeof classes>, is: Model<typeof classes>]>> = {
  "a measure that does not suit": [
    ensemble(smallNetwork(), { n: 3 }),
    ensemble(smallNetwork(), { n: 3, measures: mae }),
  ],
  "thresholds for other labels": [
    threshold(smallNetwork()),
    threshold(smallNetwork(), { threshold: { a: 0.4, b: 0.6 } }),
  ],
};

for (const [name, [was, is]] of Object.entries(FAILING)) {
  Deno.test(`a step that cannot even begin to go on, for ${name}, leaves nothing held`, async () => {
    using backend = reference();
    const before = pipeline({ scale: standardiser(), last: was });
    using machine = new Machine<typeof classes, Learned>(before, classes, { backend });
    await machine.fit();
    machine.model = before.with({ last: is });
    await assert.rejects(machine.fit(), /^DataError: Cannot fit step "last" of the pipeline/);
    assert.equal(backend.live, 0);
    machine.model = before;
    await machine.fit();
  });
}

Deno.test("a pipeline that is aborted as it goes on leaves nothing held", async () => {
  using backend = reference();
  const stop = new AbortController();
  const listener = (event: Event) => {
    if (event.type === "update" && event.kind === "Pipeline") stop.abort(new Error("enough"));
  };
  const make = (epochs: number) => pipeline(standardiser(), smallNetwork(epochs));
  using machine = new Machine(make(1), classes, { backend, listener, signal: stop.signal });
  await machine.fit();
  machine.model = make(2);
  await assert.rejects(machine.fit(), { message: "enough" });
  assert.equal(backend.live, 0);
});
