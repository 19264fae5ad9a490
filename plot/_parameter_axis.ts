import { DataError } from "../core/errors.ts";
import { equal } from "../core/params.ts";
import { brief } from "../core/show.ts";
import { bandAxis, countAxis, scaleAxis } from "./_axis.ts";
import type { Axis } from "./_chart.ts";
import { log2Axis, signedLogAxis } from "./_log_axis.ts";
import { shortPath } from "./_short_path.ts";
import { numberTexts, valueTexts } from "./_value_texts.ts";

/** Values of a hyperparameter along an axis. */
export interface ParameterAxis {
  readonly axis: Axis;
  /** Where each value lies on the axis. */
  readonly places: readonly number[];
}

/** A hyperparameter: its path, the name of its scale, and values of it. */
export interface Parameter {
  readonly path: string;
  /** `"none"` for listed values, `"custom"` for functions. */
  readonly scale: string;
  readonly values: readonly unknown[];
  /** Values that it may have, in order. Default: numbers ascend, others are in the order of `values`. */
  readonly listed?: readonly unknown[] | undefined;
  /** What its axis is called; its path, if need be without its middle, if absent. */
  readonly label?: string;
}

const PATH = 36; // columns
const RANKS = 6; // of more, not every value is a tick

/**
 * An axis that suits the scale: logarithmic for logarithms, and a band for each of listed values. Of a scale that is a
 * function nothing is known but that it is even where values are dense: values are apart by their ranks.
 */
export function parameterAxis(doing: string, parameter: Parameter): ParameterAxis {
  const { path, scale, values } = parameter;
  if (scale === "none") return listedAxis(parameter);
  const label = labelOf(parameter);
  const numbers = values.map((value) => {
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new DataError(
      `Cannot ${doing}: a value of "${path}" is ${brief(value)}; on its scale are finite numbers`,
    );
  });
  if (scale === "custom") return rankAxis(label, numbers);
  return { axis: numberAxis(label, { scale, numbers }), places: numbers };
}

function numberAxis(
  label: string,
  { scale, numbers }: { readonly scale: string; readonly numbers: readonly number[] },
): Axis {
  if (scale === "log2") return log2Axis(label, numbers);
  if (scale.startsWith("log")) return signedLogAxis(label, numbers);
  return numbers.every(isCount) ? countAxis(label, roomy(numbers)) : scaleAxis(label, numbers);
}

// Others are no counts of anything, and ones might be lost in their rounding.
function isCount(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= 1e9;
}

// One number has room on both sides.
function roomy(numbers: readonly number[]): readonly number[] {
  const [first] = numbers;
  return numbers.every((value) => value === first) ? [first! - 1, first! + 1] : numbers;
}

/** A band for each value, in the order in which they are listed, or as they come; numbers ascend. */
export function listedAxis(parameter: Parameter): ParameterAxis {
  const { distinct, places } = groupsOf(parameter.values, parameter.listed);
  return { axis: bandAxis(labelOf(parameter), valueTexts(distinct)), places };
}

function labelOf({ path, label = shortPath(path, PATH) }: Parameter): string {
  return label;
}

function rankAxis(label: string, numbers: readonly number[]): ParameterAxis {
  const { distinct, places } = groupsOf(numbers);
  const last = distinct.length - 1;
  const count = Math.min(last, RANKS);
  const ranks = [
    ...new Set(Array.from({ length: count + 1 }, (_, i) => Math.round(i * last / Math.max(1, count)))),
  ];
  const texts = numberTexts(ranks.map((rank) => distinct[rank]!));
  const ticks = ranks.map((at, i) => ({ at, text: texts[i]! }));
  const [from, to] = last === 0 ? [-1, 1] : [0, last];
  return { axis: { label: `${label} (by rank)`, from, to, ticks, bands: false }, places };
}

/** Values that differ, and for each value which of them it is. */
export interface Groups<T> {
  readonly distinct: readonly T[];
  readonly places: readonly number[];
}

/** Values by structure, in the order in which they are listed, others in order of appearance; numbers alone ascend. */
export function groupsOf<T>(values: readonly T[], listed: readonly T[] = []): Groups<T> {
  const tried = new Set(values);
  const found = listed.filter((value, i) => tried.has(value) && listed.indexOf(value) === i);
  const known = new Map(found.map((value, i) => [value, i])); // most values are met again as they are
  const groups = values.map((value) => {
    const isPlain = typeof value !== "object";
    const before = known.get(value) ?? (isPlain ? -1 : found.findIndex((other) => equal(other, value)));
    const group = before < 0 ? found.push(value) - 1 : before;
    known.set(value, group);
    return group;
  });
  if (!found.every((value) => typeof value === "number")) return { distinct: found, places: groups };
  const distinct = found.toSorted((a, b) => Number(a) - Number(b));
  const rank = new Map(distinct.map((value, i) => [value, i]));
  return { distinct, places: groups.map((group) => rank.get(found[group]!)!) };
}
