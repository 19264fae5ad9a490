import assert from "node:assert/strict";
import type { Measure } from "../../core/measure.ts";
import { numeric, table } from "../../data/mod.ts";
import {
  logCosh,
  lpLossWith,
  lpSumLossWith,
  mae,
  mse,
  multitarget,
  type Numbers,
  rms,
  rmsl,
  rmslp1,
  rmsp,
  rSquared,
  willmottD,
} from "../../measures/mod.ts";
import type { Run, Runs } from "./_records.ts";

// Upstream tells a missing guess from a NaN and lets it add 0; here both are NaN, which must not be hidden. So these
// records are run with the truth missing in the same rows, and, as they stand, must give NaN.
const numbers = (measure: Measure<Numbers, Numbers>): Run => ({ yhat, y, w }) => {
  const guess = yhat as readonly (number | null)[];
  const truth = y as readonly (number | null)[];
  const weights = w && Float64Array.from(w);
  if (guess.includes(null)) assert.equal(measure(numeric(guess), numeric(truth), { weights }), NaN);
  return measure(numeric(guess), numeric(truth.map((value, i) => guess[i] === null ? null : value)), {
    weights,
  });
};

const column =
  (measure: Measure<ReturnType<typeof numeric>, ReturnType<typeof numeric>>): Run => ({ yhat, y }) =>
    measure(numeric(yhat as number[]), numeric(y as number[]));

const targets: Run = ({ yhat_rows, y_rows }) =>
  multitarget(lpLossWith({ p: 2 }), { weights: { x1: 1, x2: 3 } })(table(yhat_rows!), table(y_rows!));

/** Measures of numbers. */
export const CONTINUOUS: Runs = {
  "measures/continuous l1": numbers(mae),
  "measures/continuous l2 (LPLoss p=2)": numbers(mse),
  "measures/continuous LPLoss(p=2.5)": numbers(lpLossWith({ p: 2.5 })),
  "measures/continuous LPSumLoss(p=2)": numbers(lpSumLossWith({ p: 2 })),
  "measures/continuous rms": numbers(rms),
  "measures/continuous rms weighted": numbers(rms),
  "measures/continuous rmsl": numbers(rmsl),
  "measures/continuous rmslp1 (offset=1)": numbers(rmslp1),
  "measures/continuous rmsp": numbers(rmsp),
  "measures/continuous log_cosh": numbers(logCosh),
  "measures/continuous rsq": column(rSquared),
  "measures/continuous willmott_d": column(willmottD),
  "measures/continuous willmott_d constant zero truth, zero predictions": column(willmottD),
  "measures/continuous willmott_d constant zero truth, nonzero predictions": column(willmottD),
  "measures/continuous MultitargetLPLoss(p=2, atomic_weights=[1,3])": targets,
};
