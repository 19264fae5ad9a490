import { toJsonNumber } from "../core/json_number.ts";
import type { Rows } from "../core/observations.ts";
import type { Evaluation, Result } from "./evaluation.ts";
import { said } from "./evaluation_error.ts";

/** What the JSON of an evaluation says that it is. */
export const KIND = "Evaluation";

/** Version of that form; this code reads it and older ones. */
export const VERSION = 1;

/** An evaluation as plain data, without predictions, reports and what was learned. */
export function plainEvaluation(
  { tag, resampling, repeats, judgedBy, pairs, failures, results }: Evaluation,
): object {
  return {
    kind: KIND,
    version: VERSION,
    tag,
    resampling,
    repeats,
    judgedBy,
    pairs: pairs.map(({ train, test }) => ({ train: listed(train), test: listed(test) })),
    failures: failures.map(({ fold, error }) => ({ fold, error: said(error) })),
    results: results.map(plainResult),
  };
}

function plainResult(result: Result): object {
  const { measurement, perFold, radius, interval, ...named } = result;
  return {
    ...named,
    measurement: plainValue(measurement),
    perFold: perFold.map(plainValue),
    ...radius === undefined ? {} : { radius: plainValue(radius) },
    ...interval === undefined
      ? {}
      : { interval: { low: plainValue(interval.low), high: plainValue(interval.high) } },
  };
}

/**
 * What a measure gave, as plain data: objects with toJSON say themselves what they are; numbers that JSON lacks are spelled
 * wherever they stand.
 */
export function plainValue(value: unknown): unknown {
  if (typeof value === "number") return toJsonNumber(value);
  if (typeof value !== "object" || value === null) return value ?? null; // nothing, where a fold failed
  const toJson: unknown = Reflect.get(value, "toJSON");
  if (typeof toJson === "function") return toJson.call(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return Array.from(value as ArrayLike<unknown>, plainValue); // of numbers
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainValue(member)]));
}

function listed(rows: Rows): number[] {
  return Array.from(rows);
}
