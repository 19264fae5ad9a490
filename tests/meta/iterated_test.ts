import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { Machine } from "../../core/mod.ts";
import { iris } from "../../data/datasets/mod.ts";
import { categorical, cells, finite, unpack } from "../../data/mod.ts";
import { accuracy, logLoss, mse } from "../../measures/mod.ts";
import {
  evaluate,
  iterated,
  numberLimit,
  numberSinceBest,
  patience,
  pipeline,
  rowReport,
  step,
  stratifiedCv,
} from "../../meta/mod.ts";
import { standardiser } from "../../transformers/mod.ts";
import { measurementOf } from "../../meta/_held_rows.ts";
import { descender } from "../../testing/mod.ts";
import { judgeOf } from "../../meta/_judge.ts";
import { smallNetwork } from "./_networks.ts";
import { guessed, ROWS, scored, scripted } from "./_scripted.ts";

type ScriptedOptions = Parameters<typeof iterated<typeof ROWS.x, typeof ROWS.x, typeof ROWS.x>>[1];

async function stopped(model: ReturnType<typeof scripted>, options: ScriptedOptions) {
  using machine = new Machine(iterated(model, { measure: guessed, ...options }), ROWS);
  const learned = await machine.fit();
  return { report: learned.report, guess: cells(await learned.predict(ROWS.x))[0] };
}

Deno.test("iterated() stops by the rows held out, and brings the best back", async () => {
  const { report, guess } = await stopped(scripted([5, 3, 4, 6, 7]), { controls: [step(1), patience(2)] });
  assert.equal(report.stopped, "Patience: the loss rose 2 times in a row");
  assert.deepEqual([report.iterations, report.kept, report.measurement, guess], [4, 2, 3, 3]);
  assert.deepEqual(report.losses?.length, 2);
  assert.deepEqual(report.judged, [5, 3, 4, 6].map((measurement, i) => ({ iterations: i + 1, measurement })));
  assert.deepEqual(report.controls.map(({ control }) => control), [
    "Step(n = 1)",
    "Patience(n = 2)",
    "KeepBest",
  ]);
});

Deno.test("what iterated() learned prints what it found", async () => {
  using machine = new Machine(
    iterated(scripted([5, 3, 4, 6]), { controls: [patience(2)], measure: guessed }),
    ROWS,
  );
  assert.equal(
    String(await machine.fit()),
    "Iterated: kept 2 of 4 iterations, guessed 3; stopped: Patience: the loss rose 2 times in a row\n" +
      "  Scripted: learned",
  );
});

Deno.test("iterated() without keepBest keeps the last", async () => {
  const { report, guess } = await stopped(scripted([5, 3, 4, 6, 7]), {
    controls: [step(1), patience(2)],
    keepBest: false,
  });
  assert.deepEqual([report.iterations, report.kept, report.measurement, guess], [4, 4, 6, 6]);
});

Deno.test("iterated() takes more of a score for better", async () => {
  const { report } = await stopped(scripted([0.5, 0.8, 0.7, 0.6]), {
    controls: [step(1), patience(2)],
    measure: scored,
  });
  assert.deepEqual([report.iterations, report.kept, report.measurement], [4, 2, 0.8]);
});

Deno.test("iterated() by training losses alone holds no row out", async () => {
  const model = scripted([9, 9, 9], { losses: [3, 1, 2] });
  const { report } = await stopped(model, { controls: [step(1), patience(1)], resampling: "none" });
  assert.deepEqual([report.iterations, report.kept, report.rows, report.measurement], [
    3,
    2,
    undefined,
    undefined,
  ]);
});

Deno.test("iterated() holds out a fifth of the rows, of each class by itself", async () => {
  const data = unpack(iris(), "species");
  using backend = reference();
  using machine = new Machine(iterated(smallNetwork(), { controls: [numberLimit(1)] }), data, { backend });
  const { stopping } = (await machine.fit()).report.rows!;
  const flowers = Array.from(stopping!, (row) => Math.floor(row / 50)); // fifty of each in a row
  assert.deepEqual([0, 1, 2].map((species) => flowers.filter((own) => own === species).length), [10, 10, 10]);
  using numbers = new Machine(iterated(scripted([1]), { controls: [numberLimit(1)] }), ROWS);
  assert.equal((await numbers.fit()).report.rows!.stopping!.length, 2);
});

