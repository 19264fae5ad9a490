import assert from "node:assert/strict";
import fc from "fast-check";
import { Machine, type Report } from "../../core/mod.ts";
import { numeric } from "../../data/mod.ts";
import { mae, rSquared } from "../../measures/mod.ts";
import { holdout, iterated, numberLimit, step } from "../../meta/mod.ts";
import { type Plot, plotTraining } from "../../plot/mod.ts";
import { descender } from "../../testing/mod.ts";
import { overfitted } from "./_gallery.ts";
import { texts } from "./_pictures.ts";

/** Reports say what was measured after each iteration. */
const report = (losses: readonly number[], measured: readonly number[], goal = "min") => ({
  losses,
  judged: measured.map((measurement, i) => ({ iterations: i + 1, measurement })),
  measure: "judge",
  goal,
});

const legendOf = (plot: Plot) => texts(plot).filter((text) => text.includes(", "));

/** What the axes of its panels are called. */
const axesOf = (plot: Plot) => {
  const labels = ["loss", "training loss", "judge"];
  return texts(plot).filter((text) => labels.includes(text));
};

Deno.test("a report is drawn alike whoever gives it", async () => {
  const data = { x: numeric([1, 2, 3, 4, 5, 6]), y: numeric([3, 3, 7, 7, 11, 11]) };
  for (const measure of [mae, rSquared]) {
    const options = { controls: [step(2), numberLimit(3)], resampling: holdout({ share: 0.5 }), measure };
    using machine = new Machine(iterated(descender({ eta: 0.01 }), options), data);
    const { report } = await machine.fit();
    const plot = plotTraining(report);
    assert.deepEqual(report.judged!.map(({ iterations }) => iterations), [2, 4, 6]);
    assert.equal(plotTraining(machine).svg, plot.svg);
    assert.equal(plotTraining(machine.learned).svg, plot.svg);
    assert.ok(legendOf(plot).some((text) => text.startsWith(`held out: ${measure.id}, last `)));
    assert.equal(texts(plot).includes(measure.id), measure === rSquared); // only a score has an axis of its own
  }
});

Deno.test("losses share an axis where they began within ten times of each other, whatever becomes of them", () => {
  const share = (losses: readonly number[], measured: readonly number[]) =>
    axesOf(plotTraining(report(losses, measured))).length === 1;
  assert.ok(share([1, 0.001], [10, 9]));
  assert.ok(share([1, 1], [0.1, 100]));
  assert.ok(share([0, 1], [0, 1]));
  assert.ok(!share([1, 1], [10.1, 9]));
  assert.ok(!share([1, 1], [0.099, 1]));
  assert.ok(!share([0, 1], [0.1, 1]));
});

Deno.test("losses are compared after as many iterations", () => {
  const judged = [{ iterations: 3, measurement: 0.9 }, { iterations: 6, measurement: 0.8 }];
  const plot = plotTraining({ ...report([100, 10, 1, 1, 1, 1], []), judged });
  assert.deepEqual(axesOf(plot), ["loss"]);
});

Deno.test("a score has a panel of its own, never a logarithmic one", () => {
  const score = report([], [0.001, 0.5, 0.9], "max");
  assert.deepEqual(axesOf(plotTraining({ ...score, losses: [1, 0.5, 0.1] })), ["training loss", "judge"]);
  assert.equal(plotTraining(score, { logarithmic: true }).svg, plotTraining(score).svg);
  const loss = { ...score, goal: "min" };
  assert.notEqual(plotTraining(loss, { logarithmic: true }).svg, plotTraining(loss).svg);
});

