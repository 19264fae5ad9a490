import assert from "node:assert/strict";
import type { SearchTable } from "../../meta/mod.ts";
import { type Plot, plotValidationSurface } from "../../plot/mod.ts";
import { marks, texts } from "./_pictures.ts";
import { gridSearch, randomSearch } from "./_searched.ts";
import { elementsOf, parseXml } from "./_xml.ts";

const GRID = gridSearch([0.001, 0.01, 0.1], [16, 64]);

/** A search over numbers on linear scales. */
const searchOf = (
  values: readonly (readonly unknown[])[],
  measurements: readonly number[],
  goal: SearchTable["goal"] = "min",
): SearchTable => ({
  names: values[0]!.map((_, j) => "abc"[j]!),
  scales: values[0]!.map(() => "linear"),
  values,
  measurements,
  measure: "m",
  goal,
});

/** Cells with a colour, which are neither the page nor the colour bar nor the frame. */
const cells = ({ svg }: Plot) =>
  elementsOf(parseXml(svg), "rect").filter(({ attributes }) => attributes.get("stroke") === "#FFFFFF");

const isScatter = (plot: Plot) => marks(plot, "circle") > 0;

Deno.test("a grid is a cell for each pair with its number, the darkest and framed one being the best", () => {
  const plot = plotValidationSurface(GRID);
  assert.equal(cells(plot).length, 6);
  assert.deepEqual(texts(plot).slice(1, 7), ["0.32", "0.2", "0.24", "0.12", "0.32", "0.2"]);
  const fills = cells(plot).map(({ attributes }) => attributes.get("fill"));
  assert.deepEqual([fills[3], fills[0]], ["#440154", "#ADDC30"]);
  const framed = elementsOf(parseXml(plot.svg), "rect").filter(({ attributes }) =>
    attributes.get("fill") === "none"
  );
  assert.equal(framed.length, 2); // and its sample
  assert.ok(texts(plot).includes("best: candidate 3, logLoss 0.12"));
  assert.match(String(plot), /\[0\.12\]/);
});

Deno.test("with a score the darkest cell is the largest", () => {
  const fills = cells(plotValidationSurface({ ...GRID, goal: "max" })).map(({ attributes }) =>
    attributes.get("fill")
  );
  assert.deepEqual([fills[3], fills[0]], ["#ADDC30", "#440154"]);
});

Deno.test("a grid of which a half or less was tried is drawn as points, and so is a random search", () => {
  const diagonal = searchOf([[1, 1], [2, 2], [3, 3]], [1, 2, 3]);
  const most = searchOf([[1, 1], [2, 1], [3, 1], [1, 2], [2, 2]], [1, 2, 3, 4, 5]);
  assert.ok(isScatter(plotValidationSurface(diagonal)));
  assert.ok(!isScatter(plotValidationSurface(most)));
  assert.ok(texts(plotValidationSurface(most)).includes("Not tried: 1 blank cell"));
  assert.ok(isScatter(plotValidationSurface(randomSearch(30, { seed: 1 }))));
  const listed = { ...diagonal, scales: ["none", "none"] };
  assert.ok(!isScatter(plotValidationSurface(listed)));
});

Deno.test("a numeric value of each candidate is a point on its scale, beside listed ones too", () => {
  const table = { ...searchOf([[1, "x"], [2, "x"], [10, "x"]], [1, 2, 3]), scales: ["linear", "none"] };
  assert.ok(isScatter(plotValidationSurface(table)));
  const random = { ...table, values: [[1, "x"], [2, "y"], [10, "x"]] };
  assert.ok(isScatter(plotValidationSurface(random)));
  const grid = { ...table, values: [[1, "x"], [2, "x"], [1, "y"]] };
  assert.ok(!isScatter(plotValidationSurface(grid)));
});

Deno.test("a range of numbers with more than sixty values has an axis rather than columns", () => {
  const columns = (count: number) =>
    searchOf(
      Array.from({ length: 2 * count }, (_, i) => [i % count, Math.floor(i / count)]),
      Array.from({ length: 2 * count }, (_, i) => i),
    );
  assert.ok(!isScatter(plotValidationSurface(columns(60))));
  assert.ok(isScatter(plotValidationSurface(columns(61))));
});

Deno.test("a cell is the best of what is not shown, and says of how many; without a goal the mean", () => {
  const values = [[1, 1, 1], [1, 1, 2], [2, 1, 1], [1, 2, 1], [2, 2, 1], [2, 2, 2], [2, 2, 3]];
  const measurements = [3, 5, 7, 9, NaN, 11, 19];
  const shown = (goal: SearchTable["goal"]) =>
    texts(plotValidationSurface(searchOf(values, measurements, goal))).slice(1, 5);
  assert.deepEqual(shown("min"), ["3", "7", "9", "11"]);
  assert.deepEqual(shown("max"), ["5", "7", "9", "19"]);
  assert.deepEqual(shown("none"), ["4", "7", "9", "15"]);
  const note = (goal: SearchTable["goal"]) =>
    texts(plotValidationSurface(searchOf(values, measurements, goal))).at(-1);
  assert.equal(note("min"), "Each cell is the best of up to 3 candidates");
  assert.equal(note("none"), "Each cell is the mean of up to 3 candidates");
  assert.ok(!texts(plotValidationSurface(GRID)).some((text) => text.startsWith("Each cell")));
});

