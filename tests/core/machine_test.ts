import assert from "node:assert/strict";
import {
  type Event,
  type Learned,
  Machine,
  type Model,
  NotLearnedError,
  type RunOptions,
} from "../../core/mod.ts";
import { numeric } from "../../data/mod.ts";
import {
  constantGuess,
  type Descended,
  descender,
  type DescenderParams,
  type ToyExamples,
} from "../../testing/toys.ts";
import golden from "../golden/machine.json" with { type: "json" };

interface OracleRecord {
  readonly case: string;
  readonly expected: unknown;
  readonly source: string;
}

const RECORDS: readonly OracleRecord[] = golden;

const x = numeric([1, 2, 3, 4, 5, 6]);
const y = numeric([2, 4, 6, 8, 10, 12.5]);
const data: ToyExamples = { x, y };
const slow = descender({ epochs: 3, eta: 0.01 });

type Fit = Model<ToyExamples, Descended, DescenderParams>;

// A machine, and which of fit, update and keep it has chosen so far.
function watched(model: Fit = slow, options: RunOptions = {}) {
  const decisions: string[] = [];
  const listener = ({ type }: Event) => {
    if (type === "fit" || type === "update" || type === "keep") decisions.push(type);
  };
  return { machine: new Machine(model, data, { listener, ...options }), decisions };
}

// The words that upstream logs, and the events that stand for them.
const LOGGED: Readonly<Record<string, string>> = {
  Training: "fit",
  Updating: "update",
  "Not retraining": "keep",
};

const CHECKS: Readonly<Record<string, (expected: unknown) => void | Promise<void>>> = {
  "fit! log sequence": async (expected) => {
    const { machine, decisions } = watched();
    await machine.fit();
    await machine.fit({ rows: [0, 1, 2] });
    await machine.fit({ rows: [0, 1, 2] });
    await machine.fit();
    machine.model = machine.model.with({ eta: 0.02 });
    await machine.fit();
    assert.ok(Array.isArray(expected));
    assert.deepEqual(decisions, expected.map((word) => LOGGED[word]));
  },
  "frozen machine": async () => {
    const { machine, decisions } = watched();
    const learned = await machine.fit();
    machine.frozen = true;
    machine.model = machine.model.with({ lambda: 1 });
    assert.equal(await machine.fit({ rows: [0, 1], force: true }), learned);
    assert.deepEqual(decisions, ["fit", "keep"]);
  },
  "X and y row mismatch": () =>
    assert.throws(() => new Machine(slow, { x, y: numeric([1, 2]) }), {
      name: "DataError",
      message: "Cannot bind data: x has 6 rows, y has 2; they must have as many",
    }),
  "fitted_params/report/training_losses/feature_importances before fit": () => {
    const { machine } = watched();
    assert.throws(() => machine.learned, {
      name: "NotLearnedError",
      message: "Cannot use Descender: it has not learned yet; call fit() first",
    });
    assert.throws(() => machine.report, {
      name: "NotLearnedError",
      message: "Cannot report on Descender: it has not learned yet; call fit() first",
    });
  },
  // Decided otherwise: a report is always there, and empty where a model has nothing to tell.
  "report of a model with nothing to report": async () => {
    using machine = new Machine(constantGuess(), data);
    await machine.fit();
    assert.deepEqual(machine.report, {});
  },
  "init_rng of a negative int": async () => {
    using machine = new Machine(slow, data, { seed: -20 });
    await assert.rejects(machine.fit(), {
      name: "RangeError",
      message: "Cannot seed a random source: expected an integer in [0, 2^53), got -20",
    });
  },
};

const NO_STATIC = "decided otherwise: what learns nothing is a function, not a model";
const ELSEWHERE: Readonly<Record<string, string>> = {
  "ConstantClassifier": "tested in tests/models",
  "ConstantClassifier weighted": "tested in tests/models",
  "rms of constant regressor on its training data": "tested in tests/models",
  "scitype_check_level outcomes on mismatch": "tested in tests/models: one level, which refuses",
  "static model machine: fit! with other rows": NO_STATIC,
  "static model machine given data": NO_STATIC,
};

for (const [i, record] of RECORDS.entries()) {
  const check = CHECKS[record.case];
  if (check) {
    Deno.test(`a machine agrees with MLJ: ${record.case} (record ${i}: ${record.source})`, () =>
      check(record.expected));
  }
}

