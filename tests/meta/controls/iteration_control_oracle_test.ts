import assert from "node:assert/strict";
import {
  callback,
  composite,
  type Control,
  controlled,
  error,
  feed,
  invalidValue,
  lossBelow,
  numberLimit,
  patience,
  pq,
  skip,
  step,
  warn,
  withLossDo,
  withNumberDo,
  withStateDo,
  withTrainingLossesDo,
} from "../../../meta/mod.ts";
import { particle, type SquareRooter, squareRooter } from "../../../testing/mod.ts";
import golden from "../../golden/iteration_control.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../../golden/records.ts";

const RECORDS: readonly OracleRecord[] = golden;

// What is told, of what upstream tells at verbosity 1: its last losses are details here.
function telling() {
  const lines: string[] = [];
  const tell = (message: string, level = 1) => {
    if (level <= 1 || message.startsWith("final ")) lines.push(message);
  };
  return { lines, tell };
}

const rootOf = ({ subject }: { readonly subject: object }) => (subject as SquareRooter).root;

// The words of upstream's log in ours.
const TOLD: Readonly<Record<string, RegExp>> = {
  "number": /^number: \d+$/,
  "final loss": /^final loss [\d.e-]+$/,
  "final training loss": /^final training loss [\d.e-]+$/,
  "Stop triggered by Num…": /^stopped after 6 iterations: NumberLimit: the limit of 3 cycles is reached$/,
  "Stop triggered by…": /^stopped after 2 iterations: LossBelow: the loss is 0.2025, below 2.1$/,
};

function assertTold(lines: readonly string[], expected: unknown): void {
  const wanted = expected as readonly string[];
  assert.equal(lines.length, wanted.length, lines.join("\n"));
  lines.forEach((line, i) => assert.match(line, TOLD[wanted[i]!]!));
}

interface Report {
  readonly record?: unknown;
  readonly stopped?: string;
}

async function recordsOf(subject: SquareRooter, ...controls: readonly Control[]): Promise<readonly Report[]> {
  return (await controlled(subject, controls)).controls;
}

const close = (value: unknown, expected: unknown, tol = 1e-12) =>
  assert.ok(Math.abs(Number(value) - Number(expected)) <= tol, `${value} is not ${expected}`);

