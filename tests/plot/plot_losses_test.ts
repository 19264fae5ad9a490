import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { numeric } from "../../data/mod.ts";
import { progress } from "../../listeners/mod.ts";
import { mae, rSquared } from "../../measures/mod.ts";
import {
  type Control,
  controlled,
  type ControlledOptions,
  holdout,
  invalidValue,
  iterated,
  keepBest,
  numberLimit,
  skip,
  step,
  type Trainable,
} from "../../meta/mod.ts";
import { type Plot, plotLosses, type PlotLossesParams, plotTraining } from "../../plot/mod.ts";
import { descender, squareRooter } from "../../testing/mod.ts";
import { texts } from "./_pictures.ts";
import { Terminal } from "./_terminal.ts";

const NOWHERE = { terminal: false, write() {} };

/** What is to be trained has these losses, and no others. */
function losing(losses: readonly number[]): Trainable {
  let trained = 0;
  return { train: (n) => void (trained += n), loss: () => losses[trained - 1]! };
}

/** The picture once training has stopped. */
async function drawn(
  subject: Trainable,
  { cycles, ...options }: Partial<PlotLossesParams> & { readonly cycles: number },
): Promise<Plot | undefined> {
  let plot: Plot | undefined;
  const onEnd = (given: Plot) => void (plot = given);
  await controlled(subject, [
    step(1),
    plotLosses({ screen: NOWHERE, ...options, onEnd }),
    numberLimit(cycles),
  ]);
  return plot;
}

const legendOf = (plot: Plot | undefined) => texts(plot!).filter((text) => text.includes(", "));

Deno.test("on a terminal one picture is drawn over itself, which fits into it", async () => {
  const screen = new Terminal();
  const plot = await drawn(squareRooter(1e6), { cycles: 30, screen });
  assert.equal(screen.shown.length, 30);
  for (const text of screen.shown) assert.equal(text.split("Losses of training").length, 2);
  assert.equal(screen.shown.at(-1), `${plot}\n`);
});

Deno.test("a progress line that stands there is erased", async () => {
  const screen = new Terminal();
  const listener = progress({ screen });
  const options = { controls: [step(3), plotLosses({ screen }), numberLimit(2)] };
  listener({ type: "progress", of: "Evaluating", done: 1, total: 5 });
  using machine = new Machine(iterated(descender(), options), {
    x: numeric([1, 2, 3]),
    y: numeric([1, 2, 3]),
  });
  await machine.fit();
  assert.doesNotMatch(screen.shown.at(-1)!, /Evaluating/);
});

Deno.test("in every third cycle it draws, and once more at the end if there is more to be seen", async () => {
  const screens = [6, 7].map(() => new Terminal());
  for (const [i, screen] of screens.entries()) {
    await drawn(squareRooter(2), { cycles: 6 + i, every: 3, screen });
  }
  assert.deepEqual(screens.map(({ shown }) => shown.length), [2, 3]);
});

Deno.test("what is told once training has stopped is not written over", async () => {
  for (const every of [1, 2]) {
    const screen = new Terminal();
    const tell: ControlledOptions["tell"] = (message, level = 1) => level < 2 && screen.write(`${message}\n`);
    await controlled(squareRooter(2), [step(1), plotLosses({ screen, every }), numberLimit(3)], { tell });
    assert.match(screen.shown.at(-1)!, /\nstopped after 3 iterations: NumberLimit/);
  }
});

Deno.test("where output is piped, one picture is written, once training has stopped", async () => {
  const written: string[] = [];
  const screen = { terminal: false, write: (text: string) => written.push(text) };
  const plot = await drawn(squareRooter(2), { cycles: 5, screen });
  assert.deepEqual(written, [`${plot}\n`]);
  assert.ok(!written[0]!.includes("\x1b"));
});

