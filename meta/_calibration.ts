import { allRows } from "../core/observations.ts";
import type { Finite } from "../data/mod.ts";
import { finiteOver } from "./_finite_over.ts";
import type { HeldOut } from "./_fit_tested.ts";
import { fitIsotonic, type Rising, risingAt } from "./_isotonic.ts";
import { plattTargets, type ScoredTargets, smoothedTargets } from "./_scored_targets.ts";
import { fitSigmoid, type Sigmoid, sigmoidAt } from "./_sigmoid.ts";
import { fitTemperature } from "./_temperature.ts";

/** How probabilities are calibrated, as plain data. Lists have an entry for each level; of two, for the second alone. */
export type Calibration =
  | { readonly method: "temperature"; readonly temperature: number }
  | { readonly method: "platt"; readonly sigmoids: readonly Sigmoid[] }
  | { readonly method: "isotonic"; readonly lines: readonly Rising[] };

/** What a calibration learns from. Weights sum to how many rows there are. */
export type Known = Pick<HeldOut, "guess" | "truth"> & { readonly weights: Float64Array };

const FLOOR = 2 ** -149; // smaller probabilities count as this one, the smallest of 32 bits, so that logarithms are finite

/** Learns to calibrate. */
export function fitCalibration(method: Calibration["method"], known: Known): Calibration {
  if (method === "temperature") return { method, temperature: temperatureOf(known) };
  const codes = known.guess.levels.length === 2 ? [1] : known.guess.levels.map((_, code) => code);
  const scored = codes.map((code) => oneAgainstRest(code, method, known));
  return method === "platt"
    ? { method, sigmoids: scored.map(fitSigmoid) }
    : { method, lines: scored.map(fitIsotonic) };
}

/** Distributions, calibrated. A class outside their support stays there. */
export function calibrate(guess: Finite, calibration: Calibration): Finite {
  if (guess.support.length < 2) return guess; // certain whatever is done
  const k = guess.levels.length;
  const inside = guess.levels.map((label) => guess.support.includes(label));
  const probs = new Float64Array(guess.probs.length);
  for (let i = 0; i < guess.size; i++) {
    const row = Array.from(guess.probs.subarray(i * k, (i + 1) * k));
    const own = calibratedRow(row, calibration).map((p, code) => inside[code] ? p : 0);
    const sum = own.reduce((total, p) => total + p, 0);
    probs.set(sum > 0 ? own.map((p) => p / sum) : row, i * k);
  }
  return finiteOver(probs, guess);
}

function calibratedRow(row: readonly number[], calibration: Calibration): number[] {
  if (calibration.method === "temperature") {
    const top = Math.max(...row);
    return row.map((p) => Math.exp(Math.log(Math.max(p, FLOOR) / top) / calibration.temperature));
  }
  const at = (code: number, entry: number) =>
    calibration.method === "platt"
      ? sigmoidAt(logOdds(row, code), calibration.sigmoids[entry]!)
      : risingAt(row[code]!, calibration.lines[entry]!);
  if (row.length > 2) return row.map((_, code) => at(code, code));
  const second = at(1, 0);
  return [1 - second, second];
}

function temperatureOf({ guess, truth, weights }: Known): number {
  const codes = guess.levels.flatMap((label, code) => guess.support.includes(label) ? [code] : []);
  const place = guess.levels.map((_, code) => codes.indexOf(code));
  // no temperature helps where the truth is outside the support
  const rows = allRows(guess.size).filter((row) => place[truth.codes[row]!]! >= 0);
  const k = guess.levels.length;
  const scores = new Float64Array(rows.length * codes.length);
  rows.forEach((row, i) =>
    codes.forEach((code, j) =>
      scores[i * codes.length + j] = Math.log(Math.max(guess.probs[row * k + code]!, FLOOR))
    )
  );
  const counts = Float64Array.from(rows, (row) => weights[row]!);
  const targets = smoothedTargets({
    truth: rows.map((row) => place[truth.codes[row]!]!),
    weights: counts,
    k: codes.length,
  });
  return fitTemperature({ scores, targets, weights: counts });
}

// Platt's method starts from log odds, so that leaving all as it is is among its choices.
function oneAgainstRest(
  code: number,
  method: "platt" | "isotonic",
  { guess, truth, weights }: Known,
): ScoredTargets {
  const k = guess.levels.length;
  const scores = Float64Array.from(allRows(guess.size), (row) => {
    const own = Array.from(guess.probs.subarray(row * k, (row + 1) * k));
    return method === "platt" ? logOdds(own, code) : own[code]!;
  });
  const isTrue = Array.from(truth.codes, (own) => own === code);
  return { scores, targets: plattTargets(isTrue, weights), weights };
}

function logOdds(row: readonly number[], code: number): number {
  const others = row.reduce((sum, p, j) => j === code ? sum : sum + p, 0);
  return Math.log(Math.max(row[code]!, FLOOR)) - Math.log(Math.max(others, FLOOR));
}
