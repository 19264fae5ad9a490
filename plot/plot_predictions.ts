import { DataError } from "../core/errors.ts";
import type { Numeric } from "../data/mod.ts";
import type { Evaluation } from "../meta/mod.ts";
import { scaleAxis } from "./_axis.ts";
import type { Entry, Mark, Point } from "./_chart.ts";
import { entryOf } from "./_curves.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { type Guessed, listed, numbersOf, type Rowed, rowsOf, type Several } from "./_sources.ts";
import { type Plot, plotOf } from "./plot.ts";

/** What `plotPredictions` may be told. */
export interface PlotPredictionsOptions extends PlotOptions {
  /** Whether the rows of each fold have a colour of their own; only for a single evaluation. False by default. */
  readonly folds?: boolean;
}

const DOING = "draw predictions";

interface Series {
  readonly name: string;
  readonly points: readonly Point[];
}

/**
 * Draws predicted against true numbers, over the diagonal of perfect predictions. Both axes are of one scale. Rows
 * whose truth is missing are left out; predictions of the others must be finite.
 *
 * Of evaluations, the predictions for all folds that finished are drawn; several sources have colours and shapes of their own.
 *
 * @example
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { plotPredictions } from "@attune/attune/plot";
 * import assert from "node:assert/strict";
 *
 * const plot = plotPredictions({ guess: numeric([1.1, 2.3, 2.8]), truth: numeric([1, 2, 3]) });
 * assert.equal(plot.svg.split("<circle").length - 1, 3);
 * ```
 */
export function plotPredictions(
  sources: Several<Guessed<Numeric, Numeric> | Evaluation>,
  options: PlotPredictionsOptions = {},
): Plot {
  checkOptions("plotPredictions", options, ["folds"]);
  const rows = listed(DOING, sources).map((source) => rowsOf(DOING, source));
  const series = options.folds === true ? foldsOf(rows) : rows.map((each) => seriesOf(each));
  const values = series.flatMap(({ points }) => points.flat());
  if (values.length === 0) {
    throw new DataError(`Cannot ${DOING}: there is no row; give rows whose truth is known`);
  }
  const [x, y] = [scaleAxis("true", values), scaleAxis("predicted", values)];
  const marks = series.map(({ points }, style): Mark => ({ kind: "points", points, style, large: false }));
  const diagonal: Mark = { kind: "reference", points: [[x.from, x.from], [x.to, x.to]] };
  const named = series.filter(({ name }) => name !== "").length > 0;
  const entries = series.map((each, style): Entry =>
    entryOf({ ...each, value: "" }, { kind: "points", style })
  );
  return plotOf({
    ...frameOf(options, "Predicted against true"),
    x,
    panels: [{ y, marks: [diagonal, ...marks], aspect: 1 }],
    legend: [...named ? entries : [], { label: "perfect", kind: "reference", style: 0 }],
  });
}

function seriesOf(rows: Rowed, fold?: number): Series {
  const { guess, truth } = numbersOf(DOING, rows);
  const points: Point[] = [];
  for (const [row, y] of truth.values.entries()) {
    if (Number.isNaN(y) || (fold !== undefined && rows.folds?.[row] !== fold)) continue;
    points.push([y, guess.values[row]!]);
    if (Number.isFinite(y) && Number.isFinite(guess.values[row])) continue;
    throw new DataError(
      `Cannot ${DOING}: row ${row} was predicted as ${guess.values[row]} where ${y} is true; ` +
        "see whether training diverged, or the data hold infinite values",
    );
  }
  return { name: fold === undefined ? rows.name ?? "" : `fold ${fold + 1}`, points };
}

function foldsOf(rows: readonly Rowed[]): readonly Series[] {
  const [only] = rows;
  if (rows.length !== 1 || only?.folds === undefined) {
    throw new TypeError(
      `Cannot ${DOING} by folds: the source is not one evaluation; give one, or leave folds out`,
    );
  }
  return [...new Set(only.folds)].map((fold) => seriesOf(only, fold));
}
