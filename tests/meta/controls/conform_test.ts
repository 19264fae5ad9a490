import assert from "node:assert/strict";
import { configured } from "../../../core/mod.ts";
import {
  callback,
  composite,
  type Control,
  type ControlMembers,
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
  numberSinceBest,
  patience,
  pq,
  type Run,
  skip,
  step,
  timeLimit,
  type Trainable,
  warn,
  withIterationsDo,
  withLossDo,
  withNumberDo,
  withStateDo,
  withTrainingLossesDo,
} from "../../../meta/mod.ts";
import { conformControl, particle, squareRooter } from "../../../testing/mod.ts";

/** A square-rooter that can come back, and takes changes. */
function returning(): Trainable {
  let [rooter, trained] = [squareRooter(2), 0];
  return {
    train(iterations: number) {
      rooter.train(iterations);
      trained += iterations;
    },
    loss: () => rooter.loss(),
    losses: () => rooter.losses(),
    snapshot: () => Promise.resolve(trained),
    change() {},
    restore(snapshot: unknown) {
      rooter = squareRooter(2);
      trained = 0;
      this.train(Number(snapshot));
      return Promise.resolve();
    },
  };
}

const always = () => true;
const later = ({ cycle }: Run) => cycle > 2;
const now = () => 0;

const CONTROLS: Readonly<Record<string, () => Control>> = {
  "step(2)": () => step(2),
  "info()": () => info(),
  "warn()": () => warn(always),
  "error()": () => error(later, { message: "enough" }),
  "callback()": () => callback(always, { stopIfTrue: true }),
  "withLossDo()": () => withLossDo(),
  "withTrainingLossesDo()": () => withTrainingLossesDo(),
  "withNumberDo()": () => withNumberDo(),
  "withIterationsDo()": () => withIterationsDo(),
  "cycleLearningRate()": () => cycleLearningRate(),
  "timeLimit()": () => timeLimit({ seconds: 1, now }),
  "numberLimit(3)": () => numberLimit(3),
  "numberSinceBest(2)": () => numberSinceBest(2),
  "invalidValue()": () => invalidValue(),
  "lossBelow(1e-6)": () => lossBelow(1e-6),
  "gl()": () => gl(),
  "pq()": () => pq({ k: 2 }),
  "patience(2)": () => patience(2),
  "keepBest()": () => keepBest(),
  "delayed(patience(1), 2)": () => delayed(patience(1), 2),
  "skip(numberLimit(2), 2)": () => skip(numberLimit(2), 2),
  "louder(info())": () => louder(info()),
  "withStateDo(patience())": () => withStateDo(patience()),
  "composite(step(1), warn(), numberLimit(3))": () => composite(step(1), warn(always), numberLimit(3)),
};

for (const [name, make] of Object.entries(CONTROLS)) conformControl(name, { make, subject: returning });
const items = [1, 2, 3];
conformControl("feed([1, 2, 3])", {
  make: () => feed(items, { stopWhenExhausted: true }),
  subject: () => particle(0.5),
});

const one = (members: ControlMembers<{ n: number }>) =>
  configured<Record<never, never>, typeof members>("Bad", {}, () => members)();

let count = 0;

const BAD: Readonly<Record<string, () => Control>> = {
  "it does not change the state that it is given": () =>
    one({
      start: () => ({ n: 0 }),
      apply: (state) => {
        state.n++;
        return state;
      },
    }),
  "one serves several runs at once": () =>
    one({ start: () => ({ n: 0 }), apply: () => ({ n: count++ }), record: (state) => ({ ...state }) }),
  "reasons to stop are words": () =>
    one({ start: () => ({ n: 0 }), apply: (state) => state, done: () => "" }),
  "what it reports is plain data": () =>
    one({ start: () => ({ n: 0 }), apply: (state) => state, record: () => ({ f: undefined }) }),
  "it compares by value, and prints": () => ({
    ...one({ start: () => ({ n: 0 }), apply: (state) => state }),
  }),
};

for (const [law, make] of Object.entries(BAD)) {
  Deno.test(`conformControl() finds a control that breaks the law "${law}"`, async () => {
    const broken: string[] = [];
    const laws: Promise<void>[] = [];
    conformControl("bad", {
      make,
      test: (name, check) =>
        laws.push(
          check().catch(() => {
            broken.push(name);
          }),
        ),
    });
    await Promise.all(laws);
    assert.ok(broken.includes(`bad keeps the law "${law}"`), broken.join("\n"));
  });
}
