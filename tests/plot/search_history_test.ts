import assert from "node:assert/strict";
import fc from "fast-check";
import type { SearchTable } from "../../meta/mod.ts";
import { type Plot, plotSearchHistory } from "../../plot/mod.ts";
import { marks, texts } from "./_pictures.ts";
import { elementsOf, parseXml } from "./_xml.ts";

const tableOf = (measurements: readonly number[], goal: SearchTable["goal"] = "min"): SearchTable => ({
  names: ["a"],
  scales: ["linear"],
  values: measurements.map((_, i) => [i]),
  measurements,
  measure: "m",
  goal,
});

/** The corners of the steps of a picture, in pixels. */
const stepsOf = ({ svg }: Plot) => {
  const line = elementsOf(parseXml(svg), "polyline").find(({ attributes }) =>
    attributes.get("stroke-width") === "1.8"
  )!;
  return line.attributes.get("points")!.split(" ").map((place) => place.split(",").map(Number));
};

Deno.test("each candidate that was measured is a point, and each that failed a cross at the worse edge", () => {
  const plot = plotSearchHistory(tableOf([3, NaN, 1, 2, NaN]));
  assert.equal(marks(plot, "circle"), 3 + 1); // and its sample
  const cross = (goal: SearchTable["goal"]) => {
    const path = elementsOf(parseXml(plotSearchHistory(tableOf([3, NaN, 1, 2, NaN], goal)).svg), "path")[0]!;
    return [...path.attributes.get("d")!.matchAll(/M[\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  };
  assert.equal(cross("min").length, 4); // two lines each
  assert.ok(cross("min").every((y) => y < 60));
  assert.ok(cross("max").every((y) => y > 200) && cross("none").every((y) => y > 200));
});

Deno.test("steps never get worse, begin at the first that was measured and end at the last that was tried", () => {
  const losses = fc.array(fc.oneof(fc.double({ min: -100, max: 100, noNaN: true }), fc.constant(NaN)), {
    minLength: 2,
    maxLength: 30,
  });
  fc.assert(fc.property(losses, fc.constantFrom("min", "max"), (measurements, goal) => {
    fc.pre(measurements.some((each) => !Number.isNaN(each)));
    const plot = plotSearchHistory(tableOf(measurements, goal));
    const steps = stepsOf(plot);
    const worsens = steps.slice(1).some(([, y], i) =>
      goal === "min" ? y! < steps[i]![1]! : y! > steps[i]![1]!
    );
    assert.ok(!worsens);
    // but for corners that lines leave out, because nobody sees them
    const isUpright = ([x, y]: number[], i: number) =>
      Math.abs(x! - steps[i]![0]!) <= 0.26 || Math.abs(y! - steps[i]![1]!) <= 0.26;
    assert.ok(steps.slice(1).every(isUpright), `${steps.join(" ")}`);
    const circles = elementsOf(parseXml(plot.svg), "circle").slice(0, -1); // the last is a sample
    const places = circles.map((
      { attributes },
    ) => [Number(attributes.get("cx")), Number(attributes.get("cy"))]);
    assert.deepEqual(steps[0], places[0]);
    if (!Number.isNaN(measurements.at(-1)!)) assert.equal(steps.at(-1)![0], places.at(-1)![0]);
    else assert.ok(steps.at(-1)![0]! > places.at(-1)![0]!);
  }));
});

Deno.test("without a goal there are neither steps nor a star", () => {
  const plot = plotSearchHistory(tableOf([3, 1, 2], "none"));
  assert.deepEqual(texts(plot).at(-1), "candidates (3)");
  assert.equal(marks(plot, "polygon"), 0);
});

Deno.test("of many candidates the extremes are drawn where they are, and the legend counts all", () => {
  const measurements = Array.from({ length: 50_000 }, (_, i) => 1 + (i * 7919 % 1000) / 1000);
  measurements[12_345] = 3;
  measurements[31_111] = 0;
  const plot = plotSearchHistory(tableOf(measurements));
  const heights = elementsOf(parseXml(plot.svg), "circle").filter(({ attributes }) =>
    attributes.get("r") !== "3.6" // that of the sample
  ).map(({ attributes }) => Number(attributes.get("cy"))).sort((a, b) => a - b);
  assert.ok(heights.length > 1000 && heights.length < 13_000);
  const third = (heights.at(-1)! - heights[0]!) / 3; // of 0 to 3; all others are between 1 and 2
  assert.ok(Math.abs(heights[1]! - heights[0]! - third) < 3);
  assert.ok(Math.abs(heights.at(-1)! - heights.at(-2)! - third) < 3);
  assert.ok(texts(plot).includes("candidates (50000)"));
  assert.ok(texts(plot).includes("best: candidate 31111, m 0"));
});

Deno.test("in a terminal the steps are above the points", () => {
  const text = String(
    plotSearchHistory(tableOf(Array.from({ length: 2000 }, (_, i) => (i * 7919 % 1000) / 1000))),
  );
  assert.match(text, /[⣀⠤⠒⠉]{30}/);
  assert.match(text, /•{30}/);
});
