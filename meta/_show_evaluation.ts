import { brief, significant } from "../core/show.ts";
import { boxed } from "./_boxed.ts";
import type { Evaluation, Result } from "./evaluation.ts";
import { failureLines } from "./evaluation_error.ts";

/** An evaluation as tables: what each measure says, then fold by fold, then what is no number. */
export function showEvaluation(evaluation: Evaluation): string {
  const { tag, results, pairs } = evaluation;
  const scalar = results.filter(isNumber);
  const others = results.filter((result) => !isNumber(result));
  const parts = [
    `Evaluation of ${tag}; ${title(evaluation)}`,
    measurements(results),
    ...pairs.length > 1 && scalar.length > 0 ? [perFold(results)] : [],
    ...failedOf([evaluation]),
  ];
  return [...parts, ...others.map((result) => `${result.measure}\n${whole(result)}`)].join("\n");
}

/** Evaluations of the same folds as one table. */
export function showEvaluations(evaluations: readonly Evaluation[]): string {
  const [first] = evaluations;
  if (!first) return "No models";
  const measures = first.results.map((result) => result.measure);
  const rows = evaluations.map(({ tag, results }) => [tag, ...results.map(withRadius)]);
  return [title(first), boxed([["model", ...measures], ...rows]), ...failedOf(evaluations)].join("\n");
}

function failedOf(evaluations: readonly Evaluation[]): string[] {
  const lines = evaluations.flatMap(failureLines);
  return lines.length > 0 ? ["Failed:", ...lines] : [];
}

/** `0.774 ± 0.0998`: a measurement with its radius, where it has one. */
export function withRadius({ measurement, radius }: Result): string {
  const known = radius !== undefined && Number.isFinite(radius);
  return known ? `${decimal(measurement)} ± ${decimal(radius)}` : decimal(measurement);
}

/** Three significant digits, and a point in any case: 1.0. What takes more than a line, or is not there, is left out. */
export function decimal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(decimal).join(", ")}]`;
  if (typeof value === "object" || value === undefined) return "…";
  if (typeof value !== "number") return brief(value);
  const size = Math.abs(value);
  if (size >= 100 && size < 1e15 && !Number.isInteger(value)) return String(Math.round(value)); // no digit is made up
  const text = size >= 1000 && size < 1e15 ? String(value) : significant(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** `Cv(folds = 6), 2 times: 12 folds`. */
function title({ resampling, repeats, pairs }: Evaluation): string {
  const times = repeats > 1 ? `, ${repeats} times` : "";
  return `${resampling}${times}: ${pairs.length} fold${pairs.length === 1 ? "" : "s"}`;
}

function measurements(results: readonly Result[]): string {
  const intervals = results.some(({ interval }) => interval !== undefined);
  return boxed([
    head(results, ["measure", "operation", "measurement", ...intervals ? ["95% interval"] : []]),
    ...results.map((result, i) => [
      ...label(results, i),
      result.measure,
      result.operation,
      isNumber(result) ? decimal(result.measurement) : "see below",
      ...intervals ? [between(result)] : [],
    ]),
  ]);
}

function between({ interval }: Result): string {
  return interval ? `${decimal(interval.low)} to ${decimal(interval.high)}` : "";
}

function perFold(results: readonly Result[]): string {
  const rows = results.flatMap((result, i) =>
    isNumber(result)
      ? [[...label(results, i), `[${result.perFold.map(decimal).join(", ")}]`, decimal(result.radius)]]
      : []
  );
  return boxed([head(results, ["per fold", "1.96*SE"]), ...rows]);
}

// Several measures are told apart by a letter.
function head(results: readonly Result[], names: readonly string[]): string[] {
  return results.length > 1 ? ["", ...names] : [...names];
}

function label(results: readonly Result[], i: number): string[] {
  return results.length > 1 ? [i < 26 ? String.fromCharCode(65 + i) : String(i + 1)] : [];
}

function isNumber({ measurement }: Result): boolean {
  return typeof measurement === "number";
}

// Where folds do not make one value, theirs stand one after the other.
function whole({ measurement, perFold }: Result): string {
  if (measurement !== undefined) return shown(measurement);
  return perFold.map((value, fold) => {
    const text = shown(value);
    return `Fold ${fold + 1}:${text.includes("\n") ? "\n" : " "}${text}`;
  }).join("\n");
}

// What can print itself does.
function shown(value: unknown): string {
  if (value === undefined) return "…";
  const prints = typeof value === "object" && value !== null && Object.hasOwn(value, "toString");
  return prints ? String(value) : brief(value);
}