Deno.test("what cannot be drawn interrupts a line, and the legend counts the rest", () => {
  const lines = (losses: readonly number[], options = {}) => {
    const plot = plotTraining({ losses }, options);
    const coloured = plot.svg.match(/<polyline [^>]*stroke="#0072B2"/g) ?? [];
    return [coloured.length - 1, legendOf(plot)[0]]; // one is in the legend
  };
  assert.deepEqual(lines([1, 2, 3, 4]), [1, "training, last 4"]);
  assert.deepEqual(lines([1, 1.5, NaN, 2, 4, 3, Infinity, 4, 3]), [3, "training (7 of 9 drawn), last 3"]);
  assert.deepEqual(lines([1, 2, 3, 4, NaN, NaN]), [1, "training (4 of 6 drawn), last NaN"]);
  assert.deepEqual(lines([1, 2, 0, 3, 4, -1], { logarithmic: true }), [
    2,
    "training (4 of 6 drawn), last −1",
  ]);
});

Deno.test("the iterate that was kept is marked by what was measured of it, or by its training loss", () => {
  const entry = (source: Report) => legendOf(plotTraining(source)).find((text) => text.startsWith("kept"));
  const some = report([3, 2, 1], [0.5, 0.4, 0.6]);
  assert.equal(entry({ ...some, kept: 2 }), "kept: 2 iterations, judge 0.4");
  assert.equal(entry({ losses: [3, 2, 1], kept: 1 }), "kept: 1 iteration, training loss 3");
  assert.equal(entry({ ...some, kept: 7 }), undefined);
  assert.equal(entry(some), undefined);
});

Deno.test("rows held out are drawn alone where no training losses are told", () => {
  const plot = plotTraining({ ...report([], [0.5, 0.4]), losses: undefined });
  assert.deepEqual(axesOf(plot), ["judge"]);
  assert.deepEqual(legendOf(plot), ["held out: judge, last 0.4"]);
});

Deno.test("a picture in a terminal fits into 78 columns and 23 lines", () => {
  const losses = fc.array(fc.double({ noDefaultInfinity: true }), { minLength: 1, maxLength: 30 });
  const goal = fc.constantFrom("min", "max");
  fc.assert(fc.property(losses, losses, goal, fc.boolean(), (losses, measured, goal, logarithmic) => {
    fc.pre(
      [...losses, ...measured].some((loss) => Math.abs(loss) < 1e300 && (!logarithmic || loss > 1e-300)),
    );
    const lines = String(plotTraining({ ...report(losses, measured, goal), kept: 1 }, { logarithmic })).split(
      "\n",
    );
    assert.ok(lines.length <= 23, `${lines.length} lines`);
    assert.ok(lines.every((line) => line.length <= 78));
  }));
});

// deno-lint-ignore no-explicit-any -- calls that types forbid
const odd = (value: unknown): any => value;

const REFUSED: readonly (readonly [call: () => Plot, name: string, message: string])[] = [
  [
    () => plotTraining(odd(7)),
    "TypeError",
    "Cannot draw training: got 7; give a report, or what was learned",
  ],
  [
    () => plotTraining(odd([0.5, 0.4])),
    "TypeError",
    "Cannot draw training: got an array; give a report, or what was learned",
  ],
  [
    () => plotTraining({}),
    "DataError",
    "Cannot draw training: the report tells of no losses; give that of a model that iterates",
  ],
  [
    () => plotTraining({ losses: [] }),
    "DataError",
    "Cannot draw training: the report tells of no losses; give that of a model that iterates",
  ],
  [
    () => plotTraining({ losses: [NaN, Infinity] }),
    "DataError",
    "Cannot draw training: no loss is finite; see whether training diverged",
  ],
  [
    () => plotTraining({ losses: [NaN, 0] }, { logarithmic: true }),
    "DataError",
    "Cannot draw training: no loss is finite and above 0; see whether training diverged",
  ],
  [
    () => plotTraining(overfitted({ measure: "logLoss", seed: 1 }), odd({ log: true })),
    "TypeError",
    'Cannot set "log" of plotTraining: known parameters are logarithmic, title, width, height',
  ],
];

for (const [call, name, message] of REFUSED) {
  Deno.test(message, () => void assert.throws(call, { name, message }));
}
