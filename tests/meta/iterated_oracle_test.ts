import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { cells, numeric } from "../../data/mod.ts";
import { mse } from "../../measures/mod.ts";
import {
  callback,
  cv,
  cycleLearningRate,
  holdout,
  info,
  inSample,
  iterated,
  numberLimit,
  skip,
  step,
  withIterationsDo,
  withModelDo,
  withReportDo,
  withTrainingLossesDo,
} from "../../meta/mod.ts";
import { cycleRates } from "../../meta/controls/_cycle_rates.ts";
import { neuralNetworkRegressor } from "../../models/mod.ts";
import { constantGuess, type Descender, descender, squareRooter } from "../../testing/mod.ts";
import { controlled } from "../../meta/controlled.ts";
import golden from "../golden/mlj_iteration.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../golden/records.ts";

const RECORDS: readonly OracleRecord[] = golden;

const DATA = { x: numeric([1, 2, 3, 4, 5, 6]), y: numeric([2, 4, 7, 8, 9, 12]) };
const slow = descender({ eta: 0.001 });

interface Restarted {
  readonly n_iterations: number;
  readonly info_calls: number;
}

type IteratedDescender = ReturnType<
  typeof iterated<typeof DATA.x, typeof DATA.y, typeof DATA.x, Descender["params"]>
>;

// Without the best brought back, as upstream.
function last(
  model: Descender,
  options: Parameters<typeof iterated<typeof DATA.x, typeof DATA.y, typeof DATA.x>>[1],
) {
  return iterated(model, { keepBest: false, resampling: holdout(), ...options });
}

async function predicted(model: IteratedDescender | Descender): Promise<readonly unknown[]> {
  using machine = new Machine<typeof DATA, Awaited<ReturnType<Descender["fit"]>>>(model as Descender, DATA, {
    seed: 3,
  });
  return cells(await (await machine.fit()).predict(DATA.x));
}

const stopAt = (n: number) => withIterationsDo((i) => i >= n, { stopIfTrue: true });

// Fits, then fits again, and counts how often the second fit told something, each cycle once.
async function restarted(
  first: number,
  change: (model: IteratedDescender) => IteratedDescender,
): Promise<Restarted> {
  let calls = 0;
  const listener = ({ type, message }: { readonly type: string; readonly message?: string }) => {
    if (type === "note" && message === "Iterated: counted") calls++;
  };
  const controls = [step(1), stopAt(first), info(() => "counted")];
  using machine = new Machine(last(slow, { controls }), DATA, { listener });
  await machine.fit();
  calls = 0;
  machine.model = change(last(slow, { controls }));
  const { report } = await machine.fit();
  return { n_iterations: report.iterations, info_calls: calls };
}

