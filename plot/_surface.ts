import { DataError } from "../core/errors.ts";
import { brief, counted } from "../core/show.ts";
import type { Chart } from "./_chart.ts";
import { groupsOf, type Parameter } from "./_parameter_axis.ts";
import type { Candidates } from "./_search_source.ts";
import { shortPaths } from "./_short_path.ts";

/** Candidates of a search over two of its hyperparameters. */
export interface Surface {
  readonly candidates: Candidates;
  /** The hyperparameter across, with a value for each candidate. */
  readonly across: Parameter;
  /** The one upwards. */
  readonly upwards: Parameter;
  /** Whether colours are logarithmic. */
  readonly logarithmic: boolean;
}

/** What is drawn of a surface. */
export type Drawn = Pick<Chart, "x" | "panels" | "colours" | "legend" | "notes">;

const PATH = 36; // columns
const MOST = 60; // values of a range of numbers that are side by side

/** The hyperparameters that are drawn: those chosen, or the first two. */
export function parametersOf(
  doing: string,
  { names, scales, values, listed }: Candidates,
  chosen: readonly string[] | undefined,
): readonly [Parameter, Parameter] {
  if (names.length < 2) {
    throw new DataError(
      `Cannot ${doing}: the search has ${counted(names.length, "hyperparameter")}; give one of two or more`,
    );
  }
  const isTwo = chosen === undefined ||
    Array.isArray(chosen) && new Set(chosen).size === 2 && chosen.length === 2;
  const [first, second] = isTwo ? (chosen ?? names).map((path) => names.indexOf(path)) : [];
  if (first === undefined || second === undefined || first < 0 || second < 0) {
    throw new RangeError(
      `Cannot set "parameters" of plotValidationSurface: it is ${brief(chosen)}; choose two of ${
        names.map((name) => JSON.stringify(name)).join(", ")
      }`,
    );
  }
  const labels = shortPaths([names[first]!, names[second]!], PATH);
  const parameter = (j: number, label: string): Parameter => ({
    path: names[j]!,
    scale: scales[j]!,
    values: values.map((each) => each[j]),
    listed: listed?.[names[j]!],
    label,
  });
  return [parameter(first, labels[0]!), parameter(second, labels[1]!)];
}

/** Whether candidates form a grid rather than lie anywhere. */
export function isGrid({ across, upwards }: Surface): boolean {
  const [a, b] = [groupsOf(across.values), groupsOf(upwards.values)];
  const pairs = new Set(a.places.map((place, i) => place * b.distinct.length + b.places[i]!)).size;
  const suits = ({ scale }: Parameter, count: number) =>
    scale === "none" || count <= MOST && 2 * pairs >= 3 * count;
  const isListed = across.scale === "none" && upwards.scale === "none";
  return isListed || 2 * pairs > a.distinct.length * b.distinct.length &&
      suits(across, a.distinct.length) && suits(upwards, b.distinct.length);
}
