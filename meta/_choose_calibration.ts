import { DataError } from "../core/errors.ts";
import { allRows } from "../core/observations.ts";
import type { Rng } from "../core/rng.ts";
import { take } from "../core/take.ts";
import type { Finite } from "../data/mod.ts";
import { logLoss } from "../measures/mod.ts";
import { calibrate, type Calibration, fitCalibration, type Known } from "./_calibration.ts";
import { concatenated } from "./_concatenated.ts";
import type { HeldOut } from "./_fit_tested.ts";
import type { Pair } from "./resampling.ts";
import { stratifiedCv } from "./resampling/stratified_cv.ts";

const FOLDS = 5;

/** The calibration that was chosen, and by what. */
export interface Chosen {
  readonly calibration: Calibration;
  /** Log loss on the rows held out, as they were guessed. */
  readonly before: number;
  /** Log loss on the rows held out, each calibrated by what others of them teach. */
  readonly after: number;
}

/**
 * The best of some methods by the log loss on the rows held out. Each row is judged by a calibration that was fitted to
 * the other folds of them; the one that is given was fitted to all.
 */
export function chooseCalibration(
  methods: readonly Calibration["method"][],
  heldOut: HeldOut,
  rng: Rng,
): Chosen {
  const known = knownOf(heldOut);
  const rows = allRows(known.truth.size);
  const pairs = stratifiedCv({ folds: Math.min(FOLDS, rows.length), shuffled: true })
    .pairs(rows, rng.fork("calibration"), known.truth);
  const losses = methods.map((method) => lossOf(method, known, pairs));
  const after = Math.min(...losses);
  const method = methods[losses.indexOf(after)]!;
  return { calibration: fitCalibration(method, known), before: meanLoss(known.guess, known), after };
}

// Weights are scaled to sum to as many rows of one weight as would tell as much, (Σ w)² / Σ w² (Kish 1965), so that
// Platt's targets know how many rows there are.
function knownOf({ guess, truth, weights }: HeldOut): Known {
  const { size } = truth;
  if (size < 2) {
    throw new DataError(`Cannot calibrate by ${size} row held out: hold out more, or give more rows`, {
      found: `${size} row`,
      wanted: "at least 2 rows",
    });
  }
  if (!weights) return { guess, truth, weights: new Float64Array(size).fill(1) };
  const total = sumOf(weights);
  const scale = total / sumOf(weights.map((weight) => weight * weight));
  if (total > 0) return { guess, truth, weights: weights.map((weight) => weight * scale) };
  throw new DataError("Cannot calibrate by rows that do not count: all weights of those held out are 0", {
    column: "weights",
  });
}

function lossOf(method: Calibration["method"], known: Known, pairs: readonly Pair[]): number {
  const guesses = pairs.map(({ train, test }) =>
    calibrate(known.guess.take(test), fitCalibration(method, take(known, train)))
  );
  const order = pairs.flatMap(({ test }) => Array.from(test));
  return meanLoss(concatenated(guesses), take(known, order));
}

function meanLoss(guess: Finite, { truth, weights }: Omit<Known, "guess">): number {
  return logLoss(guess, truth, { weights }) * truth.size / sumOf(weights);
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