Deno.test("a cell whose candidates all failed has a cross, one whose candidates failed in part has not", () => {
  const values = [[1, 1, 1], [1, 1, 2], [2, 1, 1], [1, 2, 1], [2, 2, 1], [2, 2, 2]];
  const plot = plotValidationSurface(searchOf(values, [3, NaN, 7, 9, NaN, NaN]));
  assert.equal(cells(plot).length, 3);
  assert.ok(texts(plot).includes("failed (1 cell)"));
  assert.match(String(plot), /×/);
});

Deno.test("of points that lie on each other the best is above", () => {
  const table = searchOf([[1, 5], [3, 9], [1, 5], [2, 7]], [1, 3, 2, 4]);
  const fills = elementsOf(parseXml(plotValidationSurface(table).svg), "circle").map(({ attributes }) =>
    attributes.get("fill")
  );
  assert.deepEqual([fills.at(-1), fills[0]], ["#440154", "#ADDC30"]);
});

Deno.test("the first two hyperparameters are shown, or those that are chosen", () => {
  const table = randomSearch(30, { seed: 1 });
  assert.ok(texts(plotValidationSurface(table)).includes("optimiser.eta"));
  const chosen = texts(plotValidationSurface(table, { parameters: ["builder.dropout", "builder.units"] }));
  assert.ok(chosen.includes("builder.dropout") && chosen.includes("builder.units"));
  assert.ok(!chosen.includes("optimiser.eta"));
});

Deno.test("names of columns that a terminal has no room for are numbered, and listed beneath", () => {
  const names = Array.from({ length: 9 }, (_, i) => `name ${i} of a kind`);
  const table = {
    ...searchOf(names.flatMap((name) => [[name, 1], [name, 2]]), names.flatMap((_, i) => [i, 2 * i])),
    scales: ["none", "none"],
  };
  const text = String(plotValidationSurface(table));
  assert.match(text, /#1 +#2 +#3/);
  assert.match(text, /#1: name 0 of a kind {2}#2: name 1 of a kind/);
});

Deno.test("the ends of the colours are told in a terminal, and numbers along the bar in the picture", () => {
  const plot = plotValidationSurface(GRID);
  assert.match(String(plot), /·░▒▓█ 0–9 {2}logLoss, less is better: 0\.32 … 0\.12/);
  for (const number of ["0.15", "0.20", "0.25", "0.30"]) assert.ok(texts(plot).includes(number));
  const equal = plotValidationSurface(searchOf([[1, 1], [1, 2], [2, 1], [2, 2]], [3, 3, 3, 3]));
  const fills = cells(equal).map(({ attributes }) => attributes.get("fill"));
  assert.ok(new Set(fills).size === 1 && fills[0] !== "#440154" && fills[0] !== "#ADDC30");
});

// deno-lint-ignore no-explicit-any -- calls that types forbid
const odd = (value: unknown): any => value;

const KNOWN = 'choose two of "optimiser.eta", "builder.units"';
const REFUSED: readonly (readonly [call: () => Plot, name: string, message: string])[] = [
  [
    () => plotValidationSurface(searchOf([[1], [2]], [1, 2])),
    "DataError",
    "Cannot draw a validation surface: the search has 1 hyperparameter; give one of two or more",
  ],
  [
    () => plotValidationSurface(GRID, { parameters: ["optimiser.eta", "epochs"] }),
    "RangeError",
    `Cannot set "parameters" of plotValidationSurface: it is ["optimiser.eta", "epochs"]; ${KNOWN}`,
  ],
  [
    () => plotValidationSurface(GRID, { parameters: ["optimiser.eta", "optimiser.eta"] }),
    "RangeError",
    `Cannot set "parameters" of plotValidationSurface: it is ["optimiser.eta", "optimiser.eta"]; ${KNOWN}`,
  ],
  [
    () => plotValidationSurface(GRID, { parameters: odd("ab") }),
    "RangeError",
    `Cannot set "parameters" of plotValidationSurface: it is "ab"; ${KNOWN}`,
  ],
  [
    () => plotValidationSurface({ ...GRID, measurements: [0, 1, 2, 3, 4, 5] }, { logarithmic: true }),
    "RangeError",
    "Cannot draw a logarithmic axis of logLoss: it would show 0; give numbers above 0",
  ],
];

for (const [call, name, message] of REFUSED) Deno.test(message, () => assert.throws(call, { name, message }));
