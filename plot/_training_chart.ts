import { counted } from "../core/show.ts";
import { countAxis, LIMIT, scaleAxis } from "./_axis.ts";
import type { Chart, Entry, Mark, Panel, Point } from "./_chart.ts";
import { entryOf } from "./_curves.ts";
import { logAxis } from "./_log_axis.ts";
import { told } from "./_measure_axis.ts";
import { runsOf } from "./_runs.ts";

/** What a loss was, after how many iterations. */
export interface Series {
  /** What it is called in the legend. */
  readonly name: string;
  /** What its axis is called. */
  readonly label: string;
  readonly points: readonly Point[];
  /** Whether more is better: it is no loss then. */
  readonly isScore?: boolean | undefined;
}

/** Losses that training had itself. */
export function ofTraining(points: readonly Point[]): Series {
  return { name: "training", label: "training loss", points };
}

/** What a measure says of rows held out. */
export function ofHeldOut(
  { measure, goal }: { readonly measure: string; readonly goal: string },
  points: readonly Point[],
): Series {
  return { name: `held out: ${measure}`, label: measure, points, isScore: goal === "max" };
}

/** How training went. */
export interface Training {
  /** One or two, of one value or more. */
  readonly series: readonly Series[];
  /** The iterate that is marked, with its value in the last series that has one. */
  readonly marked?: { readonly as: string; readonly iterations: number } | undefined;
  /** Whether axes of losses are logarithmic. */
  readonly logarithmic: boolean;
}

interface Drawn extends Series {
  readonly style: number;
  readonly shown: readonly Point[];
  readonly logarithmic: boolean;
}

// Losses of which one began at more than so many times the other are not of one unit: one line would be flat.
const ALIKE = 10;

/** Losses by iteration; undefined where none can be drawn. */
export function trainingChart(
  { series, marked, logarithmic }: Training,
  frame: Pick<Chart, "name" | "title" | "width" | "height">,
): Chart | undefined {
  const drawn = series.map((each, style) => drawnOf(each, { style, logarithmic }));
  const visible = drawn.filter(({ shown }) => shown.length > 0);
  if (visible.length === 0) return undefined;
  const together = visible.length < 2 || areAlike(visible[0]!, visible[1]!);
  const markedIn = visible.findLast((each) => marked && valueAt(marked.iterations, each) !== undefined);
  return {
    ...frame,
    x: countAxis("iterations", visible.flatMap(({ shown }) => shown.map(([x]) => x))),
    panels: (together ? [visible] : visible.map((each) => [each])).map((lines) =>
      panelOf(lines, { marked: markedIn && marked, aspect: together ? 0.6 : 0.32 })
    ),
    legend: [...drawn.map(legendOf), ...marked && markedIn ? [markEntry(marked, markedIn)] : []],
  };
}

function drawnOf(series: Series, { style, logarithmic }: Pick<Drawn, "style" | "logarithmic">): Drawn {
  const isLogarithmic = logarithmic && !series.isScore;
  const least = isLogarithmic ? 1 / LIMIT : -LIMIT;
  const shown = series.points.filter(([, y]) => y > least && y < LIMIT);
  return { ...series, style, shown, logarithmic: isLogarithmic };
}

// Compared where the second begins: training has gone on before that.
function areAlike(one: Drawn, other: Drawn): boolean {
  if (one.isScore || other.isScore) return false;
  const [x, b] = other.shown[0]!;
  const a = valueAt(x, one) ?? one.shown[0]![1];
  const [low, high] = [Math.abs(a), Math.abs(b)].sort((p, q) => p - q) as [number, number]; // two
  return high <= ALIKE * low;
}

function valueAt(iterations: number, { shown }: Drawn): number | undefined {
  return shown.find(([x]) => x === iterations)?.[1];
}

function panelOf(
  lines: readonly Drawn[],
  { marked, aspect }: Pick<Training, "marked"> & Pick<Panel, "aspect">,
): Panel {
  const values = lines.flatMap(({ shown }) => shown.map(([, y]) => y));
  const label = lines.length === 1 ? lines[0]!.label : "loss";
  const y = lines[0]!.logarithmic ? logAxis(label, values) : scaleAxis(label, values);
  const upright: readonly Mark[] = marked
    ? [{ kind: "reference", points: [[marked.iterations, y.from], [marked.iterations, y.to]] }]
    : [];
  return { y, marks: [...upright, ...lines.flatMap(marksOf)], aspect };
}

// Values that cannot be drawn interrupt the line.
function marksOf({ points, shown, style }: Drawn): readonly Mark[] {
  const visible = new Set(shown);
  const runs = runsOf(points.map((point) => visible.has(point) ? point : undefined));
  return runs.map((run) =>
    run.length === 1
      ? { kind: "points", points: run, style, large: true }
      : { kind: "line", points: run, style }
  );
}

function legendOf({ name, points, shown, style }: Drawn): Entry {
  const count = shown.length === points.length ? "" : ` (${shown.length} of ${points.length} drawn)`;
  const value = `last ${told(points.at(-1)![1])}`;
  return entryOf({ name: `${name}${count}`, value }, { kind: "line", style });
}

function markEntry({ as, iterations }: NonNullable<Training["marked"]>, drawn: Drawn): Entry {
  const name = `${as}: ${counted(iterations, "iteration")}`;
  const value = `${drawn.label} ${told(valueAt(iterations, drawn)!)}`;
  return entryOf({ name, value }, { kind: "reference", style: 0 });
}