Deno.test("every record of machines is tested here or has its place elsewhere", () => {
  assert.deepEqual(
    RECORDS.map((record) => record.case).sort(),
    [...Object.keys(CHECKS), ...Object.keys(ELSEWHERE)].sort(),
  );
});

Deno.test("fit() in stages gives the weights and losses of one go, bit for bit", async () => {
  const staged = watched();
  await staged.machine.fit();
  staged.machine.model = slow.with({ epochs: 12 });
  const continued = await staged.machine.fit();
  const whole = await watched(slow.with({ epochs: 12 })).machine.fit();
  assert.equal(continued.weight, whole.weight);
  assert.deepEqual(continued.report, whole.report);
  assert.equal(continued.report.losses?.length, 12);
  assert.deepEqual(staged.decisions, ["fit", "update"]);
});

Deno.test("fit() after a cold change gives what a fresh machine gives", async () => {
  for (const changes of [{ epochs: 1 }, { lambda: 0.5 }]) {
    const { machine } = watched();
    await machine.fit();
    machine.model = slow.with(changes);
    assert.equal((await machine.fit()).weight, (await watched(slow.with(changes)).machine.fit()).weight);
  }
});

Deno.test("fit() keeps the very object where nothing changed, an equal model included", async () => {
  const { machine, decisions } = watched();
  const learned = await machine.fit();
  machine.model = descender({ epochs: 3, eta: 0.01 });
  assert.equal(await machine.fit(), learned);
  assert.equal(machine.learned, learned);
  assert.deepEqual([decisions, machine.age], [["fit", "keep"], 1]);
});

Deno.test("fit() compares rows by their numbers: all of them written out are all", async () => {
  const { machine, decisions } = watched();
  await machine.fit();
  await machine.fit({ rows: [0, 1, 2, 3, 4, 5] });
  await machine.fit({ rows: Int32Array.of(0, 1, 2, 3, 4, 5) });
  await machine.fit({ rows: [1, 0, 2, 3, 4, 5] });
  assert.deepEqual(decisions, ["fit", "keep", "keep", "fit"]);
});

Deno.test("fit() learns from the rows that it is given, and from no others", async () => {
  using machine = new Machine(constantGuess(), { ...data, weights: Float64Array.of(1, 3, 1, 1, 1, 1) });
  const guess = await (await machine.fit({ rows: [0, 1] })).predict(numeric([0]));
  assert.deepEqual(guess.values, Float64Array.of((2 + 3 * 4) / 4));
});

Deno.test("fit() starts over where rows and epochs changed together", async () => {
  const { machine, decisions } = watched();
  await machine.fit();
  machine.model = slow.with({ epochs: 5 });
  await machine.fit({ rows: [0, 1] });
  assert.deepEqual(decisions, ["fit", "fit"]);
});

Deno.test("fit() starts over by force, frees what was there, and counts its age", async () => {
  const { machine, decisions } = watched();
  const before = await machine.fit();
  const after = await machine.fit({ force: true });
  assert.notEqual(before, after);
  assert.equal(before.report.losses?.[0], after.report.losses?.[0]);
  assert.throws(() => before.weight, NotLearnedError);
  assert.deepEqual([decisions, machine.age], [["fit", "fit"], 2]);
});

Deno.test("fit() of a model without update fits afresh when it changed", async () => {
  const decisions: string[] = [];
  using machine = new Machine(constantGuess(), data, { listener: ({ type }) => decisions.push(type) });
  await machine.fit();
  machine.model = constantGuess({ offset: 1 });
  await machine.fit();
  assert.deepEqual(decisions, ["fit", "fit"]);
});

Deno.test("fit() of another kind of model fits afresh", async () => {
  const { machine, decisions } = watched();
  await machine.fit();
  machine.model = { ...parts(slow), kind: "Other" };
  await machine.fit();
  assert.deepEqual(decisions, ["fit", "fit"]);
});

Deno.test("an update takes over what was learned: the old handle is dead", async () => {
  const { machine } = watched();
  const before = await machine.fit();
  machine.model = slow.with({ epochs: 4 });
  await machine.fit();
  assert.throws(() => before.weight, NotLearnedError);
  await assert.rejects(before.predict(x), NotLearnedError);
});

