import assert from "node:assert/strict";
import fc from "fast-check";
import type { SearchTable } from "../../meta/mod.ts";
import { adam } from "../../nn/mod.ts";
import {
  type Plot,
  plotParallelCoordinates,
  plotSearchHistory,
  plotValidationSurface,
} from "../../plot/mod.ts";
import { collisions } from "./_boxes.ts";
import { marks, texts } from "./_pictures.ts";
import { randomSearch } from "./_searched.ts";
import { parseXml } from "./_xml.ts";

const PLOTS = { plotSearchHistory, plotValidationSurface, plotParallelCoordinates };

/** A search over two numbers. */
const searchOf = (values: readonly (readonly unknown[])[], measurements: readonly number[]): SearchTable => ({
  names: ["a", "b"],
  scales: ["linear", "none"],
  values,
  measurements,
  measure: "logLoss",
  goal: "min",
});

function assertWhole(plot: Plot): void {
  parseXml(plot.svg);
  assert.doesNotMatch(plot.svg, /NaN|Infinity|undefined/);
  assert.deepEqual(collisions(plot), []);
  assert.ok(String(plot).split("\n").every((line) => [...line].length <= 78));
}

const ODD: Readonly<Record<string, SearchTable>> = {
  "one candidate": searchOf([[1, "x"]], [0.5]),
  "measurements that are all equal": searchOf([[1, "x"], [2, "y"], [1, "y"], [2, "x"]], [3, 3, 3, 3]),
  "one value of each hyperparameter": searchOf([[1, "x"], [1, "x"], [1, "x"]], [3, 2, 1]),
  "candidates of which one alone did not fail": searchOf([[1, "x"], [2, "y"], [3, "z"]], [NaN, 2, NaN]),
  "infinite measurements": searchOf([[1, "x"], [2, "y"], [3, "z"]], [Infinity, 2, -Infinity]),
  "configured values, lists and nothing": searchOf(
    [[1, adam({ eta: 0.1 })], [2, adam({ eta: 0.2 })], [1, [64, 32]], [2, [64]], [1, []], [2, null]],
    [1, 2, 3, 4, 5, 6],
  ),
  "thirty listed values": searchOf(
    Array.from({ length: 60 }, (_, i) => [i % 2, `value ${i % 30}`]),
    Array.from({ length: 60 }, (_, i) => i),
  ),
  "whole numbers and large ones": {
    ...searchOf(Array.from({ length: 9 }, (_, i) => [i, 1e6 + i]), [9, 8, 7, 6, 5, 4, 3, 2, 1]),
    scales: ["linear", "linear"],
  },
  "no goal": { ...randomSearch(50, { seed: 1 }), goal: "none" },
  "names that are long": {
    ...randomSearch(50, { seed: 1 }),
    names: ["a", "b", "c", "d"].map((name) =>
      `model.builder.encoder.layers.0.${name.repeat(30)}.initialiser`
    ),
  },
};

for (const [what, table] of Object.entries(ODD)) {
  for (const [name, draw] of Object.entries(PLOTS)) {
    Deno.test(`${name} draws ${what}`, () => assertWhole(draw(table)));
  }
}

Deno.test("any search of numbers is drawn whole, in both forms", () => {
  const candidate = fc.tuple(
    fc.double({ min: -1e299, max: 1e299, noNaN: true }),
    fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom("x", "y")),
    fc.oneof(fc.double({ min: -1e299, max: 1e299 }), fc.integer({ min: 0, max: 3 })),
  );
  const searches = fc.array(candidate, { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(searches, fc.constantFrom("min", "max", "none"), (candidates, goal) => {
    const measurements = candidates.map(([, , measurement]) => measurement);
    fc.pre(measurements.some((each) => !Number.isNaN(each)));
    const table = { ...searchOf(candidates.map(([a, b]) => [a, b]), measurements), goal };
    for (const draw of Object.values(PLOTS)) {
      const plot = draw(table);
      parseXml(plot.svg);
      assert.doesNotMatch(plot.svg, /NaN|Infinity|undefined/);
    }
  }));
});

Deno.test("a report that holds what a search tells is drawn like that", () => {
  const plotting = randomSearch(30, { seed: 2 });
  for (const draw of Object.values(PLOTS)) {
    assert.equal(draw({ plotting }).svg, draw(plotting).svg);
    const report = { plotting, bestModel: "any" };
    assert.equal(draw(report).svg, draw(plotting).svg);
  }
});

Deno.test("the best is the first of the least losses or the largest scores, and is named", () => {
  const table = searchOf([[1, "x"], [2, "x"], [1, "y"], [2, "y"]], [2, 1, 3, 1]);
  for (const draw of Object.values(PLOTS)) {
    const best = (goal: SearchTable["goal"]) =>
      texts(draw({ ...table, goal })).filter((text) => text.startsWith("best: "));
    assert.deepEqual(best("min"), ["best: candidate 1, logLoss 1"]);
    assert.deepEqual(best("max"), ["best: candidate 2, logLoss 3"]);
    assert.deepEqual(best("none"), []);
  }
});

