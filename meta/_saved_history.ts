import { isCount } from "./_is_count.ts";
import { SavedError } from "../core/errors.ts";
import type { Saved } from "../core/saved.ts";
import type { Candidates } from "./_candidates.ts";
import { Entry } from "./_entry.ts";
import { type PlainTrials, plainTrials } from "./_plain_trials.ts";
import type { Told } from "./_tuned_report.ts";
import type { Goal } from "./selection.ts";

/** What is told of a search, as it is stored; its rows are stored apart. */
export function savedHistory<X, Y, Z>(
  { entries, chosen, candidates, ...told }: Told<X, Y, Z>,
): Saved["data"] {
  const { measure, goal, stopped } = told;
  const plain = plainTrials(candidates.space);
  return {
    measure,
    goal,
    stopped,
    chosen: chosen.number,
    history: entries.map(({ number, trial, measurements, perFold, loss, failure }) => {
      const { iterations, from } = trial;
      return { number, values: plain.write(trial), iterations, from, measurements, perFold, loss, failure };
    }),
  };
}

/** What {@linkcode savedHistory} was given. */
export function historyIn<X, Y, Z>(
  { kind, data }: Saved,
  candidates: Candidates<X, Y, Z>,
): Omit<Told<X, Y, Z>, "rows"> {
  const { measure, goal, stopped, chosen: number, history } = data;
  const bad = () =>
    new SavedError(`Cannot restore ${kind}: its history is not told, or not of these ranges`, kind);
  if (!Array.isArray(history) || typeof measure !== "string" || !isGoal(goal)) throw bad();
  if (stopped !== undefined && typeof stopped !== "string") throw bad();
  const plain = plainTrials(candidates.space);
  const entries = history.map((one) => {
    const entry = entryIn(one, { candidates, plain });
    if (!entry) throw bad();
    return entry;
  });
  const chosen = entries.find((entry) => entry.number === number);
  if (!chosen || Number.isNaN(chosen.loss)) throw bad();
  return { entries, chosen, candidates, measure, goal, stopped };
}

function entryIn<X, Y, Z>(
  one: unknown,
  { candidates, plain }: { readonly candidates: Candidates<X, Y, Z>; readonly plain: PlainTrials },
): Entry<X, Y, Z> | undefined {
  const told: Readonly<Record<string, unknown>> = Object(one);
  const { number, iterations, from, measurements, perFold, loss, failure } = told;
  const values = plain.read(told.values);
  const whole = values && isCount(number) && isOptional(iterations, isCount) && isOptional(from, isCount) &&
    isNumbers(measurements) &&
    Array.isArray(perFold) && perFold.every(isNumbers) && typeof loss === "number" &&
    isOptional(failure, isText);
  if (!whole) return undefined;
  const trial = {
    values,
    ...(iterations !== undefined && { iterations }),
    ...(from !== undefined && { from }),
  };
  return new Entry({ number, trial, measurements, perFold, loss, failure }, candidates);
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => typeof one === "number");
}

function isOptional<T>(value: unknown, is: (value: unknown) => value is T): value is T | undefined {
  return value === undefined || is(value);
}

function isGoal(value: unknown): value is Goal {
  return value === "min" || value === "max" || value === "none";
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
