import { DataError } from "../core/errors.ts";
import { counted } from "../core/show.ts";
import type { SearchTable } from "../meta/mod.ts";
import { LIMIT } from "./_axis.ts";
import { bestOf, worseFirst } from "./_better.ts";
import type { Entry } from "./_chart.ts";
import { told } from "./_measure_axis.ts";
import { whatIs } from "./_sources.ts";

/** What a search tells for plots, or a report that holds it, as that of a tuned model does. */
export type Searched = SearchTable | { readonly plotting: SearchTable };

/** Candidates of a search, those with a finite measurement apart from the others. */
export interface Candidates extends SearchTable {
  /** What candidates are numbered. */
  readonly numbers: readonly number[];
  /** Places of those with a finite measurement, in order. */
  readonly finite: readonly number[];
  /** Places of the others. */
  readonly failed: readonly number[];
  /** What they are called: some may have been measured. */
  readonly failure: string;
  /** Place of the one that was chosen, or else of the best; undefined without either. */
  readonly best: number | undefined;
  /** What it is called: another than the best may have been chosen. */
  readonly title: "best" | "chosen";
}

/** The candidates of a search, of which one at least has a finite measurement. */
export function candidatesOf(doing: string, source: Searched): Candidates {
  const table = tableOf(doing, source);
  checkLengths(doing, table);
  const { measurements, goal } = table;
  const places = measurements.map((_, i) => i);
  const { numbers = places } = table;
  const isFinite = (i: number) => Math.abs(measurements[i]!) < LIMIT;
  const [finite, failed] = [places.filter(isFinite), places.filter((i) => !isFinite(i))];
  if (finite.length === 0) {
    throw new DataError(
      `Cannot ${doing}: ${
        failed.length === 1 ? "the only candidate" : `all ${failed.length} candidates`
      } failed; see why in the history`,
    );
  }
  const failure = failed.every((i) => Number.isNaN(measurements[i]!)) ? "failed" : "failed or infinite";
  const best = bestOf(finite.map((i) => measurements[i]!), goal);
  const least = best === undefined ? undefined : finite[best]!;
  const { chosen = least } = table;
  const starred = chosen !== undefined && isFinite(chosen) ? chosen : least;
  const isBest = starred === undefined || alike(measurements[starred]!, measurements[least ?? starred]!);
  return { ...table, numbers, finite, failed, failure, best: starred, title: isBest ? "best" : "chosen" };
}

// Whether measurements differ by rounding at most.
function alike(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
}

function checkLengths(doing: string, { names, scales, values, measurements }: SearchTable): void {
  if (measurements.length === 0) {
    throw new DataError(`Cannot ${doing}: no candidate was tried; give a search of one or more`);
  }
  if (scales.length !== names.length || values.length !== measurements.length) {
    throw new DataError(
      `Cannot ${doing}: there are ${counted(scales.length, "scale")} for ${
        counted(names.length, "name")
      }, and ${counted(measurements.length, "measurement")} of ${
        counted(values.length, "candidate")
      }; give as many of each`,
    );
  }
  const odd = values.findIndex((each) => each.length !== names.length);
  if (odd < 0) return;
  throw new DataError(
    `Cannot ${doing}: candidate ${odd} has ${counted(values[odd]!.length, "value")} for ${
      counted(names.length, "name")
    }; give one of each`,
  );
}

function tableOf(doing: string, source: unknown): SearchTable {
  const inner = isObject(source) && "plotting" in source ? source.plotting : source;
  if (isObject(inner) && "names" in inner && "measurements" in inner) {
    return inner as unknown as SearchTable; // lists of these names are in nothing else that is given by mistake
  }
  throw new TypeError(`Cannot ${doing}: got ${whatIs(source)}; give the report of a search`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Places of candidates, the worst first. */
export function byMeasurement({ finite, measurements, goal }: Candidates): readonly number[] {
  const worse = worseFirst(goal);
  // of equals the first comes last
  return finite.toReversed().sort((a, b) => worse(measurements[a]!, measurements[b]!));
}

/** The entry of the best in the legend. */
export function bestEntry(
  { measure, measurements, numbers, best, title }: Candidates,
  kind: Entry["kind"],
): readonly Entry[] {
  if (best === undefined) return [];
  return [{
    label: `${title}: candidate ${numbers[best]}, ${measure} ${told(measurements[best]!)}`,
    kind,
    style: 0,
  }];
}

/** The entry of what failed in the legend: of candidates, or of so many cells. */
export function failedEntry({ failed, failure }: Candidates, cells?: number): readonly Entry[] {
  if ((cells ?? failed.length) === 0) return [];
  const count = cells === undefined ? `${failed.length}` : counted(cells, "cell");
  return [{ label: `${failure} (${count})`, kind: "crosses", style: 0 }];
}
