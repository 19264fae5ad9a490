import { brief } from "../core/show.ts";
import { type Categorical, type Finite, mode } from "../data/mod.ts";
import { confusionMatrix } from "../measures/mod.ts";
import type { ConfusionMatrix } from "../measures/mod.ts";
import type { Evaluation } from "../meta/mod.ts";
import { bandAxis } from "./_axis.ts";
import type { Mark } from "./_chart.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { type Guessed, labelsOf, rowsOf } from "./_sources.ts";
import { type Plot, plotOf } from "./plot.ts";

/** What `plotConfusion` may be told. */
export interface PlotConfusionOptions extends PlotOptions {
  /**
   * Of what a cell's share is, which its colour tells: of the largest count (`"none"`, the default), of all rows whose
   * truth is that of its column (`"truth"`), or of all rows with the guess of its row (`"guess"`). The last two are
   * printed as well, in percent.
   */
  readonly normalised?: "none" | "truth" | "guess";
}

const DOING = "draw a confusion matrix";

/**
 * Draws how often each label was guessed for each: rows are guesses, columns truths, as in `confusionMatrix`. Of
 * probabilities, the likeliest label counts. Pairs with a missing label are left out.
 *
 * Of an evaluation, the predictions for all folds that finished are counted. The picture is as wide
 * as its letters need; in less `width`, cells have colours alone, and some names are left out.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { plotConfusion } from "@attune/attune/plot";
 * import assert from "node:assert/strict";
 *
 * const plot = plotConfusion({ guess: categorical(["cat", "dog", "cat"]), truth: categorical(["cat", "dog", "dog"]) });
 * assert.ok(plot.svg.includes(">1</text>"));
 * assert.match(`${plot}`, /truth/);
 * ```
 */
export function plotConfusion(
  source: ConfusionMatrix | Guessed<Categorical | Finite, Categorical> | Evaluation,
  options: PlotConfusionOptions = {},
): Plot {
  checkOptions("plotConfusion", options, ["normalised"]);
  const { normalised = "none" } = options;
  if (!["none", "truth", "guess"].includes(normalised)) {
    throw new TypeError(
      `Cannot set "normalised" of plotConfusion: it is ${
        brief(normalised)
      }; choose "none", "truth" or "guess"`,
    );
  }
  const { name, matrix } = matrixOf(source);
  const names = matrix.levels.map(String);
  return plotOf({
    ...frameOf(options, name === undefined ? "Confusion matrix" : `Confusion matrix of ${name}`),
    x: bandAxis(normalised === "truth" ? "truth (each column is 100 %)" : "truth", names),
    panels: [{
      y: bandAxis(normalised === "guess" ? "guess (each row is 100 %)" : "guess", names, { downwards: true }),
      marks: cells(matrix, normalised),
      aspect: 1,
    }],
    legend: [],
  });
}

function matrixOf(
  source: ConfusionMatrix | Guessed<Categorical | Finite, Categorical> | Evaluation,
): { readonly name: string | undefined; readonly matrix: ConfusionMatrix } {
  if (typeof source === "object" && source !== null && "counts" in source) {
    return { name: undefined, matrix: source };
  }
  const rows = rowsOf(DOING, source);
  const { guess, truth } = labelsOf(DOING, rows);
  return { name: rows.name, matrix: confusionMatrix("probs" in guess ? mode(guess) : guess, truth) };
}

function cells({ levels, counts }: ConfusionMatrix, normalised: "none" | "truth" | "guess"): readonly Mark[] {
  const k = levels.length;
  const sum = (of: (i: number) => boolean) => counts.reduce((all, count, i) => of(i) ? all + count : all, 0);
  const rows = levels.map((_, row) => sum((i) => Math.floor(i / k) === row));
  const columns = levels.map((_, column) => sum((i) => i % k === column));
  const largest = counts.reduce((most, count) => Math.max(most, count), 0);
  const made = Array.from(counts, (count, i) => {
    const [row, column] = [Math.floor(i / k), i % k];
    const whole = normalised === "none" ? largest : normalised === "truth" ? columns[column]! : rows[row]!;
    const share = whole === 0 ? 0 : count / whole;
    const percent = normalised === "none" ? [] : [`${Math.round(100 * share)}%`];
    return { kind: "cell", at: [column, row], share, lines: [shown(count), ...percent] } as const;
  });
  const longest = made.flatMap(({ lines }) => lines).reduce((most, line) => Math.max(most, line.length), 0);
  return made.map((cell) => ({ ...cell, longest }));
}

// counts are whole, unless somebody weighted them
function shown(count: number): string {
  return Number.isInteger(count) ? String(count) : String(Number(count.toPrecision(3)));
}
