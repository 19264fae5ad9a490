import assert from "node:assert/strict";
import type { SearchTable } from "../../meta/mod.ts";
import { type Plot, plotParallelCoordinates } from "../../plot/mod.ts";
import { texts } from "./_pictures.ts";
import { randomSearch } from "./_searched.ts";
import { elementsOf, parseXml } from "./_xml.ts";

const TABLE: SearchTable = {
  names: ["eta", "hidden"],
  scales: ["log10", "none"],
  values: [[0.001, [8]], [0.01, [8, 8]], [0.1, [8]], [1, [8]]],
  measurements: [0.5, 0.25, 0.75, NaN],
  measure: "logLoss",
  goal: "min",
};

/** Lines of candidates, in the order in which they are drawn. */
const linesOf = ({ svg }: Plot) =>
  elementsOf(parseXml(svg), "polyline").filter(({ attributes }) => {
    const width = attributes.get("stroke-width");
    return width === "3.4" || width === "1.2" && attributes.has("stroke-opacity");
  }).map(({ attributes }) => attributes);

Deno.test("each candidate that did not fail is a line over all axes, the better the darker and later", () => {
  const lines = linesOf(plotParallelCoordinates(TABLE)).slice(0, -1); // the last is a sample
  assert.deepEqual(lines.map((line) => line.get("stroke")), ["#ADDC30", "#27828D", "#440154"]);
  assert.ok(lines.every((line) => line.get("points")!.split(" ").length === 3));
  assert.deepEqual(lines.map((line) => line.get("stroke-width")), ["1.2", "1.2", "3.4"]);
  assert.ok(texts(plotParallelCoordinates(TABLE)).includes("Not drawn: 1 failed"));
});

Deno.test("hyperparameters lie on the scales of their ranges", () => {
  const heights = linesOf(plotParallelCoordinates(TABLE)).slice(0, -1)
    .map((line) => line.get("points")!.split(" ").map((place) => Number(place.split(",")[1])));
  const [third, first, second] = heights as [number[], number[], number[]];
  assert.ok(Math.abs((first[0]! - second[0]!) - (second[0]! - third[0]!)) < 0.03);
  assert.equal(first[1], third[1]);
  assert.ok(second[1]! < first[1]!);
});

Deno.test("without a goal no line stands out, and larger measurements are darker", () => {
  const lines = linesOf(plotParallelCoordinates({ ...TABLE, goal: "none" }));
  assert.deepEqual(lines.map((line) => line.get("stroke")), ["#ADDC30", "#27828D", "#440154"]);
  assert.ok(lines.every((line) => line.get("stroke-width") === "1.2"));
  assert.match(String(plotParallelCoordinates({ ...TABLE, goal: "none" })), /The largest 3 of 3 by logLoss:/);
});

Deno.test("of many candidates the best ones are seen well, and the others faintly", () => {
  const lines = linesOf(plotParallelCoordinates(randomSearch(400, { seed: 5 }))).slice(0, -2);
  const opacities = lines.map((line) => Number(line.get("stroke-opacity")));
  assert.ok(opacities.every((each, i) => i === 0 || each >= opacities[i - 1]!));
  assert.ok(opacities.at(-1)! > 0.85 && opacities[100]! < 0.1);
});

Deno.test("of more than a thousand candidates a thousand are drawn, and the picture says which", () => {
  const table = randomSearch(3000, { seed: 6 });
  const drawn = table.measurements.filter((each) => !Number.isNaN(each)).length;
  const plot = plotParallelCoordinates(table);
  assert.equal(linesOf(plot).length, 1000 + 1); // and a sample
  assert.ok(
    texts(plot).join(" ").includes(`Drawn: 1000 of ${drawn}, the best 500 and others evenly by rank`),
  );
});

Deno.test("in a terminal the best ten are a table, the best one first, with what all reached", () => {
  assert.equal(
    String(plotParallelCoordinates(TABLE)),
    `Parallel coordinates of the search
The best 3 of 3 by logLoss, less is better:
#  eta    hidden  logLoss
1  0.01   [8, 8]  0.25
0  0.001  [8]     0.5
2  0.1    [8]     0.75
All: 0.25 to 0.75, 0.5 in the middle
Not drawn: 1 failed`,
  );
});

Deno.test("hyperparameters that a terminal has no room for are counted", () => {
  const names = Array.from({ length: 12 }, (_, i) => `hyperparameter ${i}`);
  const table = {
    ...TABLE,
    names,
    scales: names.map(() => "linear"),
    values: TABLE.values.map((_, i) => names.map((_, j) => i + j)),
  };
  const text = String(plotParallelCoordinates(table));
  assert.match(text, /8 more hyperparameters are in the picture alone/);
  assert.ok(text.split("\n").every((line) => line.length <= 78));
});

Deno.test("in a terminal names get shorter before a hyperparameter is left out", () => {
  const names = [
    "model.builder.encoder.units",
    "model.builder.decoder.units",
    "model.optimiser.momentum",
    "d",
  ];
  const table = {
    ...TABLE,
    names,
    scales: names.map(() => "linear"),
    values: TABLE.values.map(() => [1, 2, 3, 4]),
  };
  assert.match(
    String(plotParallelCoordinates(table)),
    /\n# +model…encoder.units +model…decoder.units +model…momentum +d/,
  );
  const more = { ...table, names: [...names, "regularisation"], scales: [...table.scales, "linear"] };
  const values = TABLE.values.map(() => [1, 2, 3, 4, 5]);
  assert.match(
    String(plotParallelCoordinates({ ...more, values })),
    /\n# +…encoder.units.* d +regularisation /,
  );
});

Deno.test("a search without hyperparameters is refused", () => {
  assert.throws(
    () => plotParallelCoordinates({ ...TABLE, names: [], scales: [], values: [[], [], [], []] }),
    {
      name: "DataError",
      message:
        "Cannot draw parallel coordinates: the search has no hyperparameters; give one of a range or more",
    },
  );
});
