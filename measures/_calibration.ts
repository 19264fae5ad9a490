import { integer, oneOf, type SchemaOf } from "../core/schema.ts";
import type { Categorical } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { knownPlaces } from "./_known.ts";

/** How confidences are put into bins. */
export interface BinOptions {
  /** How many bins. */
  readonly bins: number;
  /** Bins of one width, or between quantiles of the confidences. */
  readonly strategy: "uniform" | "quantile";
}

/** How sure each row was, whether it was right, and how much it counts. */
export interface Confidences {
  readonly confidences: readonly number[];
  readonly hits: readonly boolean[];
  readonly weights: readonly number[];
}

/** Of each bin with rows: their mean confidence, the share that was right, and their weight. */
export interface Bins {
  readonly confidences: Float64Array;
  readonly frequencies: Float64Array;
  readonly counts: Float64Array;
}

/** The schema of such options. */
export const BINS: SchemaOf<BinOptions> = Object.freeze({
  bins: integer(15, { min: 1 }),
  strategy: oneOf<BinOptions["strategy"]>(["uniform", "quantile"]),
});

/** Of each row whose truth is known, the probability of a level, the most probable one if none, and whether it is true. */
export function confidencesOf(
  { probs, levels }: Finite,
  truth: Categorical,
  { code, weights }: { readonly code?: number | undefined; readonly weights?: Float64Array | undefined },
): Confidences {
  const k = levels.length;
  const known = knownPlaces(truth, { weights });
  const judged = known.map((i) => code ?? mostProbable(probs.subarray(i * k, (i + 1) * k)));
  return {
    confidences: known.map((i, j) => probs[i * k + judged[j]!]!),
    hits: known.map((i, j) => truth.codes[i] === judged[j]),
    weights: known.map((i) => weights ? weights[i]! : 1),
  };
}

/** The first of the largest, as the mode of a distribution is; the first NaN where there is one. */
function mostProbable(row: ArrayLike<number>): number {
  let best = 0;
  for (let j = 1; j < row.length; j++) {
    if (!(row[j]! <= row[best]!) && !Number.isNaN(row[best]!)) best = j;
  }
  return best;
}

/** Puts rows into bins that are closed above, and leaves out empty bins; one bin of NaN if a confidence is NaN. */
export function binned(rows: Confidences, options: BinOptions): Bins {
  if (rows.confidences.some(Number.isNaN)) {
    return { confidences: UNKNOWN, frequencies: UNKNOWN, counts: UNKNOWN };
  }
  const edges = innerEdges(rows.confidences, options);
  const sums = Array.from({ length: options.bins }, () => ({ confidence: 0, hits: 0, weight: 0 }));
  for (const [i, confidence] of rows.confidences.entries()) {
    const above = edges.findIndex((edge) => confidence <= edge);
    const bin = sums[above < 0 ? edges.length : above]!;
    const weight = rows.weights[i]!;
    bin.confidence += weight * confidence;
    bin.hits += weight * Number(rows.hits[i]);
    bin.weight += weight;
  }
  const filled = sums.filter(({ weight }) => weight > 0);
  return {
    confidences: Float64Array.from(filled, ({ confidence, weight }) => confidence / weight),
    frequencies: Float64Array.from(filled, ({ hits, weight }) => hits / weight),
    counts: Float64Array.from(filled, ({ weight }) => weight),
  };
}

const UNKNOWN = Float64Array.of(NaN);

/** The edges between bins, ascending. Quantiles are of the rows, each once, and interpolated linearly. */
function innerEdges(confidences: readonly number[], { bins, strategy }: BinOptions): readonly number[] {
  const sorted = Float64Array.from(confidences).sort();
  return Array.from({ length: bins - 1 }, (_, i) => {
    if (strategy === "uniform") return (i + 1) / bins;
    const place = (i + 1) * (sorted.length - 1) / bins;
    const below = sorted[Math.floor(place)]!;
    const above = sorted[Math.ceil(place)]!;
    return below + (above - below) * (place - Math.floor(place));
  });
}

/** The mean distance between confidence and share over bins, each by its share of the weight. */
export function calibrationError({ confidences, frequencies, counts }: Bins): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const gaps = counts.map((count, b) => count * Math.abs(frequencies[b]! - confidences[b]!));
  return gaps.reduce((sum, gap) => sum + gap, 0) / total;
}