Deno.test("iterated() trains at once without controls: until ten cycles bring nothing better", async () => {
  const { report } = await stopped(scripted([5, 1, ...new Array<number>(20).fill(2)]), {});
  assert.deepEqual([report.iterations, report.kept], [12, 2]);
  assert.equal(report.stopped, "NumberSinceBest: no better loss in the last 10 cycles");
});

Deno.test("iterated() that diverges keeps the last good state, and tells the iteration", async () => {
  for (
    const model of [
      scripted([5, 4, NaN]),
      scripted([5, 4, Infinity]),
      scripted([5, 4, 3], { losses: [1, 1, NaN] }), // what is predicted then does not matter
      scripted([5, 4, 3], { losses: [1, 1, -Infinity] }),
    ]
  ) {
    const { report, guess } = await stopped(model, {});
    assert.match(report.stopped, /^InvalidValue: the (training )?loss is (NaN|-?Infinity) in iteration 3$/);
    assert.deepEqual([report.kept, guess], [2, 4]);
    const evaluation = await evaluate(iterated(model, { measure: guessed }), ROWS, { measures: guessed });
    assert.deepEqual(evaluation.failures, []);
  }
});

Deno.test("labels of probabilities that are no numbers measure NaN, which tells that training diverged", () => {
  const [truth, guess] = [categorical(["a", "b"]), finite(["a", "b"], [[NaN, NaN], [0.5, 0.5]])];
  const judge = judgeOf(accuracy, smallNetwork(), truth);
  assert.equal(measurementOf(judge, { prediction: guess, truth, weights: undefined }), NaN);
});

Deno.test("evaluate() of iterated() stops each fold by its own rows, and never by those that judge", async () => {
  const data = unpack(iris(), "species");
  using backend = reference();
  const model = iterated(pipeline(standardiser(), smallNetwork()), {
    controls: [step(1), numberSinceBest(2), numberLimit(20)],
  });
  const evaluation = await evaluate(model, data, {
    backend,
    resampling: stratifiedCv({ folds: 3 }),
    measures: logLoss,
  });
  const audit = rowReport(evaluation);
  assert.equal(audit.length, 3);
  for (const { uses, shared } of audit) {
    const [train, stopping, test] = ["train", "stopping", "test"].map((
      use,
    ) => [...uses.get(use) as Int32Array]);
    assert.deepEqual(shared, []);
    assert.equal(stopping!.length, 21);
    assert.ok(stopping!.every((row) => train!.includes(row) && !test!.includes(row)));
  }
  for (const { report, train } of evaluation.folds) {
    const { iterations, kept } = report as typeof report & Readonly<Record<"iterations" | "kept", number>>;
    assert.ok(iterations >= kept && kept >= 1);
    assert.equal(report.losses?.length, kept);
    // the transformer within learned from the rows that were not held out
    const scaler = (report.model as Readonly<Record<string, unknown>>).standardiser;
    const { means } = scaler as { readonly means: Readonly<Record<string, number>> };
    const stopping = new Set([...report.rows!.stopping as Int32Array]);
    const rows = [...train as Int32Array].filter((_, i) => !stopping.has(i));
    const column = cells(data.x.take(rows).column(data.x.names[0]!)).map(Number);
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    assert.ok(Math.abs(means[data.x.names[0]!]! - mean) < 1e-12);
  }
});

Deno.test("iterated() weighs the rows held out as the measure does", async () => {
  const weights = Float64Array.from(ROWS.y.values, (_, row) => row + 1);
  const model = iterated(descender({ eta: 0.001 }), {
    resampling: [{ train: [0, 1, 2, 3], test: [8, 9] }],
    controls: [step(1), numberLimit(1)],
  });
  const data = { ...ROWS, y: ROWS.x, weights };
  using machine = new Machine(model, data);
  const learned = await machine.fit();
  const [guess, truth] = [await learned.predict(data.x.take([8, 9])), data.y.take([8, 9])];
  assert.equal(learned.report.measurement, mse(guess, truth, { weights: weights.slice(8) }));
  assert.notEqual(learned.report.measurement, mse(guess, truth));
});
