import assert from "node:assert/strict";
import {
  callback,
  composite,
  type Control,
  controlled,
  cycleLearningRate,
  delayed,
  error,
  feed,
  gl,
  info,
  invalidValue,
  keepBest,
  lossBelow,
  louder,
  numberLimit,
  patience,
  pq,
  type Run,
  skip,
  step,
  timeLimit,
  type Trainable,
  warn,
  withLossDo,
  withNumberDo,
  withStateDo,
} from "../../meta/mod.ts";
import { squareRooter } from "../../testing/mod.ts";
import { stream } from "./controls/_streams.ts";

// What is told, each line with its level.
function hearing() {
  const lines: string[] = [];
  return { lines, tell: (message: string, level = 1) => void lines.push(`${level} ${message}`) };
}

Deno.test("all that is told at verbosity 2, line by line", async () => {
  const { lines, tell } = hearing();
  await controlled(squareRooter(4), [step(2), withNumberDo(), invalidValue(), numberLimit(2)], { tell });
  assert.deepEqual(lines, [
    "2 controls: Step(n = 2), WithNumberDo(f = function tellIt, stopIfTrue = false), InvalidValue, NumberLimit(n = 2)",
    "2 training for 2 more iterations",
    "1 number: 1",
    "2 training for 2 more iterations",
    "1 number: 2",
    "2 final loss 3.717e-7",
    "2 final training loss 0.0006097",
    "1 stopped after 4 iterations: NumberLimit: the limit of 2 cycles is reached",
    "2 2 cycles, 4 iterations in all",
  ]);
});

Deno.test("controls are applied in order, all of them also in the cycle in which one stops", async () => {
  const seen: string[] = [];
  const note = (name: string) => callback(({ cycle }) => seen.push(`${name}${cycle}`));
  await controlled(squareRooter(4), [note("a"), step(1), numberLimit(2), note("b")]);
  assert.deepEqual(seen, ["a1", "b1", "a2", "b2"]);
});

Deno.test("several controls that stop in one cycle are all told of", async () => {
  const { stopped, controls } = await controlled(squareRooter(4), [step(1), numberLimit(1), lossBelow(9)]);
  assert.equal(stopped, "NumberLimit: the limit of 1 cycle is reached; LossBelow: the loss is 2.25, below 9");
  assert.deepEqual(controls.map((record) => "stopped" in record), [false, true, true]);
});

Deno.test("a control before the one that trains sees what the cycle before has left", async () => {
  const seen: (readonly number[])[] = [];
  await controlled(squareRooter(4), [callback(({ losses }) => seen.push(losses)), step(2), numberLimit(3)]);
  assert.deepEqual(seen.map(({ length }) => length), [0, 2, 2]);
  assert.equal(seen[1]![0], 1.5);
});

Deno.test("training losses of a cycle are those of all its trainings", async () => {
  const seen: number[] = [];
  const controls = [step(2), step(3), callback(({ losses }) => seen.push(losses.length)), numberLimit(2)];
  await controlled(squareRooter(4), controls);
  assert.deepEqual(seen, [5, 5]);
});

Deno.test("one iteration is trained in each cycle where no control trains, also in a composite", async () => {
  assert.equal((await controlled(squareRooter(4), [numberLimit(3)])).iterations, 3);
  assert.equal((await controlled(squareRooter(4), [composite(step(2)), numberLimit(3)])).iterations, 6);
});

Deno.test("controls that need what is not there are refused before training begins", async () => {
  let trained = 0;
  const bare: Trainable = { train: () => void trained++ };
  const cases: readonly (readonly [Control, RegExp])[] = [
    [patience(), /Patience\(n = 5\): it needs a loss, which/],
    [composite(gl()), /it needs a loss, which/],
    [delayed(skip(pq(), 2)), /it needs a loss, which/],
    [feed([]), /it needs new data to be taken in, which/],
    [cycleLearningRate(), /it needs hyperparameters that can be changed, which/],
    [keepBest(), /it needs a loss, which/],
  ];
  for (const [control, message] of cases) {
    await assert.rejects(controlled(bare, [step(1), control, numberLimit(1)]), message);
  }
  await assert.rejects(
    controlled(squareRooter(4), [keepBest(), numberLimit(1)]),
    /it needs snapshots, which/,
  );
  assert.equal(trained, 0);
});

Deno.test("a loss that was not declared to be needed is told of when it is asked for", async () => {
  const bare: Trainable = { train() {} };
  const asks = callback((run) => run.loss());
  await assert.rejects(
    controlled(bare, [asks, numberLimit(1)]),
    /^TypeError: Cannot tell the loss of what is trained: it has none; declare needs: \["loss"\]$/,
  );
});