Deno.test("failed candidates are told apart from infinite ones", () => {
  const legend = (measurements: readonly number[]) =>
    texts(plotSearchHistory(searchOf([[1, "x"], [2, "x"], [3, "x"]], measurements)));
  assert.ok(legend([1, NaN, NaN]).includes("failed (2)"));
  assert.ok(legend([1, NaN, Infinity]).includes("failed or infinite (2)"));
});

Deno.test("a hundred thousand candidates make files of less than a megabyte", () => {
  const table = randomSearch(100_000, { seed: 3 });
  for (const [name, draw] of Object.entries(PLOTS)) {
    const { svg } = draw(table);
    assert.ok(svg.length < 1e6, `${name}: ${svg.length}`);
  }
});

Deno.test("titles, sizes and logarithmic measures are as they are asked for", () => {
  const table = randomSearch(30, { seed: 4 });
  for (const draw of Object.values(PLOTS)) {
    const plot = draw(table, { title: "Mine", width: 700, height: 500 });
    assert.match(plot.svg, /^<svg [^>]*width="700" height="500"/);
    assert.ok(texts(plot).includes("Mine") && String(plot).includes("Mine"));
    assert.notEqual(draw(table, { logarithmic: true }).svg, draw(table).svg);
    assert.equal(marks(draw(table, { title: "" }), "title"), 1);
  }
});

// deno-lint-ignore no-explicit-any -- calls that types forbid
const odd = (value: unknown): any => value;
const DOING = {
  plotSearchHistory: "draw the history of a search",
  plotValidationSurface: "draw a validation surface",
  plotParallelCoordinates: "draw parallel coordinates",
};

const GOOD = searchOf([[1, "x"], [2, "y"]], [1, 2]);
const REFUSED: readonly (readonly [source: unknown, name: string, message: string])[] = [
  [7, "TypeError", "got 7; give the report of a search"],
  [{ losses: [1] }, "TypeError", "got an object; give the report of a search"],
  [{ plotting: undefined }, "TypeError", "got an object; give the report of a search"],
  [
    { ...GOOD, values: [], measurements: [] },
    "DataError",
    "no candidate was tried; give a search of one or more",
  ],
  [
    { ...GOOD, measurements: [NaN, NaN] },
    "DataError",
    "all 2 candidates failed; see why in the history",
  ],
  [
    searchOf([[1, "x"]], [Infinity]),
    "DataError",
    "the only candidate failed; see why in the history",
  ],
  [
    { ...GOOD, measurements: [1] },
    "DataError",
    "there are 2 scales for 2 names, and 1 measurement of 2 candidates; give as many of each",
  ],
  [
    { ...GOOD, values: [[1, "x"], [2]] },
    "DataError",
    "candidate 1 has 1 value for 2 names; give one of each",
  ],
];

for (const [name, draw] of Object.entries(PLOTS)) {
  for (const [source, error, message] of REFUSED) {
    const whole = `Cannot ${DOING[name as keyof typeof DOING]}: ${message}`; // its keys are those of PLOTS
    Deno.test(whole, () => assert.throws(() => draw(odd(source)), { name: error, message: whole }));
  }

  Deno.test(`${name} refuses options of another name`, () => {
    assert.throws(() => draw(GOOD, odd({ colour: 1 })), {
      message: new RegExp(`^Cannot set "colour" of ${name}: known parameters are `),
    });
  });
}

Deno.test("the candidate that was chosen is starred, and named so where it is not the best", () => {
  const table = {
    names: ["a", "b"],
    scales: ["linear", "linear"],
    values: [[1, 1], [2, 2], [3, 3]],
    measurements: [0.3, 0.1, 0.2],
    measure: "logLoss",
    goal: "min" as const,
  };
  assert.match(plotSearchHistory(table).svg, /best: candidate 1, logLoss 0.1/);
  assert.match(plotSearchHistory({ ...table, chosen: 1 }).svg, /best: candidate 1, logLoss 0.1/);
  assert.match(plotSearchHistory({ ...table, chosen: 2 }).svg, /chosen: candidate 2, logLoss 0.2/);
});

Deno.test("listed values stand on their axis in the order in which they are listed", () => {
  const layers = [[4], [8], [16, 16]];
  const table = {
    names: ["hidden", "b"],
    scales: ["none", "linear"],
    values: [[layers[2], 1], [layers[0], 2], [layers[1], 3]],
    measurements: [0.3, 0.1, 0.2],
    measure: "logLoss",
    goal: "min" as const,
    listed: { hidden: layers },
  };
  assert.match(String(plotValidationSurface(table)), /\[4\] +\[8\] +\[16, 16\]/);
});

Deno.test("candidates are called by their numbers where some between them are missing", () => {
  const table = {
    names: ["a"],
    scales: ["linear"],
    values: [[1], [2], [3]],
    measurements: [0.3, 0.1, 0.2],
    numbers: [0, 5, 9],
    measure: "logLoss",
    goal: "min" as const,
  };
  assert.match(plotSearchHistory(table).svg, /best: candidate 5, logLoss 0.1/);
  assert.match(String(plotParallelCoordinates(table)), /\n5 +2 +0.1/);
});