const CHECKS: Readonly<Record<string, (record: OracleRecord) => void | Promise<void>>> = {
  "SquareRooter(4) after 1 iteration": ({ expected }) => {
    const rooter = squareRooter(4);
    rooter.train(1);
    assert.deepEqual(
      { root: rooter.root, loss: rooter.loss(), training_losses: rooter.losses() },
      expected,
    );
  },
  "SquareRooter(4) after 3 iterations": ({ expected, tol }) => {
    const rooter = squareRooter(4);
    rooter.train(3);
    close(rooter.loss(), (expected as { readonly loss: number }).loss, tol);
  },
  "SquareRooter(4): train!(1) then train!(100): first two training losses of second call": (
    { expected, tol },
  ) => {
    const rooter = squareRooter(4);
    rooter.train(1);
    rooter.train(100);
    (expected as readonly number[]).forEach((loss, i) => close(rooter.losses()[i], loss, tol));
  },
  "verbosity 1 log order": async ({ expected }) => {
    const { lines, tell } = telling();
    await controlled(squareRooter(4), [step(2), invalidValue(), numberLimit(3)], { tell });
    assertTold(lines, expected);
  },
  "skip predicate integer": async ({ expected }) => {
    const seen: number[] = [];
    const push = withNumberDo((number) => seen.push(number));
    await controlled(squareRooter(4), [step(1), skip(push, 3), numberLimit(10)]);
    assert.deepEqual({ numbers_seen: seen }, expected);
  },
  "skip(predicate=2) predicate values": async ({ input, expected }) => {
    const { n } = input as { readonly n: readonly number[] };
    const due = new Set<number>();
    const note = callback((run) => due.add(run.cycle));
    await controlled(squareRooter(4), [step(1), skip(note, 2), numberLimit(n.length)]);
    assert.deepEqual(n.map((cycle) => due.has(cycle)), expected);
  },
  "skipped control never fires when stop comes first": async ({ expected }) => {
    const { lines, tell } = telling();
    const controls = [step(1), lossBelow(2.1), withNumberDo(), skip(withLossDo(), 3)];
    await controlled(squareRooter(4), controls, { tell });
    assertTold(lines, (expected as { readonly log: unknown }).log);
  },
  "PQ state when training through controls": async () => {
    const losses: number[] = [];
    const trainingLosses: number[] = [];
    const states: { readonly loss: number; readonly losses: readonly number[] }[] = [];
    await controlled(squareRooter(1e40), [
      step(1),
      numberLimit(70),
      withLossDo((loss) => losses.push(loss)),
      withTrainingLossesDo((news) => trainingLosses.push(...news)),
      withStateDo(pq({ k: 5 }), (state) => states.push(state as typeof states[number])), // the state of pq
    ]);
    assert.ok(states.length > 5);
    states.forEach((state, j) => {
      assert.equal(state.loss, losses[j]);
      assert.deepEqual(state.losses, trainingLosses.slice(Math.max(0, j - 4), j + 1).toReversed());
    });
  },
  "InvalidValue on NaN model": async ({ expected }) => {
    const { controls, stopped } = await controlled(squareRooter(NaN), [
      step(1),
      invalidValue(),
      numberLimit(3),
    ]);
    const { iterations } = controls[0]!.record as { readonly iterations: number }; // of step
    assert.deepEqual({ new_iterations: iterations, stopped: stopped.startsWith("InvalidValue") }, expected);
  },
  "composite() of nothing": async () => {
    const nothing = composite();
    assert.equal(nothing.done, undefined);
    await assert.rejects(controlled(squareRooter(4), [step(1), nothing]), TypeError);
  },
  "needs_loss / needs_training_losses traits": ({ expected }) => {
    const [limit, below, losses, quotient] = [numberLimit(), lossBelow(), withTrainingLossesDo(), pq()];
    const pair = ({ needs = [] }: Control) => [needs.includes("loss"), needs.includes("losses")];
    const found = {
      NumberLimit: pair(limit),
      Threshold: pair(below),
      WithTrainingLossesDo: pair(losses),
      PQ: pair(quotient),
    };
    assert.deepEqual(found, expected);
    assert.deepEqual(pair(composite(limit, below, losses)), [true, true]);
    assert.deepEqual(pair(composite(limit, below)), [true, false]);
  },
  "PQ(k=5) as a control with Step 3 then 2": async ({ expected }) => {
    const { stored_training_losses: stored, done, takedown } = expected as {
      readonly stored_training_losses: readonly number[];
      readonly done: readonly boolean[];
      readonly takedown: { readonly done: boolean };
    };
    const control = pq({ k: 5 });
    const sizes: number[] = [];
    const dones: boolean[] = [];
    const watched = withStateDo(control, (state) => {
      sizes.push((state as { readonly losses: readonly number[] }).losses.length); // the state of pq
      dones.push(control.done?.(state) !== undefined);
    });
    const [, , report] = await recordsOf(
      squareRooter(4),
      skip(step(3), (n) => n === 1),
      skip(step(2), (n) => n === 2),
      watched,
      numberLimit(2),
    );
    assert.deepEqual([sizes, dones, report!.stopped !== undefined], [stored, done, takedown.done]);
  },
  "NumberLimit(2) as a control": async ({ expected }) => {
    const control = numberLimit(2);
    const found: { readonly state: unknown[]; readonly done: boolean[] } = { state: [], done: [] };
    const watched = withStateDo(control, (state) => {
      found.state.push(state);
      found.done.push(control.done?.(state) !== undefined);
    });
    const [, report] = await recordsOf(squareRooter(4), step(1), watched);
    const { log, ...states } = expected as typeof found & { readonly log: string };
    assert.deepEqual(found, states);
    assert.equal(log, "Stop triggered by NumberLimit(2) stopping criterion. ");
    assert.equal(report!.stopped, "NumberLimit: the limit of 2 cycles is reached");
  },
  "Warn report accumulates": async ({ expected }) => {
    const tooFar = warn((run) => rootOf(run) > 2.4, { message: rootOf });
    const watched = [skip(step(1), (n) => n === 1), tooFar, numberLimit(2)];
    const [, report] = await recordsOf(squareRooter(4), ...watched);
    assert.deepEqual({ ...report!.record as object, done: report!.stopped !== undefined }, expected);
  },
  "Error report": async ({ expected }) => {
    const tooFar = error((run) => rootOf(run) > 2.4, { message: rootOf });
    const [, report] = await recordsOf(squareRooter(4), step(1), tooFar);
    assert.deepEqual({ ...report!.record as object, done: report!.stopped !== undefined }, expected);
  },
  "Callback custom stop message": async ({ input, expected }) => {
    const { stop_message: stopMessage } = input as { readonly stop_message: string };
    const [, report] = await recordsOf(
      squareRooter(4),
      step(1),
      callback(() => true, { stopIfTrue: true, stopMessage }),
    );
    assert.deepEqual({ done: report!.stopped !== undefined, log: report!.stopped }, expected);
  },
  "WithLossDo takedown": async ({ expected }) => {
    const [, report] = await recordsOf(
      squareRooter(4),
      step(3),
      withLossDo(() => true, { stopIfTrue: true }),
    );
    close((report!.record as { readonly loss: number }).loss, (expected as { readonly loss: number }).loss);
    assert.equal(report!.stopped, "WithLossDo: it was asked to stop");
  },
  "WithNumberDo": async ({ expected }) => {
    const { seen, report: { n } } = expected as {
      readonly seen: readonly number[];
      readonly report: { readonly n: number };
    };
    const found: number[] = [];
    const control = withNumberDo((number) => {
      found.push(number);
      return number > 1;
    }, { stopIfTrue: true });
    const [, report] = await recordsOf(squareRooter(4), step(1), control);
    assert.deepEqual([found, report!.record], [seen, { number: n }]);
    assert.equal(report!.stopped, "WithNumberDo: it was asked to stop");
  },
  "Particle training losses": ({ expected, tol }) => {
    const one = particle(0.1);
    one.ingest(1);
    one.train(2);
    (expected as readonly number[]).forEach((loss, i) => close(one.losses()[i], loss, tol));
  },
  "Data control on Particle": async ({ input, expected, tol }) => {
    const { data } = input as { readonly data: readonly number[] };
    const { losses } = expected as { readonly losses: readonly number[] };
    for (const stopWhenExhausted of [true, false]) {
      const seen: number[] = [];
      const controls = [feed(data, { stopWhenExhausted }), step(1), withLossDo((loss) => seen.push(loss))];
      const { cycles } = await controlled(particle(0.1), [...controls, numberLimit(5)]);
      losses.forEach((loss, i) => close(seen[i], loss, tol));
      assert.equal(cycles, stopWhenExhausted ? 4 : 5);
    }
  },
};

// What is not here as it is upstream, and why.
const OTHERWISE: Readonly<Record<string, string>> = {
  "composite flattening":
    "composite() flattens too, but drops nothing: there is no Never, and equal criteria stop at the same time",
};

for (const [i, record] of RECORDS.entries()) {
  const check = CHECKS[record.case];
  if (check) Deno.test(titleOf(record, i), async () => await check(record));
}

Deno.test("every record of controls is tested, or known to be otherwise here", () => {
  const known = [...Object.keys(CHECKS), ...Object.keys(OTHERWISE)];
  assert.deepEqual(RECORDS.map((record) => record.case).filter((name) => !known.includes(name)), []);
});

Deno.test("composite() takes composites apart", () => {
  const flat = composite(patience(1), composite(invalidValue(), composite()), step(1));
  assert.deepEqual(flat.params.controls.map(({ kind }) => kind), ["Patience", "InvalidValue", "Step"]);
});
