import { rng } from "../../core/mod.ts";
import type { LearningCurve, SearchTable } from "../../meta/mod.ts";

/** A loss that is least at eta = 0.01 and some 64 units, and NaN where eta is large. */
export function lossOf(eta: number, units: number): number {
  return eta > 0.6 ? NaN : 0.12 + 0.08 * Math.log10(eta / 0.01) ** 2 + 0.03 * Math.log2(units / 64) ** 2;
}

/** So many numbers from one power of ten to another, on a logarithmic scale. */
export function powers(count: number, from: number, to: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => 10 ** (from + i * (to - from) / (count - 1)));
}

/** A random search over a learning rate, a number of units, an activation and a share of dropout. */
export function randomSearch(count: number, { seed }: { seed: number }): SearchTable {
  const draws = rng(seed);
  const values = Array.from({ length: count }, () => [
    10 ** (-4 + 4 * draws.uniform()),
    Math.round(2 ** (2 + 6 * draws.uniform())),
    ["relu", "tanh", "gelu"][Math.floor(3 * draws.uniform())]!,
    0.5 * draws.uniform(),
  ]);
  const measurements = values.map(([eta, units, activation, dropout]) =>
    lossOf(Number(eta), Number(units)) + (activation === "tanh" ? 0.1 : 0) +
    0.2 * (Number(dropout) - 0.2) ** 2 +
    0.02 * draws.normal() ** 2
  );
  return {
    names: ["optimiser.eta", "builder.units", "builder.activation", "builder.dropout"],
    scales: ["log10", "log2", "none", "linear"],
    values,
    measurements,
    measure: "logLoss",
    goal: "min",
  };
}

/** A grid over a learning rate and a number of units. */
export function gridSearch(etas: readonly number[], units: readonly number[]): SearchTable {
  const values = etas.flatMap((eta) => units.map((each) => [eta, each]));
  return {
    names: ["optimiser.eta", "builder.units"],
    scales: ["log10", "log2"],
    values,
    measurements: values.map(([eta, each]) => lossOf(eta!, each!)),
    measure: "logLoss",
    goal: "min",
  };
}

/** A curve over iterations that overfits from about the 40th on. */
export function overfittedCurve({ seeds, seed }: { seeds: number; seed: number }): LearningCurve {
  const draws = rng(seed);
  const values = [1, 2, 3, 4, 6, 8, 11, 15, 21, 29, 40, 55, 76, 105, 145, 200];
  const shifts = Array.from({ length: seeds }, () => 0.04 * draws.normal());
  return {
    path: "epochs",
    scale: "log10",
    values,
    seeds: shifts.map((_, i) => i),
    measurements: values.map((n) =>
      shifts.map((shift) => 0.25 + 0.8 / n + 0.0012 * n + shift + 0.01 * draws.normal())
    ),
    measure: "logLoss",
    goal: "min",
  };
}