Deno.test("an update that fails is forgotten: the next fit starts over", async () => {
  const { machine, decisions } = watched();
  await machine.fit();
  const failing = {
    ...parts(slow.with({ epochs: 9 })),
    update: () => Promise.reject(new Error("Cannot update")),
  };
  machine.model = failing;
  await assert.rejects(machine.fit(), { message: "Cannot update" });
  assert.throws(() => machine.learned, NotLearnedError);
  const learned = await machine.fit();
  assert.deepEqual(decisions, ["fit", "fit"]);
  assert.equal(learned.report.losses?.length, 9);
});

Deno.test("an update that throws at once is forgotten as well, and what was learned is freed", async () => {
  const { machine, decisions } = watched();
  const before = await machine.fit();
  const failing = {
    ...parts(slow.with({ epochs: 9 })),
    update(): undefined {
      throw new Error("Cannot update");
    },
  };
  machine.model = failing;
  await assert.rejects(machine.fit(), { message: "Cannot update" });
  assert.throws(() => machine.learned, NotLearnedError);
  assert.throws(() => before.weight, NotLearnedError);
  await machine.fit();
  assert.deepEqual(decisions, ["fit", "fit"]);
});

Deno.test("a fit that fails leaves what was learned before", async () => {
  const { machine } = watched();
  const before = await machine.fit();
  machine.model = { ...parts(slow), fit: () => Promise.reject(new Error("Cannot fit")) };
  await assert.rejects(machine.fit({ force: true }), { message: "Cannot fit" });
  assert.equal(machine.learned, before);
  assert.ok(Number.isFinite(before.weight));
  machine.model = slow;
  assert.equal(await machine.fit(), before);
});

Deno.test("a second fit while one is under way is refused, and the first goes on", async () => {
  const { machine, decisions } = watched();
  const first = machine.fit();
  await assert.rejects(machine.fit(), {
    message: "Cannot fit Descender: a fit of this machine is under way; await it first",
  });
  assert.equal(await first, machine.learned);
  await machine.fit();
  assert.deepEqual(decisions, ["fit", "keep"]);
});

Deno.test("what cannot be gone on with is learned afresh, and kept until that has succeeded", async () => {
  const { machine, decisions } = watched();
  const before = await machine.fit();
  const declining = { ...parts(slow.with({ lambda: 1 })), update: () => undefined };
  machine.model = { ...declining, fit: () => Promise.reject(new Error("Cannot fit")) };
  await assert.rejects(machine.fit(), { message: "Cannot fit" });
  assert.equal(machine.learned, before);
  machine.model = declining;
  await machine.fit();
  assert.deepEqual(decisions, ["fit", "fit", "fit"]);
});

Deno.test("a signal that aborted before an update leaves what was learned", async () => {
  const controller = new AbortController();
  const { machine } = watched(slow, { signal: controller.signal });
  await machine.fit();
  controller.abort(new Error("enough"));
  machine.model = slow.with({ epochs: 5 });
  await assert.rejects(machine.fit(), { message: "enough" });
  assert.equal(machine.learned.report.losses?.length, 3);
  await machine.fit({ signal: new AbortController().signal });
  assert.equal(machine.learned.report.losses?.length, 5);
});

Deno.test("the seed decides: the same one gives the same weight, another gives another", async () => {
  const weights = [];
  for (const seed of [5, 5, 6, undefined, 0]) {
    weights.push((await watched(slow, { seed }).machine.fit()).weight);
  }
  assert.equal(weights[0], weights[1]);
  assert.notEqual(weights[0], weights[2]);
  assert.equal(weights[3], weights[4]);
});

Deno.test("events come in order: the decision, then each epoch with its number and loss", async () => {
  const events: Event[] = [];
  using machine = new Machine(slow, data, { listener: (event) => events.push(event) });
  const { report } = await machine.fit();
  const [first, ...epochs] = events;
  assert.deepEqual(first, { type: "fit", kind: "Descender" });
  assert.deepEqual(
    epochs,
    report.losses?.map((loss, i) => ({ type: "epoch", of: "Descender", epoch: i + 1, epochs: 3, loss })),
  );
});

Deno.test("dispose frees what was learned, and the machine cannot be fitted again", async () => {
  const { machine, decisions } = watched();
  const learned = await machine.fit();
  machine[Symbol.dispose]();
  machine[Symbol.dispose]();
  assert.throws(() => learned.weight, NotLearnedError);
  assert.throws(() => machine.learned, NotLearnedError);
  await assert.rejects(machine.fit(), {
    message: "Cannot fit Descender: this machine was disposed; make a new one",
  });
  assert.deepEqual(decisions, ["fit"]);
});

