import { SavedError } from "../core/errors.ts";
import { fromJsonNumber } from "../core/json_number.ts";
import { brief } from "../core/show.ts";
import { valueFromJson } from "../measures/mod.ts";
import { evaluationOf } from "./_evaluation_of.ts";
import { KIND, VERSION } from "./_plain.ts";
import type { Evaluation, Result } from "./evaluation.ts";
import type { Pair } from "./resampling.ts";

/**
 * An evaluation from its JSON: the text, or what it was parsed to. It prints, compares and tells its results as before;
 * predictions, reports and what was learned are not in JSON. Throws a SavedError for anything else.
 *
 * @example Out and in again.
 * ```ts
 * import { numeric, table } from "@attune/attune/data";
 * import { evaluate, evaluationFromJson, inSample } from "@attune/attune/meta";
 * import { constantRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const data = { x: table({ a: [1, 2] }), y: numeric([1, 3]) };
 * const evaluation = await evaluate(constantRegressor(), data, { resampling: inSample() });
 * const again = evaluationFromJson(JSON.stringify(evaluation));
 * assert.equal(String(again), String(evaluation));
 * ```
 */
export function evaluationFromJson(json: unknown): Evaluation {
  const plain = record(typeof json === "string" ? parsed(json) : json, "an evaluation");
  if (plain.kind !== KIND) throw broken(`its kind is ${brief(plain.kind)}, not ${KIND}`);
  const version = Number(plain.version);
  if (!(version >= 1)) throw broken("it has no version");
  if (version > VERSION) {
    throw new SavedError(
      `Cannot read the evaluation: it has format version ${version}, this attune knows up to ${VERSION}; update attune`,
      KIND,
      version,
    );
  }
  const tag = text(plain.tag, "tag");
  const pairs = list(plain.pairs, "pairs").map(pairOf);
  return evaluationOf({
    tag,
    resampling: text(plain.resampling, "resampling"),
    repeats: number(plain.repeats, "repeats"),
    judgedBy: text(plain.judgedBy, "judgedBy"),
    pairs,
    folds: [],
    failures: list(plain.failures, "failures").map((failure) => {
      const { fold, error } = record(failure, "a failure");
      return Object.freeze({ tag, fold: number(fold, "fold"), error: new Error(text(error, "error")) });
    }),
    results: list(plain.results, "results").map((result) => resultOf(result, pairs.length)),
  });
}

function resultOf(plain: unknown, folds: number): Result {
  const { measure, goal, operation, measurement, perFold, radius, interval } = record(plain, "a result");
  const values = list(perFold, "perFold").map(valueOf);
  if (values.length !== folds) throw broken(`it has ${folds} pairs, and values of ${values.length} folds`);
  if (measurement === null && values.some((value) => typeof value === "number")) {
    throw broken(`the measurement of ${brief(measure)} is nothing`);
  }
  if (typeof measurement === "number" && values.some((value) => typeof value !== "number")) {
    throw broken(`a value of ${brief(measure)} is no number`);
  }
  const ends = interval === undefined ? undefined : record(interval, "an interval");
  return Object.freeze({
    measure: text(measure, "measure"),
    goal: oneOf(goal, ["min", "max", "none"], "goal"),
    operation: oneOf(operation, ["predict", "mode"], "operation"),
    measurement: valueOf(measurement),
    perFold: values,
    radius: radius === undefined ? undefined : number(radius, "radius"),
    interval: ends && Object.freeze({ low: number(ends.low, "low"), high: number(ends.high, "high") }),
  });
}

// Nothing stands for what a fold that failed would have given.
function valueOf(plain: unknown): unknown {
  const value = plain === null ? undefined : valueFromJson(plain);
  if (value === undefined || typeof value === "number" || typeof value === "object") return value;
  throw broken(`a value is ${brief(plain)}, which no measure gives`);
}

function pairOf(plain: unknown): Pair {
  const { train, test } = record(plain, "a pair");
  const rows = (value: unknown, name: string) =>
    Int32Array.from(list(value, name), (row) => {
      if (Number.isInteger(row) && Number(row) >= 0) return Number(row);
      throw broken(`a row of its ${name} is ${brief(row)}, not a whole number from 0 on`);
    });
  return { train: rows(train, "train"), test: rows(test, "test") };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw broken(error instanceof Error ? error.message : String(error));
  }
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw broken(`${what} is ${brief(value)}, not an object`);
  }
  return value as Record<string, unknown>; // an object that is no array: names to values
}

function list(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw broken(`its ${name} is ${brief(value)}, not a list`);
}

function text(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  throw broken(`its ${name} is ${brief(value)}, not a string`);
}

function number(value: unknown, name: string): number {
  const found = fromJsonNumber(value);
  if (typeof found === "number") return found;
  throw broken(`its ${name} is ${brief(value)}, not a number`);
}

function oneOf<T extends string>(value: unknown, choices: readonly T[], name: string): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw broken(`its ${name} is ${brief(value)}, not one of ${choices.join(", ")}`);
}

function broken(what: string): SavedError {
  return new SavedError(
    `Cannot read the evaluation: ${what}; give what JSON.stringify(evaluation) gave`,
    KIND,
  );
}
