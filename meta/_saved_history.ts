import { SavedError } from "../core/errors.ts";
import type { Saved } from "../core/saved.ts";
import type { Candidates } from "./_candidates.ts";
import { Entry } from "./_entry.ts";
import { plainValues, valuesOf } from "./_trial_text.ts";
import type { Told } from "./_tuned_report.ts";
import type { Goal } from "./selection.ts";

/** What is told of a search, as it is stored; its rows are stored apart. */
export function savedHistory<X, Y, Z>(
  { entries, chosen, candidates, ...told }: Told<X, Y, Z>,
): Saved["data"] {
  const { measure, goal, stopped } = told;
  return {
    measure,
    goal,
    stopped,
    chosen: chosen.number,
    history: entries.map(({ number, trial, measurements, perFold, loss, failure }) => {
      const { iterations, from, keep } = trial;
      const values = plainValues(trial, candidates.space);
      return { number, values, iterations, from, keep, measurements, perFold, loss, failure };
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
  const entries = history.map((plain) => {
    const entry = entryIn(plain, candidates);
    if (!entry) throw bad();
    return entry;
  });
  const chosen = entries.find((entry) => entry.number === number);
  if (!chosen || Number.isNaN(chosen.loss)) throw bad();
  return { entries, chosen, candidates, measure, goal, stopped };
}

function entryIn<X, Y, Z>(plain: unknown, candidates: Candidates<X, Y, Z>): Entry<X, Y, Z> | undefined {
  const told: Readonly<Record<string, unknown>> = Object(plain);
  const { number, iterations, from, keep, measurements, perFold, loss, failure } = told;
  const values = valuesOf(told.values, candidates.space);
  const whole = values && isCount(number) && isOptional(iterations, isCount) && isOptional(from, isCount) &&
    isOptional(keep, isBoolean) && isNumbers(measurements) &&
    Array.isArray(perFold) && perFold.every(isNumbers) && typeof loss === "number" &&
    isOptional(failure, isText);
  if (!whole) return undefined;
  const trial = {
    values,
    ...(iterations !== undefined && { iterations }),
    ...(from !== undefined && { from }),
    ...(keep !== undefined && { keep }),
  };
  return new Entry({ number, trial, measurements, perFold, loss, failure }, candidates);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
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

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