const CHECKS: Readonly<Record<string, (record: OracleRecord) => void | Promise<void>>> = {
  "one_cycle": ({ input, expected, tol = 0 }) => {
    const rates = cycleRates(input as Parameters<typeof cycleRates>[0]);
    const wanted = expected as readonly number[];
    assert.equal(rates.length, wanted.length);
    wanted.forEach((rate, i) => assert.ok(Math.abs(rates[i]! - rate) <= tol, `${rates[i]} is not ${rate}`));
  },
  "WithIterationsDo values": async ({ expected }) => {
    const { seen, done } = expected as {
      readonly seen: readonly number[];
      readonly done: readonly boolean[];
    };
    const found: number[] = [];
    const control = withIterationsDo((n) => {
      found.push(n);
      return n > 3;
    }, { stopIfTrue: true });
    const { cycles, stopped } = await controlled(squareRooter(4), [step(2), control]);
    assert.deepEqual([found, cycles], [seen, done.indexOf(true) + 1]);
    assert.equal(stopped, "WithIterationsDo: it was asked to stop");
  },
  "constructor outcomes": async () => {
    const fit = async (model: IteratedDescender) => {
      using machine = new Machine(model, DATA);
      return (await machine.fit()).report;
    };
    // @ts-expect-error a model is wanted
    assert.throws(() => iterated(), /^TypeError: Cannot set "model" of Iterated: expected a model/);
    // @ts-expect-error a model is wanted, not what makes one
    assert.throws(() => iterated(neuralNetworkRegressor), /^TypeError: Cannot set "model" of Iterated/);
    assert.throws(
      () => iterated(constantGuess()),
      /^TypeError: Cannot iterate ConstantGuess: none of its hyperparameters counts iterations/,
    );
    // @ts-expect-error there is no such option: the model says it
    assert.throws(() => iterated(slow, { iterationParameter: "goo" }), TypeError);
    const several =
      /^RangeError: Cannot hold out rows to stop Iterated: the resampling gives \d pairs; use one that gives one/;
    await assert.rejects(fit(iterated(slow, { resampling: cv() })), several);
    const twice = { pairs: () => [{ train: [0, 1], test: [2] }, { train: [0, 1], test: [3] }] };
    await assert.rejects(fit(iterated(slow, { resampling: twice })), several);
    // upstream it is an error: here step(1) stands before controls of which none trains
    assert.equal((await fit(iterated(slow, { controls: [numberLimit(3)] }))).iterations, 3);
    // upstream it is an error: here the measure is found by the target, and training losses are not needed
    assert.equal((await fit(iterated(slow, { controls: [numberLimit(3)] }))).measure, mse.id);
  },
  "ICModel bookkeeping after train!(4), train!(6)": async ({ expected }) => {
    const found: Record<string, unknown> = {};
    const losses: (readonly number[])[] = [];
    let all: readonly number[] = [];
    const model = last(slow, {
      controls: [
        skip(step(4), (n) => n === 1),
        skip(step(6), (n) => n === 2),
        withTrainingLossesDo((news) => losses.push(news)),
        withReportDo((report) => all = report.losses!),
        withModelDo((inner) => found.wrapped_model_n = (inner as Descender).params.epochs),
        callback((run) => {
          found.n_cycles = run.cycle;
          found.n_iterations = run.iterations;
        }),
        numberLimit(2),
      ],
    });
    using machine = new Machine(model, DATA);
    await machine.fit();
    const delta = losses.at(-1)!.length;
    assert.deepEqual(losses.at(-1), all.slice(-6));
    assert.deepEqual({ ...found, delta_iterations: delta, training_losses: "the last 6" }, expected);
  },
  "warm restart on controls change": async ({ input, expected }) => {
    const { first_fit_iterations: first } = input as { readonly first_fit_iterations: number };
    const controls = [step(1), withIterationsDo((i) => i > 39, { stopIfTrue: true }), info(() => "counted")];
    assert.deepEqual(await restarted(first, (model) => model.with({ controls })), expected);
  },
  "refit after only the iteration parameter changes adds one more cycle (stop is checked after the cycle)":
    async (
      { input, expected },
    ) => {
      const { previous } = input as { readonly previous: number };
      assert.deepEqual(await restarted(previous, (model) => model.with({ "model.epochs": 123 })), expected);
    },
  // the field of upstream's is not there: another one is changed
  "cold restart on any other field (check_measure) with Step(1), stop i>4": async ({ expected }) =>
    assert.deepEqual(await restarted(5, (model) => model.with({ measure: mse })), expected),
  "retrain=true": async () => {
    const controls = [step(2), numberLimit(3)];
    using machine = new Machine(last(slow, { controls, retrain: true }), DATA, { seed: 3 });
    using fresh = new Machine(slow.with({ epochs: 6 }), DATA, { seed: 3 });
    const [found, wanted] = [await machine.fit(), await fresh.fit()];
    assert.deepEqual(found.report.losses, wanted.report.losses);
    assert.deepEqual(cells(await found.predict(DATA.x)), cells(await wanted.predict(DATA.x)));
  },
  "resampling=nothing vs InSample() with Step(2), NumberLimit(10)": async () => {
    const controls = [step(2), numberLimit(10)];
    const [none, within] = [
      last(slow, { controls, resampling: "none" }),
      last(slow, { controls, resampling: inSample() }),
    ];
    assert.deepEqual(await predicted(none), await predicted(within));
  },
  "constant-rate cycle (lower=upper=1, stepsize 3, 15 cycles) vs no cycle": async () => {
    const cycling = cycleLearningRate({ lower: 0.01, upper: 0.01, stepsize: 3, path: "eta" });
    const controls = [step(1), numberLimit(15)];
    const steady = descender({ eta: 0.01 });
    assert.deepEqual(
      await predicted(last(slow, { controls: [cycling, ...controls] })),
      await predicted(last(steady, { controls })),
    );
  },
};

for (const [i, record] of RECORDS.entries()) {
  const check = CHECKS[record.case];
  if (check) Deno.test(titleOf(record, i), async () => await check(record));
}

Deno.test("every record of iterated models is tested", () => {
  assert.deepEqual(RECORDS.map((record) => record.case).filter((name) => !(name in CHECKS)), []);
});
