import { categorical, finite, type Label, numeric } from "../../data/mod.ts";
import { rng } from "../../core/mod.ts";
import type { Evaluation } from "../../meta/mod.ts";
import {
  type Plot,
  plotConfusion,
  plotFolds,
  plotPrecisionRecall,
  plotPredictions,
  plotReliability,
  plotRoc,
  plotTraining,
} from "../../plot/mod.ts";
import { evaluated, stored } from "./_evaluated.ts";

const TUMOURS = ["benign", "malignant"];
const CULTIVARS = ["Barolo", "Grignolino", "Barbera"];
const DIGITS = ["nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** Guesses of two classes: the larger the skill, the better they are; calibrated where sharpness is 1. */
export function tumours(
  rows: number,
  { skill, sharpness = 1, seed }: Record<"skill" | "seed", number> & { sharpness?: number },
) {
  const draws = rng(seed);
  const truth: Label[] = [];
  const probs: number[] = [];
  for (let i = 0; i < rows; i++) {
    const code = Number(draws.uniform() < 0.35);
    const logit = skill * (draws.normal() + skill * (code - 0.5)) + Math.log(0.35 / 0.65);
    truth.push(TUMOURS[code]!);
    probs.push(1 / (1 + Math.exp(-sharpness * logit)));
  }
  return { guess: finite(TUMOURS, probs, { augment: true }), truth: categorical(truth, { levels: TUMOURS }) };
}

/** Guesses of several classes. */
export function classes(
  rows: number,
  { levels, skill, seed }: { levels: readonly string[]; skill: number; seed: number },
) {
  const draws = rng(seed);
  const truth: Label[] = [];
  const probs = Array.from({ length: rows }, () => {
    const code = Math.floor(draws.uniform() * levels.length);
    truth.push(levels[code]!);
    const odds = levels.map((_, j) => Math.exp(draws.normal() + (j === code ? skill : 0)));
    const sum = odds.reduce((total, odd) => total + odd, 0);
    return odds.map((odd) => odd / sum);
  });
  return { guess: finite(levels, probs), truth: categorical(truth, { levels }) };
}

/** Prices, and predictions that are about right. */
export function prices(
  rows: number,
  { noise, scale = 1, seed }: { noise: number; scale?: number; seed: number },
) {
  const draws = rng(seed);
  const truth = Array.from({ length: rows }, () => 10 + 40 * draws.uniform());
  const guess = truth.map((y) => y + noise * draws.normal());
  return { guess: numeric(guess.map((y) => y * scale)), truth: numeric(truth.map((y) => y * scale)) };
}

/** Values of folds, with an interval. */
export function valued(
  tag: string,
  { folds, mean, spread, seed }: Record<"folds" | "mean" | "spread" | "seed", number>,
): Evaluation {
  const draws = rng(seed);
  const perFold = Array.from({ length: folds }, () => mean + spread * draws.normal());
  const measurement = perFold.reduce((sum, value) => sum + value, 0) / folds;
  const interval = folds > 1 ? { low: measurement - spread, high: measurement + spread } : undefined;
  return stored(tag, { measure: "logLoss", measurement, perFold, interval });
}

/** The report of a fit that overfits from about the 20th iteration on, judged in every second. */
export function overfitted({ measure, seed }: { measure: "logLoss" | "accuracy"; seed: number }) {
  const draws = rng(seed);
  const losses = Array.from(
    { length: 60 },
    (_, i) => 1.1 * Math.exp(-i / 12) + 0.01 + 0.01 * draws.uniform(),
  );
  const judged = Array.from({ length: 30 }, (_, i) => {
    const loss = 0.9 * Math.exp(-i / 5) + 0.2 + 9e-4 * i * i + 0.02 * draws.normal();
    return { iterations: 2 * i + 2, measurement: measure === "logLoss" ? loss : 1 - loss / 3 };
  });
  const best = judged.reduce((a, b) => a.measurement < b.measurement === (measure === "logLoss") ? a : b);
  const kept = best.iterations;
  return {
    losses: losses.slice(0, kept),
    judged,
    kept,
    measure,
    goal: measure === "logLoss" ? "min" : "max",
  };
}

const LONG = "a model with a name that is far longer than anybody needs";
const MODELS = [
  { name: "logistic", ...tumours(300, { skill: 1.2, seed: 1 }) },
  { name: "network, two hidden layers", ...tumours(300, { skill: 2.2, seed: 2 }) },
  { name: "baseline", ...tumours(300, { skill: 0.3, seed: 3 }) },
];

const EVALUATIONS = {
  tumours: await evaluated("network", tumours(300, { skill: 2, seed: 4 }), { folds: 5 }),
  sure: await evaluated("network", tumours(1000, { skill: 1.5, sharpness: 2, seed: 6 }), { folds: 5 }),
  cultivars: await evaluated("network", classes(178, { levels: CULTIVARS, skill: 2.5, seed: 8 }), {
    folds: 5,
  }),
  prices: await evaluated("ridge", prices(100, { noise: 5, scale: 1e5, seed: 21 }), { folds: 4 }),
};

/** The plots that are kept as pictures, by name. */
export const GALLERY: Readonly<Record<string, () => Plot>> = {
  roc: () => plotRoc(EVALUATIONS.tumours),
  roc_models: () => plotRoc(MODELS, { title: "Tumours, 300 rows held out" }),
  roc_classes: () => plotRoc(classes(150, { levels: CULTIVARS, skill: 2, seed: 5 })),
  roc_many: () =>
    plotRoc(
      Array.from({ length: 8 }, (_, i) => ({
        name: `${LONG} ${i}`,
        ...tumours(100, { skill: 0.3 * i, seed: 10 + i }),
      })),
    ),
  precision_recall: () => plotPrecisionRecall(MODELS.slice(0, 1)),
  precision_recall_classes: () => plotPrecisionRecall(classes(150, { levels: CULTIVARS, skill: 2, seed: 5 })),
  reliability: () => plotReliability(EVALUATIONS.sure),
  reliability_models: () =>
    plotReliability([
      { name: "honest", ...tumours(1000, { skill: 1.5, seed: 7 }) },
      { name: "too sure of itself", ...tumours(1000, { skill: 1.5, sharpness: 2.5, seed: 7 }) },
    ], { strategy: "quantile" }),
  confusion: () => plotConfusion(EVALUATIONS.cultivars),
  confusion_digits: () =>
    plotConfusion(classes(2000, { levels: DIGITS, skill: 2.5, seed: 9 }), { normalised: "truth" }),
  predictions: () => plotPredictions(prices(200, { noise: 4, seed: 20 })),
  predictions_folds: () => plotPredictions(EVALUATIONS.prices, { folds: true }),
  training: () => plotTraining(overfitted({ measure: "logLoss", seed: 40 })),
  training_score: () => plotTraining(overfitted({ measure: "accuracy", seed: 40 })),
  training_logarithmic: () =>
    plotTraining({ losses: overfitted({ measure: "logLoss", seed: 41 }).losses }, {
      title: "Network on tumours",
      logarithmic: true,
    }),
  training_interrupted: () =>
    plotTraining({
      losses: Array.from({ length: 40 }, (_, i) =>
        i === 20 || i > 30 && i < 34 ? NaN : 1e-3 * Math.exp((i - 12) ** 2 / 40)),
    }, { logarithmic: true }),
  training_one: () => plotTraining({ losses: [0.7] }),
  folds: () =>
    plotFolds([
      valued("network, two hidden layers", { folds: 10, mean: 0.21, spread: 0.03, seed: 30 }),
      valued("logistic", { folds: 10, mean: 0.28, spread: 0.02, seed: 31 }),
      valued("baseline", { folds: 10, mean: 0.65, spread: 0.004, seed: 32 }),
    ]),
  folds_many: () => plotFolds(valued(LONG, { folds: 100, mean: 3e-9, spread: 4e-10, seed: 33 })),
  folds_one: () => plotFolds(valued("holdout", { folds: 1, mean: 1e6, spread: 0, seed: 34 })),
};
