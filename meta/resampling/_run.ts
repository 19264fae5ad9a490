import type { Observations, Rows } from "../../core/observations.ts";
import type { Rng } from "../../core/rng.ts";
import { brief } from "../../core/show.ts";
import type { Pair, Resampling } from "../resampling.ts";

/** Whether a value is a resampling, ours or another's. */
export function isResampling(value: unknown): value is Resampling {
  return typeof value === "object" && value !== null && "pairs" in value && typeof value.pairs === "function";
}

/** What a resampling is asked. */
export interface Question {
  readonly rows: Rows;
  readonly rng: Rng;
  readonly y: Observations;
}

/** The pairs that a resampling gives. Throws if it gives no list, or an empty one. */
export function run(resampling: Resampling, { rows, rng, y }: Question): readonly Pair[] {
  const pairs: unknown = resampling.pairs(rows, rng, y);
  const what = resampling.kind ?? CUSTOM;
  if (!Array.isArray(pairs)) {
    const gave = pairs instanceof Promise ? "a promise" : brief(pairs);
    throw new TypeError(`Cannot resample by ${what}: pairs() gave ${gave}; give a list of { train, test }`);
  }
  if (pairs.length > 0) return pairs;
  throw new RangeError(
    `Cannot resample by ${what}: pairs() gave no pairs; give at least one { train, test }`,
  );
}

/** What a resampling without a kind is called. */
const CUSTOM = "Custom resampling";

/** A resampling in one line: `Cv(folds = 6, shuffled = false)`. Long hyperparameters are left out: `groups = …`. */
export function resamplingLine({ kind = CUSTOM, params = {} }: Resampling): string {
  const entries = Object.entries(params).map(([name, value]) => `${name} = ${inLine(value)}`);
  return entries.length ? `${kind}(${entries.join(", ")})` : kind;
}

function inLine(value: unknown): string {
  if (isResampling(value)) return resamplingLine(value);
  return typeof value === "object" && value !== null ? "…" : brief(value);
}
