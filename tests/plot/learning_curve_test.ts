import assert from "node:assert/strict";
import type { LearningCurve } from "../../meta/mod.ts";
import { type Plot, plotLearningCurve } from "../../plot/mod.ts";
import { marks, texts } from "./_pictures.ts";
import { elementsOf, parseXml } from "./_xml.ts";

const CURVE: LearningCurve = {
  path: "epochs",
  scale: "log10",
  values: [1, 10, 100],
  seeds: [1, 2],
  measurements: [[0.9, 0.7], [0.4, 0.2], [0.5, 0.5]],
  measure: "logLoss",
  goal: "min",
};
const ONE: LearningCurve = { ...CURVE, seeds: [7], measurements: [[0.9], [0.4], [0.5]] };

/** The places of the points of a picture, in pixels. */
const placesOf = ({ svg }: Plot) =>
  elementsOf(parseXml(svg), "circle").map(({ attributes }) => [
    Number(attributes.get("cx")),
    Number(attributes.get("cy")),
  ]);

Deno.test("values lie on the scale of their range: logarithms evenly where ratios are", () => {
  const [a, b, c] = placesOf(plotLearningCurve(ONE)).map(([x]) => x!);
  assert.ok(Math.abs((b! - a!) - (c! - b!)) < 0.03);
  const [d, e, f] = placesOf(plotLearningCurve({ ...ONE, scale: "linear" })).map(([x]) => x!);
  assert.ok(Math.abs((f! - d!) / (e! - d!) - 11) < 0.05);
});

Deno.test("several seeds give a mean in a band from the least to the largest, and the legend says so", () => {
  const plot = plotLearningCurve(CURVE);
  const band = elementsOf(parseXml(plot.svg), "polygon")[0]!.attributes.get("points")!.split(" ");
  const heights = band.map((place) => Number(place.split(",")[1]));
  const [low, high] = [heights.slice(0, 3), heights.slice(3).reverse()];
  for (const [i, [, y]] of placesOf(plot).entries()) {
    assert.ok(Math.abs(y! - (low[i]! + high[i]!) / 2) < 0.02, "means of two are in the middle of the band");
  }
  assert.deepEqual(texts(plot).slice(-3), [
    "mean of 2 seeds",
    "from the least to the largest of them",
    "best: logLoss 0.3 at epochs = 10",
  ]);
});

Deno.test("one seed gives a line with points and no band", () => {
  const plot = plotLearningCurve(ONE);
  assert.deepEqual([marks(plot, "polygon"), marks(plot, "circle")], [2, 3]); // two stars
  assert.deepEqual(texts(plot).slice(-1), ["best: logLoss 0.4 at epochs = 10"]);
});

Deno.test("the best is the least of a loss, the most of a score, and nothing without a goal", () => {
  const best = (goal: LearningCurve["goal"]) =>
    texts(plotLearningCurve({ ...CURVE, goal })).filter((text) => text.startsWith("best"));
  assert.deepEqual(best("min"), ["best: logLoss 0.3 at epochs = 10"]);
  assert.deepEqual(best("max"), ["best: logLoss 0.8 at epochs = 1"]);
  assert.deepEqual(best("none"), []);
});

Deno.test("a value for which a seed failed interrupts the line, and is marked at the worse edge", () => {
  const curve = {
    ...CURVE,
    values: [1, 2, 4, 8, 16],
    measurements: [[1, 2], [3, 4], [NaN, 1], [2, 3], [Infinity, 2]],
  };
  const plot = plotLearningCurve(curve);
  assert.equal(marks(plot, "circle"), 3);
  assert.ok(texts(plot).includes("a seed or more failed (2 of the values)"));
  assert.ok(!texts(plotLearningCurve(CURVE)).some((text) => text.includes("failed")));
  const edgeOf = (goal: LearningCurve["goal"]) => {
    const d = elementsOf(parseXml(plotLearningCurve({ ...curve, goal }).svg), "path")[0]!.attributes.get(
      "d",
    )!;
    return Number(/^M\S+ (\S+)L/.exec(d)![1]);
  };
  assert.ok(edgeOf("min") < 100 && edgeOf("max") > 200);
});

Deno.test("of many values there is the line alone, and values of any order are drawn along the axis", () => {
  const values = Array.from({ length: 60 }, (_, i) => i + 1);
  const many = { ...ONE, values, measurements: values.map((value) => [value]) };
  assert.equal(marks(plotLearningCurve(many), "circle"), 0);
  const reversed = { ...ONE, values: [100, 10, 1], measurements: [[0.5], [0.4], [0.9]] };
  assert.equal(plotLearningCurve(reversed).svg, plotLearningCurve(ONE).svg);
});

Deno.test("one value of several seeds is a point on the line that they span", () => {
  const plot = plotLearningCurve({ ...CURVE, values: [3], measurements: [[1, 3]] });
  const line = elementsOf(parseXml(plot.svg), "polyline").find(({ attributes }) =>
    attributes.get("stroke") === "#0072B2"
  )!;
  const [[x0, y0], [x1, y1]] = line.attributes.get("points")!.split(" ").map((place) =>
    place.split(",").map(Number)
  ) as [[number, number], [number, number]];
  assert.ok(x0 === x1 && y0 > y1);
});

// deno-lint-ignore no-explicit-any -- calls that types forbid
const odd = (value: unknown): any => value;

const REFUSED: readonly (readonly [call: () => Plot, name: string, message: string])[] = [
  [
    () => plotLearningCurve(odd(7)),
    "TypeError",
    "Cannot draw a learning curve: got 7; give what learningCurve found",
  ],
  [
    () => plotLearningCurve({ ...CURVE, values: [1] }),
    "DataError",
    "Cannot draw a learning curve: there are 1 value and 3 lists of measurements; give as many of each",
  ],
  [
    () => plotLearningCurve({ ...CURVE, seeds: [1] }),
    "DataError",
    "Cannot draw a learning curve: value 0 has 2 measurements for 1 seed; give one a seed",
  ],
  [
    () => plotLearningCurve({ ...CURVE, values: [], measurements: [] }),
    "DataError",
    "Cannot draw a learning curve: nothing was measured; give a curve of one value and one seed or more",
  ],
  [
    () => plotLearningCurve({ ...ONE, measurements: [[NaN], [NaN], [Infinity]] }),
    "DataError",
    "Cannot draw a learning curve: a seed or more failed for every value; see why training fails",
  ],
  [
    () => plotLearningCurve({ ...ONE, measurements: [[0], [1], [2]] }, { logarithmic: true }),
    "RangeError",
    "Cannot draw a logarithmic axis of logLoss: it would show 0; give numbers above 0",
  ],
  [
    () => plotLearningCurve(CURVE, odd({ log: true })),
    "TypeError",
    'Cannot set "log" of plotLearningCurve: known parameters are logarithmic, title, width, height',
  ],
];

for (const [call, name, message] of REFUSED) Deno.test(message, () => assert.throws(call, { name, message }));
