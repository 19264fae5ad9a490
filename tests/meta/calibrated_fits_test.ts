import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { type Context, type Event, get, Machine } from "../../core/mod.ts";
import { categorical, cells, table } from "../../data/mod.ts";
import { brierLoss, expectedCalibrationError, logLoss } from "../../measures/mod.ts";
import { balanced, calibrated, evaluate, rowReport, stratifiedCv, threshold } from "../../meta/mod.ts";
import { descent } from "../../nn/mod.ts";
import { type Classes, logits, type Seen, teller } from "./_classifiers.ts";
import { smallNetwork } from "./_networks.ts";

const TWO = ["no", "yes"];
const THREE = ["a", "b", "c"];

Deno.test("held-out rows are a fifth of each class, and not learned from", async () => {
  const seen: Seen = [];
  const y = categorical(Array.from({ length: 100 }, (_, i) => i % 10 === 0 ? "yes" : "no"));
  const x = table({
    no: Array.from({ length: 100 }, (_, i) => -i),
    yes: Array.from({ length: 100 }, (_, i) => i),
  });
  using machine = new Machine(calibrated(teller(0.01, { seen })), { x, y });
  const { report } = await machine.fit();
  const rows = Array.from(report.rows!.calibration!);
  assert.equal(rows.filter((row) => row % 10 === 0).length, 2);
  assert.equal(rows.length, 20);
  const learnedFrom = cells(seen[0]!.x.column("yes"));
  assert.deepEqual(
    [...learnedFrom, ...rows].map(Number).sort((a, b) => a - b),
    Array.from({ length: 100 }, (_, i) => i),
  );
});

Deno.test("by folds, the model learns from all rows, and each row is held out once", async () => {
  const seen: Seen = [];
  const data = logits(100, { levels: THREE });
  const model = calibrated(teller(4, { seen }), { resampling: stratifiedCv({ folds: 5, shuffled: true }) });
  using machine = new Machine(model, data);
  const { report } = await machine.fit();
  assert.equal(seen.length, 6);
  assert.equal(seen.filter((given) => given.y.size === 100).length, 1);
  assert.equal(new Set(Array.from(report.rows!.calibration!)).size, 100);
  assert.ok(report.kept);
});

Deno.test("a changed method or keep fits no model anew, and gives what a fresh fit gives", async () => {
  const seen: Seen = [];
  const data = logits(200, { levels: THREE });
  const told = teller(3, { seen });
  using machine = new Machine(calibrated(told), data);
  await machine.fit();
  machine.model = machine.model.with({ method: "platt", keep: "always" });
  const { report } = await machine.fit();
  assert.equal(seen.length, 1);
  using fresh = new Machine(machine.model, data);
  assert.deepEqual(report, (await fresh.fit()).report);
});

Deno.test("a calibrated network is evaluated as any other, its rows told", async () => {
  using backend = reference();
  const model = calibrated(smallNetwork()).with({ "model.optimiser.eta": 0.05, "model.epochs": 20 });
  assert.equal(get(model, "model.optimiser.eta"), 0.05);
  const measures = [logLoss, brierLoss, expectedCalibrationError];
  const data = logits(120, { levels: THREE });
  const evaluation = await evaluate(model, data, { backend, measures });
  assert.ok(evaluation.results.every(({ measurement }) => Number.isFinite(measurement)));
  for (const { uses } of rowReport(evaluation)) {
    const [train, test] = [new Set(Array.from(uses.get("train")!)), new Set(Array.from(uses.get("test")!))];
    const apart = Array.from(uses.get("calibration")!);
    assert.ok(apart.length > 0 && apart.every((row) => train.has(row) && !test.has(row)));
  }
});

Deno.test("row numbers of wrappers within wrappers are those of the data", async () => {
  const seen: Seen = [];
  const data = logits(200, { levels: TWO });
  const x = table({
    no: data.x.column(data.x.names[0]!),
    yes: Array.from({ length: 200 }, (_, i) => i / 100),
  });
  const model = threshold(calibrated(balanced(teller(1, { seen }), { by: "undersample" })), {
    threshold: "tuned",
  });
  using machine = new Machine(model, { x, y: data.y });
  const { rows } = (await machine.fit()).report;
  const [tuned, apart, drawn] = [rows!.threshold!, rows!.calibration!, rows!.balanced!].map((own) =>
    Array.from(own)
  );
  assert.deepEqual(cells(seen[0]!.x.column("yes")), drawn!.map((row) => row / 100));
  assert.equal(
    new Set([...tuned!, ...apart!, ...drawn!]).size,
    tuned!.length + apart!.length + drawn!.length,
  );
  assert.deepEqual([tuned!.length, apart!.length], [40, 32]);
});

Deno.test("a fold that fails leaves nothing held", async () => {
  using backend = reference();
  const failing = { ...smallNetwork(), fit: failsAfter(2) };
  const model = calibrated(failing, { resampling: stratifiedCv({ folds: 3 }) });
  using machine = new Machine(model, logits(60, { levels: TWO }), { backend });
  await assert.rejects(machine.fit(), {
    message: "Cannot fit Calibrated: fold 2 of 3 failed: Cannot go on: the third fit fails here",
  });
  assert.equal(backend.live, 0);
});

function failsAfter(count: number) {
  let fits = 0;
  const { fit } = smallNetwork();
  return (data: Classes, context: Context) => {
    if (++fits > count) return Promise.reject(new Error("Cannot go on: the third fit fails here"));
    return fit(data, context);
  };
}

Deno.test("a network that diverged is refused, and leaves nothing held", async () => {
  using backend = reference();
  const network = smallNetwork(4).with({ optimiser: descent({ eta: 1e300 }) });
  for (const options of [{}, { resampling: stratifiedCv({ folds: 2 }) }]) {
    using machine = new Machine(calibrated(network, options), logits(60), { backend });
    await assert.rejects(machine.fit(), /NaN; see whether training diverged/);
    assert.equal(backend.live, 0);
  }
});

Deno.test("a fold that cannot go on starts over, and what it had learned is freed", async () => {
  const held = new Set<symbol>();
  const told = (sharpness: number) => {
    const { fit, ...model } = teller(sharpness);
    const owned = async (data: Classes, context: Context) => {
      const id = Symbol();
      held.add(id);
      return { ...await fit(data, context), [Symbol.dispose]: () => void held.delete(id) };
    };
    return {
      ...model,
      fit: owned,
      update(learned: Disposable, _: unknown, data: Classes, context: Context) {
        if (data.y.size < 60) return undefined;
        learned[Symbol.dispose]();
        return owned(data, context);
      },
    };
  };
  const model = (sharpness: number) =>
    calibrated(told(sharpness), { resampling: stratifiedCv({ folds: 3 }) });
  const data = logits(60);
  {
    using machine = new Machine(model(2), data);
    await machine.fit();
    machine.model = model(3);
    await machine.fit();
    assert.equal(held.size, 4);
  }
  assert.equal(held.size, 0);
});

Deno.test("epochs of folds go by the names of the folds", async () => {
  using backend = reference();
  const names = new Set<string>();
  const listener = (event: Event) => void (event.type === "epoch" && names.add(event.of));
  const model = calibrated(smallNetwork(), { resampling: stratifiedCv({ folds: 2 }) });
  using machine = new Machine(model, logits(40, { levels: TWO }), { backend, listener });
  await machine.fit();
  const folds = ["Calibrated, fold 1 of 2", "Calibrated, fold 2 of 2"];
  assert.deepEqual([...names].sort(), ["Calibrated, all rows", ...folds]);
});
