import type { Measure } from "../core/measure.ts";
import type { Observations } from "../core/observations.ts";
import { brief, printable, significant } from "../core/show.ts";
import { boxed } from "./_boxed.ts";
import type { Pair } from "./resampling.ts";

/** What one measure says of a model. */
export interface Result<R = unknown> {
  /** The measure's name. */
  readonly measure: string;
  /** What was judged: predictions as they are, or the likeliest classes. */
  readonly operation: "predict" | "mode";
  /** The values of all folds as one, aggregated as the measure asks, weighted by the folds' sizes. */
  readonly measurement: R;
  /** Its value for each fold. */
  readonly perFold: readonly R[];
  /**
   * 1.96 · s / √(folds − 1), where s is the corrected standard deviation of the folds' values: as MLJ has it, half the
   * width of an interval. Infinite for a single fold, absent where values are no numbers.
   */
  readonly radius: number | undefined;
}

/** How well a model does out of sample. Prints as tables. */
export interface Evaluation<Z extends Observations = Observations> {
  /** Which model it is. */
  readonly tag: string;
  /** What each measure says. */
  readonly results: readonly Result[];
  /** Rows learned from and judged by, fold after fold. */
  readonly pairs: readonly Pair[];
  /** What was predicted for the test rows of each fold. */
  readonly predictions: readonly Z[];
  /** How the rows were split. */
  readonly resampling: string;
  /** How often. */
  readonly repeats: number;
  /** In one line: `Evaluation("tag", 0.774 ± 0.0998)`. */
  readonly line: string;
  /** What one measure says; `measure` is it or its name. */
  of<R = unknown>(measure: Measure<never, never, R> | string): Result<R>;
}

/** An evaluation that prints. */
export function evaluationOf<Z extends Observations>(
  parts: Omit<Evaluation<Z>, "line" | "of">,
): Evaluation<Z> {
  const { tag, results } = parts;
  const evaluation: Evaluation<Z> = {
    ...parts,
    line: `Evaluation(${[brief(tag), ...results.map(withRadius)].join(", ")})`,
    of<R>(measure: Measure<never, never, R> | string): Result<R> {
      const id = typeof measure === "string" ? measure : measure.id;
      const found = results.find((result) => result.measure === id);
      if (found) return found as Result<R>; // what that measure gave
      const known = results.map((result) => result.measure).join(", ");
      throw new RangeError(`Cannot tell ${id} of ${tag}: it was judged by ${known}`);
    },
  };
  return Object.freeze(printable(evaluation, () => show(evaluation)));
}

/** Evaluations of several models by the same folds and measures. Prints as one table. */
export type Evaluations = readonly Evaluation[];

/** Evaluations that print as one table. */
export function evaluationsOf(evaluations: readonly Evaluation[]): Evaluations {
  return Object.freeze(printable([...evaluations], () => {
    const measures = evaluations[0]?.results.map((result) => result.measure) ?? [];
    const rows = evaluations.map(({ tag, results }) => [tag, ...results.map(withRadius)]);
    const [first] = evaluations;
    return `${first ? title(first) : "No models"}\n${boxed([["model", ...measures], ...rows])}`;
  }));
}

/** `0.774 ± 0.0998`: a measurement with its radius, where it has one. */
function withRadius({ measurement, radius }: Result): string {
  const known = radius !== undefined && Number.isFinite(radius);
  return known ? `${decimal(measurement)} ± ${decimal(radius)}` : decimal(measurement);
}

// Three significant digits, and a point in any case: 1.0. What takes more than a line, or is not there, is left out.
function decimal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(decimal).join(", ")}]`;
  if (typeof value === "object" || value === undefined) return "…";
  if (typeof value !== "number") return brief(value);
  const text = significant(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

// Where folds do not make one value, theirs stand one after the other.
function whole({ measurement, perFold }: Result): string {
  return measurement === undefined ? perFold.map((value) => brief(value)).join("\n") : String(measurement);
}

function title({ resampling, repeats, pairs }: Evaluation): string {
  const times = repeats > 1 ? `, ${repeats} times` : "";
  return `${resampling}${times}: ${pairs.length} fold${pairs.length === 1 ? "" : "s"}`;
}

function show(evaluation: Evaluation): string {
  const { tag, results, pairs } = evaluation;
  const several = results.length > 1;
  const label = (i: number) => several ? [i < 26 ? String.fromCharCode(65 + i) : String(i + 1)] : [];
  const head = (names: string[]) => several ? ["", ...names] : names;
  const scalar = results.filter((r) => typeof r.measurement === "number");
  const others = results.filter((r) => typeof r.measurement !== "number");
  const parts = [
    `Evaluation of ${tag}; ${title(evaluation)}`,
    boxed([
      head(["measure", "operation", "measurement"]),
      ...results.map((r, i) => [
        ...label(i),
        r.measure,
        r.operation,
        typeof r.measurement === "number" ? decimal(r.measurement) : "see below",
      ]),
    ]),
  ];
  if (pairs.length > 1 && scalar.length > 0) {
    const rows = results.flatMap((r, i) =>
      typeof r.measurement === "number"
        ? [[...label(i), `[${r.perFold.map(decimal).join(", ")}]`, decimal(r.radius)]]
        : []
    );
    parts.push(boxed([head(["per fold", "1.96*SE"]), ...rows]));
  }
  return [...parts, ...others.map((r) => `${r.measure}\n${whole(r)}`)].join("\n");
}
