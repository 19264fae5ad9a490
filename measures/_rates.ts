import type { Tally } from "./_counts.ts";

/** A measure of one level against the others, by how often it was guessed, or not, where it was true, or not. */
export interface Rate {
  readonly id: string;
  /** What was chosen of it, which its id tells. */
  readonly chosen?: Readonly<Record<string, number>>;
  readonly aliases?: readonly string[];
  readonly formula: string;
  readonly goal: "min" | "max";
  /** Counts of folds add up, rates are averaged. */
  readonly aggregation: "sum" | "mean";
  readonly value: (tally: Tally) => number;
}

const MORE = Object.freeze({ goal: "max", aggregation: "mean" } as const);
const LESS = Object.freeze({ goal: "min", aggregation: "mean" } as const);
const MORE_IN_ALL = Object.freeze({ goal: "max", aggregation: "sum" } as const);
const LESS_IN_ALL = Object.freeze({ goal: "min", aggregation: "sum" } as const);

/** How often the positive level was guessed where it was true. */
export const TRUE_POSITIVE: Rate = Object.freeze({
  id: "truePositive",
  formula: "TP",
  ...MORE_IN_ALL,
  value: ({ tp }: Tally) => tp,
});

/** How often another level was guessed where another was true. */
export const TRUE_NEGATIVE: Rate = Object.freeze({
  id: "trueNegative",
  formula: "TN",
  ...MORE_IN_ALL,
  value: ({ tn }: Tally) => tn,
});

/** How often the positive level was guessed where another was true. */
export const FALSE_POSITIVE: Rate = Object.freeze({
  id: "falsePositive",
  formula: "FP",
  ...LESS_IN_ALL,
  value: ({ fp }: Tally) => fp,
});

/** How often another level was guessed where the positive one was true. */
export const FALSE_NEGATIVE: Rate = Object.freeze({
  id: "falseNegative",
  formula: "FN",
  ...LESS_IN_ALL,
  value: ({ fn }: Tally) => fn,
});

/** The share of the positives that were found. */
export const RECALL: Rate = Object.freeze({
  id: "recall",
  aliases: ["truePositiveRate", "sensitivity", "hitRate"],
  formula: "TP / (TP + FN)",
  ...MORE,
  value: ({ tp, fn }: Tally) => tp / (tp + fn),
});

/** The share of the negatives that were left alone. */
export const SPECIFICITY: Rate = Object.freeze({
  id: "specificity",
  aliases: ["trueNegativeRate", "selectivity"],
  formula: "TN / (TN + FP)",
  ...MORE,
  value: ({ tn, fp }: Tally) => tn / (tn + fp),
});

/** The share of the negatives that were taken for positives. */
export const FALSE_POSITIVE_RATE: Rate = Object.freeze({
  id: "falsePositiveRate",
  aliases: ["fallout"],
  formula: "FP / (FP + TN)",
  ...LESS,
  value: ({ fp, tn }: Tally) => fp / (fp + tn),
});

/** The share of the positives that were missed. */
export const FALSE_NEGATIVE_RATE: Rate = Object.freeze({
  id: "falseNegativeRate",
  aliases: ["missRate"],
  formula: "FN / (FN + TP)",
  ...LESS,
  value: ({ fn, tp }: Tally) => fn / (fn + tp),
});

/** The share of the finds that are none. */
export const FALSE_DISCOVERY_RATE: Rate = Object.freeze({
  id: "falseDiscoveryRate",
  formula: "FP / (FP + TP)",
  ...LESS,
  value: ({ fp, tp }: Tally) => fp / (fp + tp),
});

/** The share of the finds that are right. */
export const PRECISION: Rate = Object.freeze({
  id: "precision",
  aliases: ["positivePredictiveValue"],
  formula: "TP / (TP + FP)",
  ...MORE,
  value: ({ tp, fp }: Tally) => tp / (tp + fp),
});

/** The share of those left alone that are negative. */
export const NEGATIVE_PREDICTIVE_VALUE: Rate = Object.freeze({
  id: "negativePredictiveValue",
  formula: "TN / (TN + FN)",
  ...MORE,
  value: ({ tn, fn }: Tally) => tn / (tn + fn),
});

/** The harmonic mean of precision and recall. */
export const F1: Rate = Object.freeze({
  id: "f1",
  aliases: ["f1Score"],
  formula: "2 TP / (2 TP + FN + FP)",
  ...MORE,
  value: ({ tp, fn, fp }: Tally) => 2 * tp / (2 * tp + fn + fp),
});

/** The harmonic mean of precision and recall, recall counting beta times as much (van Rijsbergen 1979). */
export function fScoreRate({ beta }: { readonly beta: number }): Rate {
  if (beta === 1) return F1;
  const square = beta * beta;
  return Object.freeze({
    id: "fScore",
    chosen: { beta },
    formula: "(1 + beta²) TP / ((1 + beta²) TP + beta² FN + FP)",
    ...MORE,
    value: ({ tp, fn, fp }: Tally) => (1 + square) * tp / ((1 + square) * tp + square * fn + fp),
  });
}
