import assert from "node:assert/strict";
import { type Event, Machine, save } from "../../core/mod.ts";
import { numeric } from "../../data/mod.ts";
import { accuracy, confusionMatrix, misclassificationRate } from "../../measures/mod.ts";
import { type Goal, grid, learningCurve, leastLoss, range, tuned } from "../../meta/mod.ts";
import { factorsOf } from "../../meta/selection/_weighted_loss.ts";
import { leastOf } from "../../meta/selection/_least_of.ts";
import { descender } from "../../testing/mod.ts";
import golden from "../golden/tuning.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../golden/records.ts";
import { bowl, FLAT } from "./_bowl.ts";

const RECORDS: readonly OracleRecord[] = golden;

const MEASURES: Readonly<Record<string, { readonly goal: Goal }>> = {
  accuracy,
  confmat: confusionMatrix,
  misclassification_rate: misclassificationRate,
  mcr: misclassificationRate,
};
const goalsOf = (names: readonly string[]) => names.map((name) => MEASURES[name]!.goal);

interface Choice {
  readonly measures: readonly string[];
  readonly weights?: readonly number[] | null;
  readonly history: readonly (readonly number[])[];
}

// The number of the best, from 1 as upstream counts.
function bestIndex({ measures, weights, history }: Choice): number {
  const selection = leastLoss(weights ? { weights } : {});
  const entries = history.map((measurements, number) => ({
    number,
    values: {},
    model: undefined,
    measurements,
    perFold: [measurements],
    loss: selection.lossOf(measurements, goalsOf(measures)),
  }));
  return leastOf(entries).number + 1;
}

const whole = (upper: number) => range(bowl(), "whole", { lower: 1, upper });
const line = { x: numeric([1, 2, 3, 4, 5]), y: numeric([2, 4, 6, 8, 10]) };

async function grown(counts: readonly number[], upper: number) {
  const notes: string[] = [];
  const listener = (event: Event) => event.type === "note" && notes.push(event.message);
  const model = tuned(bowl(), { ranges: whole(upper), search: grid({ goal: upper, shuffled: false }) });
  using machine = new Machine(model, FLAT, { listener: (event) => void listener(event) });
  const tried: number[][] = [];
  for (const n of counts) {
    machine.model = machine.model.with({ n });
    const { report } = await machine.fit();
    tried.push(report.history.map(({ values }) => values.whole as number));
  }
  return { tried, notes };
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

const CHECKS: Readonly<Record<string, (record: OracleRecord) => void | Promise<void>>> = {
  "plotting report": async ({ expected }) => {
    const ranges = [
      range(bowl(), "a", { values: [1, 2, 3, 4] }),
      range(bowl(), "b", { lower: 0.1, upper: 1, scale: "log10" }),
    ];
    using machine = new Machine(tuned(bowl(), { ranges, search: grid() }), FLAT);
    const { plotting } = (await machine.fit()).report;
    const size = [plotting.values.length, plotting.names.length];
    assert.deepEqual({ parameter_scales: plotting.scales, parameter_values_size: size }, expected);
    assert.deepEqual(plotting.names, ["a", "b"]);
    assert.equal(plotting.measurements.length, 40);
  },
  // Upstream writes notes as it grows; here they are told at verbosity 2.
  "n below/over the grid": async () => {
    const { tried, notes } = await grown([10, 13, 22], 20);
    assert.deepEqual(tried, [upTo(10), upTo(13), upTo(20)]);
    assert.deepEqual(notes, [
      "Tuned: 3 candidates more, 13 in all",
      "Tuned: 9 candidates more, 22 in all",
      "Tuned: 20 candidates of 22: Grid has no more candidates",
    ]);
  },
  "n raised 48 -> 49 on the same machine": async ({ expected }) => {
    const { tried } = await grown([48, 49], 50);
    assert.deepEqual({ history: tried.map(({ length }) => length) }, expected);
    assert.deepEqual(tried[1]!.slice(0, 48), tried[0]);
  },
  // Upstream's sign: 1 for a loss, −1 for a score, 0 for neither.
  "measure signature": ({ input, expected }) => {
    const names = input as readonly string[];
    assert.deepEqual(names.flatMap((name) => factorsOf([1], goalsOf([name]))), expected);
  },
  "measure_adjusted_weights default": ({ input, expected }) =>
    assert.deepEqual(factorsOf(undefined, goalsOf((input as Choice).measures)), expected),
  "measure_adjusted_weights wrong length": ({ input }) =>
    assert.throws(() => factorsOf((input as Choice).weights!, ["min", "max", "min"]), {
      name: "RangeError",
      message: "Cannot weigh 3 measures by 2 weights: give one for each",
    }),
  "selection with two measures": ({ input, expected }) =>
    assert.deepEqual({ best_index: bestIndex(input as Choice) }, expected),
  "selection default weights": ({ input, expected }) =>
    assert.deepEqual({ best_index: bestIndex(input as Choice) }, expected),
  "training_losses of a tuned model": async () => {
    const ranges = range(bowl(), "a", { values: [3, 4, 2, 5, 1] });
    using machine = new Machine(
      tuned(bowl(), { ranges, search: grid({ shuffled: false }) }),
      FLAT,
    );
    assert.deepEqual((await machine.fit()).report.losses, [9, 9, 4, 4, 1]);
  },
  "iteration parameter": ({ expected }) =>
    assert.equal(tuned(bowl(), { ranges: whole(9) }).traits.iteration, expected),
  "save with train_best=false": async () => {
    using machine = new Machine(tuned(bowl(), { ranges: whole(9), trainBest: false, n: 2 }), FLAT);
    await machine.fit();
    await assert.rejects(save(machine), /Cannot save Tuned: trainBest is false, so the best was only chosen/);
  },
  "learning curve shapes": async ({ input, expected }) => {
    const { resolution, rngs } = input as { readonly resolution: number; readonly rngs: number };
    const { values, measurements } = await learningCurve(descender(), line, {
      range: range(descender(), "epochs", { lower: 1, upper: 20 }),
      resolution,
      seeds: rngs,
    });
    const shape = [measurements.length, measurements[0]!.length];
    assert.deepEqual({ parameter_values: values.length, measurements: shape }, expected);
  },
  // Upstream counts from 1, here seeds are 0, 1 and 2.
  "rngs=3 equals rngs=[MersenneTwister(1),(2),(3)]": async () => {
    const given = { range: range(descender(), "epochs", { lower: 1, upper: 5 }) };
    assert.deepEqual(
      await learningCurve(descender(), line, { ...given, seeds: 3 }),
      await learningCurve(descender(), line, { ...given, seeds: [0, 1, 2] }),
    );
  },
};

for (const [i, record] of RECORDS.entries()) {
  Deno.test(titleOf(record, i), async () => {
    const check = CHECKS[record.case];
    assert.ok(check, `a check for "${record.case}"`);
    await check(record);
  });
}