Deno.test("the best iterate is that of keepBest(): the first of the least loss", async () => {
  for (const losses of [[3, 2, 1, 1, 2], [1, 2, 3, 4, 5], [NaN, 3, -Infinity, 2, 2], [5, 4, 3, 2, 1]]) {
    const cycles = losses.length;
    const { controls } = await controlled(
      { ...losing(losses), snapshot: () => Promise.resolve(0), restore: () => Promise.resolve() },
      [step(1), keepBest(), numberLimit(cycles)],
    );
    const { loss, iterations } = controls[1]!.record as {
      readonly loss: number;
      readonly iterations: number;
    }; // keepBest's
    const plot = await drawn(losing(losses), { cycles });
    const s = iterations === 1 ? "" : "s";
    assert.equal(legendOf(plot).at(-1), `best: ${iterations} iteration${s}, loss ${loss}`);
  }
});

Deno.test("a loss that is the last one of training is drawn once, another one beside it", async () => {
  const same = { ...losing([4, 2, 1]), losses: () => [] };
  const training = (losses: readonly number[]): Trainable => {
    const subject = losing(losses);
    return { ...subject, losses: () => [Number(subject.loss!())] };
  };
  assert.deepEqual(legendOf(await drawn(same, { cycles: 3 })), [
    "loss, last 1",
    "best: 3 iterations, loss 1",
  ]);
  assert.deepEqual(legendOf(await drawn(training([4, 2, 1]), { cycles: 3 })), [
    "training, last 1",
    "best: 3 iterations, training loss 1",
  ]);
  assert.deepEqual(legendOf(await drawn(squareRooter(4), { cycles: 2 })), [
    "training, last 0.45",
    "loss, last 0.2025",
    "best: 2 iterations, loss 0.2025",
  ]);
});

Deno.test("of cycles that train for several iterations all are drawn, each where it was", async () => {
  const controls = (onEnd: (plot: Plot) => void): Control[] => [
    step(3),
    plotLosses({ screen: NOWHERE, onEnd }),
    plotLosses({ screen: NOWHERE }), // sees the same, and changes nothing
    numberLimit(4),
  ];
  let plot: Plot | undefined;
  await controlled(squareRooter(1e4), controls((given) => plot = given));
  const rooter = squareRooter(1e4);
  rooter.train(12);
  const judged = [3, 6, 9, 12].map((iterations) => {
    const one = squareRooter(1e4);
    one.train(iterations);
    return { iterations, measurement: one.loss() };
  });
  const report = { losses: rooter.losses(), judged, measure: "loss", goal: "min", kept: 12 };
  const wanted = plotTraining(report).svg.replaceAll("held out: loss", "loss").replaceAll("kept", "best");
  assert.equal(plot!.svg, wanted);
});

Deno.test("in a cycle without training there is nothing new to be drawn", async () => {
  const plots: string[] = [];
  const drawing = plotLosses({ screen: NOWHERE, onEnd: ({ svg }) => plots.push(svg) });
  const odd = (cycle: number) => cycle % 2 === 1;
  await controlled(squareRooter(1e4), [step(2), drawing, numberLimit(3)]);
  await controlled(squareRooter(1e4), [skip(step(2), odd), drawing, numberLimit(6)]);
  assert.equal(plots[1], plots[0]);
});

const DATA = { x: numeric([1, 2, 3, 4, 5, 6]), y: numeric([3, 3, 7, 7, 11, 11]) };

for (const measure of [mae, rSquared]) {
  Deno.test(`rows held out are drawn as ${measure.id} measures them, as the report has them`, async () => {
    let plot: Plot | undefined;
    const controls = [
      step(2),
      plotLosses({ screen: NOWHERE, onEnd: (given) => plot = given }),
      numberLimit(5),
    ];
    const options = { measure, resampling: holdout({ share: 0.5 }), keepBest: false };
    using machine = new Machine(iterated(descender({ eta: 0.03 }), { ...options, controls }), DATA);
    const { report } = await machine.fit();
    const { judged } = report;
    const best = judged!.reduce((a, b) => (measure === mae) === (b.measurement < a.measurement) ? b : a);
    const wanted = plotTraining({ ...report, kept: best.iterations }).svg.replaceAll("kept", "best");
    assert.equal(plot!.svg, wanted);
  });
}

