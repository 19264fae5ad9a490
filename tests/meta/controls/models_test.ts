import assert from "node:assert/strict";
import { reference } from "../../../backends/reference/mod.ts";
import { get, Machine, save } from "../../../core/mod.ts";
import { categorical, table } from "../../../data/mod.ts";
import { mse } from "../../../measures/mod.ts";
import {
  type Control,
  cycleLearningRate,
  iterated,
  numberLimit,
  pipeline,
  step,
  withEvaluationDo,
  withLearnedDo,
  withMachineDo,
  withModelDo,
  withReportDo,
} from "../../../meta/mod.ts";
import { type Descended, type Descender, descender } from "../../../testing/mod.ts";
import { standardiser } from "../../../transformers/mod.ts";
import { smallNetwork } from "../_networks.ts";
import { guessed, ROWS, scripted } from "../_scripted.ts";

// What is told of two cycles of two iterations.
async function told(control: Control): Promise<readonly string[]> {
  const notes: string[] = [];
  using machine = new Machine(
    iterated(scripted([1, 2, 3, 4]), { controls: [step(2), control, numberLimit(2)], measure: guessed }),
    ROWS,
    { listener: (event) => event.type === "note" && event.level === 1 && notes.push(event.message) },
  );
  await machine.fit();
  return notes.filter((note) => !/final|stopped|kept/.test(note));
}

Deno.test("withEvaluationDo() tells the measurement by default, and gives predictions to judge by more", async () => {
  assert.deepEqual(await told(withEvaluationDo()), [
    "Iterated: evaluation: guessed 2",
    "Iterated: evaluation: guessed 4",
  ]);
  const seen: unknown[] = [];
  await told(withEvaluationDo(({ prediction, truth, ...rest }) => {
    seen.push([rest, mse(prediction as never, truth as never)]); // numbers, by numbers
  }));
  assert.deepEqual(seen, [
    [{ iterations: 2, measure: "guessed", goal: "min", measurement: 2 }, 4],
    [{ iterations: 4, measure: "guessed", goal: "min", measurement: 4 }, 16],
  ]);
});

Deno.test("withReportDo() gives the report of the model as it stands", async () => {
  const seen: unknown[] = [];
  await told(withReportDo(({ losses }) => seen.push(losses?.length)));
  assert.deepEqual(seen, [2, 4]);
  assert.deepEqual((await told(withReportDo()))[0], "Iterated: report: { losses: [0, 0] }");
});

Deno.test("withLearnedDo() and withModelDo() give what was learned so far, and by which model", async () => {
  const weights: number[] = [];
  const epochs: number[] = [];
  const controls = [
    step(3),
    withLearnedDo((learned) => weights.push((learned as Descended).weight)),
    withModelDo((model) => epochs.push((model as Descender).params.epochs)),
    numberLimit(2),
  ];
  using machine = new Machine(iterated(descender({ eta: 0.001 }), { controls, keepBest: false }), ROWS);
  await machine.fit();
  assert.deepEqual(epochs, [3, 6]);
  assert.equal(new Set(weights).size, 2);
  assert.match((await told(withModelDo()))[0]!, /^Iterated: model: Scripted\(\n {2}n = 2,/);
});

Deno.test("withMachineDo() gives a machine of the model as it is, which saves and predicts, and leaves training alone", async () => {
  const seen: [epochs: number, size: number, saved: number][] = [];
  const look = withMachineDo(async (machine) => {
    const { params } = machine.model as unknown as Descender;
    seen.push([params.epochs, machine.size, (await save(machine)).length]);
  });
  const trained = async (controls: Control[]) => {
    using machine = new Machine(iterated(descender({ eta: 0.001 }), { controls, keepBest: false }), ROWS);
    return (await machine.fit()).report.losses;
  };
  const losses = await trained([step(3), look, numberLimit(2)]);
  assert.deepEqual(losses, await trained([step(3), numberLimit(2)]));
  assert.deepEqual(seen.map(([epochs, size]) => [epochs, size]), [[3, ROWS.x.size], [6, ROWS.x.size]]);
  assert.ok(seen.every(([, , bytes]) => bytes > 0));
  assert.match((await told(withMachineDo()))[0]!, /^Iterated: machine: Machine: trained 1 time/);
});

Deno.test("cycleLearningRate() moves the rate up and down, from cycle to cycle", async () => {
  const rates: number[] = [];
  const controls = [
    cycleLearningRate({ path: "eta", stepsize: 2, lower: 0.001, upper: 0.003 }),
    step(1),
    withModelDo((model) => rates.push((model as Descender).params.eta)),
    numberLimit(6),
  ];
  using machine = new Machine(iterated(descender(), { controls }), ROWS);
  await machine.fit();
  assert.deepEqual(rates, [0.001, 0.002, 0.003, 0.002, 0.001, 0.002]);
});

Deno.test("cycleLearningRate() finds the optimiser of a network within a pipeline", async () => {
  const rates: unknown[] = [];
  const seeing = withModelDo((model) => void rates.push(get(model, "last.optimiser.eta")));
  const controls = [
    cycleLearningRate({ stepsize: 1, lower: 0.01, upper: 0.02 }),
    step(1),
    seeing,
    numberLimit(2),
  ];
  const y = categorical(["a", "b", "a", "b", "a", "b", "a", "b", "a", "b"]);
  using machine = new Machine(
    iterated(pipeline(standardiser(), smallNetwork()), { controls }),
    { x: table({ a: ROWS.x }), y },
    { backend: reference() },
  );
  await machine.fit();
  assert.deepEqual(rates, [0.01, 0.02]);
});

Deno.test("cycleLearningRate() on a path that is not there says so before anything is trained", async () => {
  using machine = new Machine(
    iterated(descender(), { controls: [cycleLearningRate(), numberLimit(2)] }),
    ROWS,
  );
  await assert.rejects(
    machine.fit(),
    /^TypeError: Cannot set "optimiser.eta" of Descender: there is no "optimiser"/,
  );
});
