import type { LearningCurve } from "../meta/mod.ts";
import { bestOf } from "./_better.ts";
import type { Entry, Mark, Point } from "./_chart.ts";
import { summariesOf, type Summary } from "./_learning_summaries.ts";
import { measureAxis, told, worseEnd } from "./_measure_axis.ts";
import { checkOptions, frameOf, type PlotOptions } from "./_options.ts";
import { parameterAxis } from "./_parameter_axis.ts";
import { runsOf } from "./_runs.ts";
import { shortPath } from "./_short_path.ts";
import { valueTexts } from "./_value_texts.ts";
import { type Plot, plotOf } from "./plot.ts";

/** What `plotLearningCurve` may be told. */
export interface PlotLearningCurveOptions extends PlotOptions {
  /** Whether the axis of the measure is logarithmic; its values are above 0 then. Default false. */
  readonly logarithmic?: boolean;
}

const DOING = "draw a learning curve";
const PATH = 20; // columns
const POINTS = 50; // of more values, there is the line alone

/** A value of the hyperparameter on the axis. */
interface Place extends Summary {
  readonly x: number;
  readonly text: string;
}

/**
 * Draws what a measure says over the values of a hyperparameter, which are as far apart as their scale says: listed values
 * stand side by side, and so do those of a scale that is a function. A star marks the best one.
 *
 * Of several seeds the line is the mean, within a band from the least to the largest of them. A value for which a seed
 * failed has no mean: it interrupts the line, and a cross at the edge marks it.
 *
 * Throws a TypeError for what is no learning curve, and a DataError for one that has nothing to draw.
 *
 * @example
 * ```ts
 * import type { LearningCurve } from "@attune/attune/meta";
 * import { plotLearningCurve } from "@attune/attune/plot";
 * import assert from "node:assert/strict";
 *
 * const curve: LearningCurve = {
 *   path: "epochs",
 *   scale: "log10",
 *   values: [1, 10, 100],
 *   seeds: [1, 2],
 *   measurements: [[0.9, 0.7], [0.4, 0.2], [0.5, 0.5]],
 *   measure: "logLoss",
 *   goal: "min",
 * };
 * assert.ok(plotLearningCurve(curve).svg.includes("best: logLoss 0.3 at epochs = 10"));
 * ```
 */
export function plotLearningCurve(curve: LearningCurve, options: PlotLearningCurveOptions = {}): Plot {
  checkOptions("plotLearningCurve", options, ["logarithmic"]);
  const { logarithmic = false } = options;
  const summaries = summariesOf(DOING, curve);
  const { axis: x, places } = parameterAxis(DOING, curve);
  const texts = valueTexts(curve.values);
  const order = places.map((_, i) => i).sort((a, b) => places[a]! - places[b]!);
  const placed = order.map((i): Place | undefined =>
    summaries[i] && { ...summaries[i], x: places[i]!, text: texts[i]! }
  );
  const shown = placed.filter((each) => each !== undefined);
  const failed = order.filter((i) => !summaries[i]);
  const y = measureAxis(curve, shown.flatMap(({ low, high }) => [low, high]), { logarithmic });
  const best = shown[bestOf(shown.map(({ mean }) => mean), curve.goal) ?? -1];
  const edge = worseEnd(y, curve.goal);
  const marks: readonly Mark[] = [
    ...runsOf(placed).flatMap((run) =>
      marksOf(run, { seeds: curve.seeds.length, points: shown.length <= POINTS })
    ),
    { kind: "crosses", points: failed.map((i): Point => [places[i]!, edge]) },
    ...best ? [{ kind: "star", at: [best.x, best.mean] } as const] : [],
  ];
  return plotOf({
    ...frameOf(options, "Learning curve"),
    x,
    panels: [{ y, marks, aspect: 0.6 }],
    legend: legendOf(curve, { failed: failed.length, best }),
  });
}

// A single value has no band, but an upright line.
function marksOf(
  run: readonly Place[],
  { seeds, points }: { readonly seeds: number; readonly points: boolean },
): readonly Mark[] {
  const means = run.map(({ x, mean }): Point => [x, mean]);
  const [low, high] = [run.map(({ x, low }): Point => [x, low]), run.map(({ x, high }): Point => [x, high])];
  const isAlone = run.length === 1;
  return [
    ...seeds > 1 && !isAlone ? [{ kind: "band", low, high, style: 0 } as const] : [],
    ...seeds > 1 && isAlone ? [{ kind: "line", points: [...low, ...high], style: 0 } as const] : [],
    ...isAlone ? [] : [{ kind: "line", points: means, style: 0 } as const],
    ...points || isAlone ? [{ kind: "points", points: means, style: 0, large: true } as const] : [],
  ];
}

function legendOf(
  { path, measure, seeds }: LearningCurve,
  { failed, best }: { readonly failed: number; readonly best: Place | undefined },
): readonly Entry[] {
  const several: readonly Entry[] = [
    { label: `mean of ${seeds.length} seeds`, kind: "line", style: 0 },
    { label: "from the least to the largest of them", kind: "band", style: 0 },
  ];
  const what = seeds.length > 1 ? "a seed or more failed" : "failed";
  return [
    ...seeds.length > 1 ? several : [],
    ...failed > 0 ? [{ label: `${what} (${failed} of the values)`, kind: "crosses", style: 0 } as const] : [],
    ...best
      ? [
        {
          label: `best: ${measure} ${told(best.mean)} at ${shortPath(path, PATH)} = ${best.text}`,
          kind: "star",
          style: 0,
        } as const,
      ]
      : [],
  ];
}