Deno.test("dispose during a fit frees what that fit learns", async () => {
  const { machine } = watched();
  const fitting = machine.fit();
  machine[Symbol.dispose]();
  await assert.rejects(fitting, {
    message: "Cannot keep what Descender learned: the machine was disposed during the fit",
  });
  assert.throws(() => machine.learned, NotLearnedError);
});

Deno.test("a machine prints its state, its rows and its model", async () => {
  const { machine } = watched();
  const model = "\n  model = Descender(epochs = 3, eta = 0.01, lambda = 0)";
  assert.equal(String(machine), `Machine: not trained; 6 rows of x, y${model}`);
  await machine.fit();
  assert.equal(String(machine), `Machine: trained 1 time; 6 rows of x, y${model}`);
  await machine.fit({ force: true });
  machine.frozen = true;
  assert.equal(String(machine), `Machine: trained 2 times, frozen; 6 rows of x, y${model}`);
});

const BAD_ROWS: readonly (readonly [readonly number[], string])[] = [
  [[0, 6], "Cannot fit row 6: expected row numbers from 0 to 5"],
  [[-1], "Cannot fit row -1: expected row numbers from 0 to 5"],
  [[0.5], "Cannot fit row 0.5: expected row numbers from 0 to 5"],
  [[], "Cannot fit no rows: give at least one"],
];

for (const [rows, message] of BAD_ROWS) {
  Deno.test(`fit({ rows: [${rows}] }) is refused: ${message}`, () =>
    assert.rejects(watched().machine.fit({ rows }), { name: "RangeError", message }));
}

// The members of a model, so that a test can put another in the place of one.
function parts(model: Fit): Fit & { readonly update: NonNullable<Fit["update"]> } {
  const { kind, params, traits } = model;
  const update = (learned: Descended, old: Fit, from: ToyExamples, context: Parameters<Fit["fit"]>[1]) =>
    model.update!(learned, old, from, context);
  return {
    kind,
    params,
    traits,
    with: (changes) => model.with(changes),
    fit: (from, context) => model.fit(from, context),
    update,
  };
}

Deno.test("Machine holds any model, whatever it learns", async () => {
  const machines: Machine<ToyExamples, Learned>[] = [
    new Machine(slow, data),
    new Machine(constantGuess(), data),
  ];
  for (const machine of machines) await machine.fit();
  assert.deepEqual(machines.map((machine) => machine.model.kind), ["Descender", "ConstantGuess"]);
});

Deno.test("fit({ signal }) stops that fit alone: the machine can be fitted again", async () => {
  const { machine } = watched();
  await assert.rejects(machine.fit({ signal: AbortSignal.abort(new Error("Cannot wait")) }), {
    message: "Cannot wait",
  });
  await machine.fit();
  assert.equal(machine.age, 1);
});

Deno.test("fit({ rows }) copies the rows: a list that is changed in place means other rows", async () => {
  const { machine, decisions } = watched();
  const rows = [0, 1, 2];
  await machine.fit({ rows });
  rows[0] = 3;
  await machine.fit({ rows });
  assert.deepEqual(decisions, ["fit", "fit"]);
});

Deno.test("what is no model is refused by what it is, when the machine is made and when it is to fit", async () => {
  const refused = (model: unknown, message: string) =>
    assert.throws(() => new Machine(model as Fit, data), { name: "TypeError", message });
  refused(
    undefined,
    "Cannot make a machine of undefined: it is no model; give one, e.g. neuralNetworkClassifier()",
  );
  refused(
    descender,
    "Cannot make a machine of function descender: it is no model; call the function, descender()",
  );
  const machine = new Machine<ToyExamples, Learned>(slow, data);
  machine.model = null as unknown as Fit;
  await assert.rejects(machine.fit(), { name: "TypeError", message: /^Cannot fit null: it is no model/ });
  assert.throws(() => new Machine(slow, undefined as unknown as ToyExamples), {
    name: "DataError",
    message: "Cannot use undefined as data: give { x } or { x, y }, each a table or a column",
  });
});

Deno.test("a listener that is none is refused, and changes that are none", async () => {
  const deaf = new Machine(slow, data, { listener: "no" } as unknown as RunOptions);
  await assert.rejects(deaf.fit(), { name: "TypeError", message: /^Cannot tell "no" what happens/ });
  assert.throws(() => slow.with(null as never), {
    name: "TypeError",
    message: /by null: give changes by name, e.g. \{ epochs: 20 \}/,
  });
});
