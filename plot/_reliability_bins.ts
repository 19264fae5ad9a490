import type { Categorical, Finite } from "../data/mod.ts";
import type { Guessed } from "./_sources.ts";

/** Of each bin with rows: the mean probability, the share in which it came true, and the rows or their weights. */
export interface ReliabilityBins {
  readonly confidences: readonly number[];
  readonly frequencies: readonly number[];
  readonly counts: readonly number[];
}

/** A row: the probability that something is true, whether it is, and how much that counts. */
export interface Forecast {
  readonly confidence: number;
  readonly kept: boolean;
  readonly weight: number;
}

/** What was promised of one level, or of the likeliest of each row; rows whose truth is missing are left out. */
export function forecastsOf(
  { guess, truth }: Guessed<Finite, Categorical>,
  { code, weights }: { readonly code: number | undefined; readonly weights: Float64Array | undefined },
): readonly Forecast[] {
  const k = truth.levels.length;
  return Array.from(truth.codes.entries()).filter(([, level]) => level >= 0).map(([row, level]) => {
    const probs = guess.probs.subarray(row * k, (row + 1) * k);
    const judged = code ?? probs.indexOf(Math.max(...probs));
    return { confidence: probs[judged]!, kept: level === judged, weight: weights ? weights[row]! : 1 };
  });
}

/** Forecasts in bins of one width, or between quantiles of the confidences; bins are closed above. */
export function binned(
  forecasts: readonly Forecast[],
  { bins, strategy }: { readonly bins: number; readonly strategy: "uniform" | "quantile" },
): ReliabilityBins {
  const edges = strategy === "uniform"
    ? Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins)
    : quantiles(forecasts.map(({ confidence }) => confidence), bins);
  const sums = Array.from({ length: bins }, () => ({ weight: 0, promised: 0, kept: 0 }));
  for (const { confidence, kept, weight } of forecasts) {
    const found = edges.findIndex((edge) => confidence <= edge);
    const sum = sums[found < 0 ? bins - 1 : found]!;
    sum.weight += weight;
    sum.promised += weight * confidence;
    sum.kept += kept ? weight : 0;
  }
  const full = sums.filter(({ weight }) => weight > 0);
  return {
    confidences: full.map(({ promised, weight }) => promised / weight),
    frequencies: full.map(({ kept, weight }) => kept / weight),
    counts: full.map(({ weight }) => weight),
  };
}

// between neighbours by straight lines: type 7 of Hyndman and Fan 1996
function quantiles(values: readonly number[], bins: number): readonly number[] {
  const sorted = Float64Array.from(values).sort();
  return Array.from({ length: bins - 1 }, (_, i) => {
    const at = (i + 1) / bins * (sorted.length - 1);
    const low = Math.floor(at);
    return sorted[low]! + (at - low) * (sorted[Math.min(low + 1, sorted.length - 1)]! - sorted[low]!);
  });
}