Deno.test("training is the same with it and without it", async () => {
  const report = async (more: readonly Control[]) => {
    const controls = [step(1), ...more, numberLimit(8)];
    using machine = new Machine(iterated(descender({ eta: 0.05 }), { controls }), DATA);
    const { losses, judged, kept } = (await machine.fit()).report;
    return { losses, kept, measured: judged!.map(({ measurement }) => measurement) };
  };
  assert.deepEqual(await report([plotLosses({ screen: new Terminal() })]), await report([]));
});

Deno.test("one control serves several runs", async () => {
  const screen = new Terminal();
  const plots: string[] = [];
  const control = plotLosses({ screen, onEnd: ({ svg }) => void plots.push(svg) });
  for (let run = 0; run < 2; run++) await controlled(squareRooter(2), [step(1), control, numberLimit(4)]);
  assert.equal(plots[0], plots[1]);
});

Deno.test("training waits for onEnd, and throws what it throws", async () => {
  let ended = false;
  const waiting = plotLosses({
    screen: NOWHERE,
    async onEnd() {
      await new Promise((resolve) => setTimeout(resolve, 5));
      ended = true;
    },
  });
  await controlled(squareRooter(2), [step(1), waiting, numberLimit(1)]);
  assert.ok(ended);
  const broken = new Error("no room");
  const failing = plotLosses({ screen: NOWHERE, onEnd: () => Promise.reject(broken) });
  await assert.rejects(controlled(squareRooter(2), [step(1), failing, numberLimit(1)]), broken);
});

Deno.test("training that diverges at once is no failure: there is nothing to draw, and it says so", async () => {
  const told: string[] = [];
  const tell: ControlledOptions["tell"] = (message, level = 1) => level === 0 && told.push(message);
  const screen = new Terminal();
  const plotting = plotLosses({ screen, onEnd: () => assert.fail() });
  await controlled(losing([NaN]), [step(1), plotting, invalidValue()], { tell });
  assert.deepEqual(told, ["PlotLosses: there is no loss that can be drawn"]);
  assert.deepEqual(screen.shown, []);
});

Deno.test("training that diverges later is drawn up to there", async () => {
  const plot = await drawn(losing([3, 2, NaN, Infinity]), { cycles: 4 });
  assert.deepEqual(legendOf(plot), ["loss (2 of 4 drawn), last Infinity", "best: 2 iterations, loss 2"]);
});

Deno.test("a network that diverges is drawn up to there, though it cannot predict any more", async () => {
  let plot: Plot | undefined;
  const controls = [
    step(50),
    plotLosses({ screen: NOWHERE, onEnd: (given) => plot = given }),
    numberLimit(40),
  ];
  using machine = new Machine(
    iterated(descender({ eta: 0.2 }), { controls: [...controls, invalidValue()] }),
    DATA,
  );
  const { report } = await machine.fit();
  assert.match(report.stopped, /^InvalidValue/);
  assert.match(legendOf(plot)[0]!, /training \(\d+ of \d+ drawn\), last (NaN|Infinity)/);
});

const REFUSED: readonly (readonly [options: object, message: RegExp])[] = [
  [{ every: 0 }, /^Cannot set "every" of PlotLosses: expected an integer ≥ 1, got 0$/],
  [{ screen: {} }, /^Cannot set "screen" of PlotLosses: expected a screen, \{ terminal, write \}, got \{\}$/],
  [
    { onEnd: "losses.svg" },
    /^Cannot set "onEnd" of PlotLosses: expected a function that takes a plot, got "losses.svg"/,
  ],
  [{ log: true }, /^Cannot set "log" of PlotLosses: known parameters are every, logarithmic, screen, onEnd/],
];

for (const [options, message] of REFUSED) {
  Deno.test(`plotLosses(${JSON.stringify(options)}) is refused`, () =>
    void assert.throws(() => plotLosses(options), { message }));
}
