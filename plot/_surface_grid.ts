import { counted } from "../core/show.ts";
import { worseFirst } from "./_better.ts";
import { along, type Cell, type Point } from "./_chart.ts";
import { coloursOf, measureAxis } from "./_measure_axis.ts";
import { listedAxis } from "./_parameter_axis.ts";
import { bestEntry, type Candidates, failedEntry } from "./_search_source.ts";
import type { Drawn, Surface } from "./_surface.ts";
import { numberTexts } from "./_value_texts.ts";

const NUMBERED = 12; // columns of cells; of more, cells have colours alone
const [LEAST, MOST] = [0.05, 0.12]; // heights of cells, in widths of the panel

/** Candidates of the same two values. */
interface Pair {
  readonly at: Point;
  readonly members: readonly number[];
  /** What stands for them; undefined where all failed. */
  readonly value: number | undefined;
}

/** A cell for each pair of values. */
export function gridChart({ candidates, across, upwards, logarithmic }: Surface): Drawn {
  const [x, y] = [listedAxis(across), listedAxis(upwards)];
  const pairs = pairsOf(candidates, x.places.map((place, i): Point => [place, y.places[i]!]));
  const valued = pairs.flatMap(({ value, ...pair }) => value === undefined ? [] : [{ ...pair, value }]);
  const values = valued.map(({ value }) => value);
  const colours = coloursOf(candidates, { axis: measureAxis(candidates, values, { logarithmic }), values });
  const [columns, rows] = [x.axis.ticks.length, y.axis.ticks.length];
  const texts = values.map((value) => numberTexts([value])[0]!);
  const longest = Math.max(...texts.map((text) => text.length));
  const cells = valued.map(({ at, members, value }, i): Cell => ({
    kind: "cell",
    at,
    share: along(colours.axis, value),
    lines: columns <= NUMBERED ? [texts[i]!] : [],
    longest: columns <= NUMBERED ? longest : 0,
    sequential: true,
    framed: candidates.best !== undefined && members.includes(candidates.best),
  }));
  const failed = pairs.filter(({ value }) => value === undefined).map(({ at }) => at);
  const height = Math.max(rows > 20 ? 0 : LEAST, Math.min(MOST, 1 / columns));
  return {
    x: x.axis,
    panels: [{
      y: y.axis,
      marks: [...cells, { kind: "crosses", points: failed }],
      aspect: Math.min(1.2, Math.max(0.15, rows * height)),
    }],
    colours,
    legend: [
      ...bestEntry(candidates, "frame"),
      ...failedEntry(candidates, failed.length),
    ],
    notes: notesOf(candidates, pairs, columns * rows),
  };
}

function pairsOf(candidates: Candidates, places: readonly Point[]): readonly Pair[] {
  const groups = new Map<string, number[]>();
  for (const [i, at] of places.entries()) {
    const key = at.join(",");
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  }
  const isFinite = new Set(candidates.finite);
  return [...groups.values()].map((members) => ({
    at: places[members[0]!]!,
    members,
    value: valueOf(candidates, members.filter((i) => isFinite.has(i))),
  }));
}

function valueOf({ measurements, goal }: Candidates, members: readonly number[]): number | undefined {
  const values = members.map((i) => measurements[i]!);
  if (values.length === 0) return undefined;
  if (goal === "none") return values.reduce((sum, value) => sum + value / values.length, 0);
  return values.sort(worseFirst(goal)).at(-1);
}

function notesOf({ goal }: Candidates, pairs: readonly Pair[], cells: number): readonly string[] {
  const most = pairs.reduce((count, { members }) => Math.max(count, members.length), 0);
  const which = goal === "none" ? "mean" : "best";
  return [
    ...most > 1 ? [`Each cell is the ${which} of up to ${most} candidates`] : [],
    ...pairs.length < cells ? [`Not tried: ${counted(cells - pairs.length, "blank cell")}`] : [],
  ];
}