Deno.test("training for no iterations is refused", async () => {
  for (const n of [0, 1.5, NaN]) {
    const trains = callback((run) => run.train(n));
    await assert.rejects(
      controlled(squareRooter(4), [trains, numberLimit(1)]),
      new RegExp(`^RangeError: Cannot train for ${n} iterations: give a whole number, at least 1$`),
    );
  }
});

Deno.test("a signal stops training between cycles, also of what never waits", async () => {
  const signal = AbortSignal.timeout(5);
  const endless = callback(() => false, { stopIfTrue: true });
  await assert.rejects(controlled(squareRooter(4), [endless], { signal }), { name: "TimeoutError" });
});

Deno.test("unknown options are refused", async () => {
  // @ts-expect-error there is no such option
  await assert.rejects(controlled(squareRooter(4), [numberLimit(1)], { verbosity: 1 }), TypeError);
});

Deno.test("louder() tells at a lower verbosity, in finish() too, and leaves the run as it is", async () => {
  const { lines, tell } = hearing();
  const often = warn(() => true, { message: "careful" });
  const deep = louder(louder(info(({ iterations }) => `at ${iterations}`)), -1);
  await controlled(squareRooter(4), [louder(step(1)), deep, louder(often, 2), numberLimit(1)], { tell });
  assert.deepEqual(lines.slice(1, 4), ["1 training for 1 more iteration", "1 at 1", "-2 careful"]);
  assert.equal(lines.at(-3), "0 warned 1 time"); // then why it stopped, and a summary
});

Deno.test("skip() takes a function of the number of the cycle", async () => {
  const seen: number[] = [];
  const control = skip(withNumberDo((n) => seen.push(n)), (n) => n === 2 || n > 3);
  await controlled(squareRooter(4), [step(1), control, numberLimit(5)]);
  assert.deepEqual(seen, [2, 4, 5]);
});

Deno.test("withStateDo() sees the state after each update", async () => {
  const seen: unknown[] = [];
  await controlled(stream([3, 4, 5]), [step(1), withStateDo(patience(2), (state) => seen.push(state))]);
  assert.deepEqual(seen, [3, 4, 5].map((last, rises) => ({ last, rises })));
});

Deno.test("error() with an exception throws at once", async () => {
  const seen: number[] = [];
  const exception = new Error("Cannot go on");
  const controls = [
    step(1),
    error(({ cycle }) => cycle === 2, { exception }),
    withNumberDo((n) => seen.push(n)),
  ];
  await assert.rejects(controlled(squareRooter(4), controls), exception);
  assert.deepEqual(seen, [1]);
});

Deno.test("error() stops at the end of the cycle, and tells why at any verbosity", async () => {
  const { lines, tell } = hearing();
  const wrong = error(({ cycle }) => cycle === 2, {
    message: ({ iterations }) => `wrong after ${iterations}`,
  });
  const { stopped, cycles } = await controlled(squareRooter(4), [step(1), wrong], { tell });
  assert.deepEqual([stopped, cycles], ["Error: wrong after 2", 2]);
  assert.ok(lines.includes("0 error: wrong after 2"));
});

Deno.test("functions of controls may give promises", async () => {
  const late = <T>(value: T) => Promise.resolve(value);
  const { lines, tell } = hearing();
  const controls = [
    step(1),
    info(() => late("later")),
    warn(() => late(true), { message: () => late("careful") }),
    withLossDo((loss) => late(loss < 1), { stopIfTrue: true, stopMessage: "small enough" }),
  ];
  const { stopped } = await controlled(squareRooter(4), controls, { tell });
  assert.equal(stopped, "small enough");
  assert.deepEqual(lines.filter((line) => /later|careful/.test(line)), [
    "1 later",
    "0 careful",
    "1 later",
    "0 careful",
  ]);
});

Deno.test("only true stops, not what is merely truthy", async () => {
  const { cycles } = await controlled(squareRooter(4), [
    step(1),
    callback(() => 1, { stopIfTrue: true }),
    numberLimit(3),
  ]);
  assert.equal(cycles, 3);
});

Deno.test("keepBest() brings back the first of the best, and leaves out what is no number or infinite", async () => {
  const losses = [NaN, 4, 2, -Infinity, 2, 3];
  let restored: unknown;
  const subject: Trainable = {
    ...stream(losses),
    snapshot: () => Promise.resolve("here"),
    restore: (snapshot) => {
      restored = snapshot;
      return Promise.resolve();
    },
  };
  const { controls } = await controlled(subject, [step(1), keepBest(), numberLimit(6)]);
  assert.equal(restored, "here");
  assert.deepEqual(controls[1]!.record, { loss: 2, iterations: 3 });
});

