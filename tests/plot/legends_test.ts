import assert from "node:assert/strict";
import fc from "fast-check";
import { categorical, finite } from "../../data/mod.ts";
import { auc, averagePrecisionWith, expectedCalibrationErrorWith } from "../../measures/mod.ts";
import { type Plot, plotPrecisionRecall, plotReliability, plotRoc } from "../../plot/mod.ts";
import { classes } from "./_gallery.ts";
import { texts } from "./_pictures.ts";
import { elementsOf, parseXml } from "./_xml.ts";

const THREE = classes(60, { levels: ["x", "y", "z"], skill: 1, seed: 2 });

// Three decimals are told.
function told(plot: Plot, word: string): number {
  const text = texts(plot).find((each) => each.includes(`${word} `))!;
  return Number(text.slice(text.indexOf(word) + word.length).replace(/ in \d+ bins$/, ""));
}

function assertTold(plot: Plot, word: string, value: number): void {
  assert.ok(Math.abs(told(plot, word) - value) < 0.0005 + 1e-12, `${texts(plot)}, not ${value}`);
}

const SCORES = fc.constantFrom(0, 0.25, 0.5, 0.75, 1);

Deno.test("areas in legends are those of the measures auc and averagePrecision, ties and weights among the rows", () => {
  const rows = fc.array(fc.tuple(SCORES, fc.boolean(), fc.integer({ min: 1, max: 3 })), { minLength: 2 });
  fc.assert(fc.property(rows.filter((all) => new Set(all.map(([, y]) => y)).size === 2), (all) => {
    const guess = finite([false, true], all.map(([p]) => p), { augment: true });
    const truth = categorical(all.map(([, y]) => y), { levels: [false, true] });
    const weights = Float64Array.from(all, ([, , weight]) => weight);
    assertTold(plotRoc({ guess, truth, weights }), "AUC", auc(guess, truth, { weights }));
    const precision = averagePrecisionWith({ rule: "right" })(guess, truth, { weights });
    assertTold(plotPrecisionRecall({ guess, truth, weights }), "AP", precision);
  }));
});

Deno.test("the ECE in the legend of a reliability curve is the measure's, in as many bins", () => {
  const { guess, truth } = THREE;
  for (const options of [{ bins: 10 }, { bins: 15 }, { bins: 5, strategy: "quantile" as const }]) {
    const measured = expectedCalibrationErrorWith(options)(guess, truth);
    assertTold(plotReliability({ guess, truth }, options), "ECE", measured);
  }
});

Deno.test("the histogram of a reliability curve counts a row on an edge in the step that the edge closes", () => {
  const steps = Array.from({ length: 20 }, (_, i) => (i + 1) / 20);
  const scores = steps.flatMap((step) => Array<number>(7).fill(step)); // means of 7 alike are rounded
  const guess = finite([false, true], scores, { augment: true });
  const truth = categorical(scores.map((_, i) => i % 2 === 0), { levels: [false, true] });
  const polygon = elementsOf(parseXml(plotReliability({ guess, truth }).svg), "polygon")[0]!;
  const heights = polygon.attributes.get("points")!.split(" ").slice(1, -1).map((place) =>
    place.split(",")[1]
  );
  assert.equal(new Set(heights).size, 1);
});

Deno.test("average precision is that of scikit-learn's example", () => {
  // sklearn.metrics.average_precision_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), its documentation: 0.83
  const guess = finite(["n", "y"], [0.1, 0.4, 0.35, 0.8], { augment: true });
  assert.ok(
    texts(plotPrecisionRecall({ guess, truth: categorical(["n", "n", "y", "y"]) })).includes("y, AP 0.833"),
  );
});