const unrestorable = (losses: readonly number[]): Trainable => ({
  ...stream(losses),
  snapshot: () => Promise.resolve("here"),
  restore: () => Promise.reject(new Error("Cannot restore: nothing is to be restored")),
});

Deno.test("keepBest() has nothing to bring back where the last is the best", async () => {
  await controlled(unrestorable([3, 2]), [step(1), keepBest(), numberLimit(2)]);
});

Deno.test("keepBest() refuses training of which no iterate was any good", async () => {
  await assert.rejects(
    controlled(unrestorable([NaN, Infinity]), [step(1), keepBest(), numberLimit(2)]),
    /^RangeError: Cannot keep any iterate of what is trained: the loss is NaN in iteration 1, and none was good before; lower the learning rate, or standardise the data$/,
  );
});

Deno.test("why training stopped and what was kept are told in one line, at verbosity 1", async () => {
  const { lines, tell } = hearing();
  const subject: Trainable = {
    ...stream([3, 2, 4]),
    inWords: (loss) => `rSquared ${-loss}`,
    snapshot: () => Promise.resolve("here"),
    restore: () => Promise.resolve(),
  };
  await controlled(subject, [step(1), keepBest(), numberLimit(3)], { tell });
  assert.deepEqual(lines.filter((line) => line.startsWith("1")), [
    "1 stopped after 3 iterations: NumberLimit: the limit of 3 cycles is reached; " +
    "kept what there was after 2 iterations, rSquared -2",
  ]);
  assert.ok(lines.includes("2 final rSquared -4"));
});

Deno.test("invalidValue() tells the first iteration that was invalid, and looks at training losses first", async () => {
  const of = (losses: readonly number[], isTraining: readonly boolean[]) =>
    controlled(stream(losses, isTraining), [step(1), invalidValue()]);
  const subject: Trainable = { train() {}, loss: () => 1, losses: () => [1, Infinity, NaN, 2] };
  const { stopped } = await controlled(subject, [step(4), invalidValue()]);
  assert.equal(stopped, "InvalidValue: the training loss is Infinity in iteration 2");
  assert.match(
    (await of([1, 2, NaN], [true, false, false])).stopped,
    /^InvalidValue: the loss is NaN in iteration 2$/,
  );
});

Deno.test("timeLimit() counts from the first cycle, refuses no time, and adds up its parts", async () => {
  let time = 0;
  const now = () => time += 1000;
  const { cycles, stopped } = await controlled(squareRooter(4), [
    step(1),
    timeLimit({ minutes: 0.05, seconds: 1, now }),
  ]);
  assert.deepEqual([cycles, stopped], [6, "TimeLimit: more than 4 seconds have passed"]);
  for (const limit of [{}, { hours: 0 }, { seconds: 0.0001 }]) {
    assert.throws(
      () => timeLimit(limit),
      /^RangeError: Cannot limit training to no time: give hours, minutes or seconds/,
    );
  }
  assert.throws(() => timeLimit({ seconds: -1 }), RangeError);
  assert.equal(timeLimit().params.hours, 0.5);
});

Deno.test("composite() is applied in order, stops for its first reason, and reports each of its controls", async () => {
  const inner = composite(step(1), lossBelow(9), numberLimit(1));
  const { stopped, controls } = await controlled(squareRooter(4), [inner]);
  assert.equal(stopped, "LossBelow: the loss is 2.25, below 9");
  assert.deepEqual(controls[0]!.record, [
    { control: "Step(n = 1)", record: { iterations: 1 } },
    { control: "LossBelow(value = 9)", stopped: "LossBelow: the loss is 2.25, below 9" },
    { control: "NumberLimit(n = 1)", stopped: "NumberLimit: the limit of 1 cycle is reached" },
  ]);
});

Deno.test("controls are reached by path through those that wrap them", () => {
  const control = delayed(skip(patience(3), 2));
  assert.equal(String(control.with({ "control.control.n": 7 })), String(delayed(skip(patience(7), 2))));
  const several = composite(step(1), patience(3)).with({ "controls.1.n": 9 });
  assert.equal(String(several), String(composite(step(1), patience(9))));
});

Deno.test("a run cannot be kept from counting by who looks at it", async () => {
  const runs = new Set<Run>();
  await controlled(squareRooter(4), [step(1), callback((run) => runs.add(run)), numberLimit(3)]);
  const [run, ...others] = runs;
  assert.deepEqual([run!.cycle, run!.iterations, others.length], [3, 3, 0]);
});

Deno.test("a reason that is no words is refused, instead of stopping by it", async () => {
  const hasty = { ...numberLimit(3), done: () => false as unknown as string };
  await assert.rejects(controlled(squareRooter(4), [step(1), hasty]), {
    name: "TypeError",
    message: "Cannot stop by NumberLimit: it gave false as its reason; give words, or undefined to go on",
  });
});
