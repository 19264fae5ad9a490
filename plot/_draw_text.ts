import { canvasOf } from "./_canvas.ts";
import {
  along,
  type Axis,
  type Chart,
  type Colours,
  type Entry,
  type Mark,
  type Panel,
  strideOf,
} from "./_chart.ts";
import { styleOf } from "./_palette.ts";
import { horizontal, namesOf } from "./_text_axis.ts";
import { TINTS, writeLetters, writeMark } from "./_text_marks.ts";
import { clean, clip, columnsOf, wrap } from "./_text.ts";

const WIDTH = 78; // a terminal of 80 columns, and a little room
const COLUMNS = 56; // of a panel with a scale
const LEAST = 40; // of a panel with bands across and a scale upwards
const APART = 1.5; // least rows between the ticks of a panel

/** A chart in Unicode characters, at most 78 columns wide. */
export function drawText(chart: Chart): string {
  if (chart.listing) {
    return [...wrap(clean(chart.title), WIDTH), ...chart.listing, ...notesOf(chart, WIDTH)].join("\n");
  }
  const gutter = Math.max(...chart.panels.map(({ y }) => Math.max(0, ...namesOf(y).map(columnsOf)))) + 1;
  const columns = columnsFor(chart, WIDTH - gutter - 1);
  if (columns < chart.x.ticks.length) {
    return `${clean(chart.name)}: ${chart.x.ticks.length} columns do not fit a terminal; look at its svg`;
  }
  const series =
    new Set(chart.legend.flatMap(({ kind, style }) => kind === "line" || kind === "points" ? [style] : []))
      .size;
  const indent = " ".repeat(gutter);
  const lines = [
    ...wrap(clean(chart.title), WIDTH - gutter).map((line) => `${indent} ${line}`),
    ...chart.panels.flatMap((panel) => drawPanel(panel, { x: chart.x, columns, gutter, series })),
    ...horizontal(chart.x, { columns, room: WIDTH - gutter - 1 }).map((line) => indent + line),
    ...chart.colours ? [`${indent} ${clip(shadesOf(chart.colours), WIDTH - gutter - 1)}`] : [],
    ...chart.legend.map((entry) =>
      `${indent} ${sample(entry, series)} ${clip(clean(entry.label), WIDTH - gutter - 6)}`
    ),
    ...notesOf(chart, WIDTH - gutter - 1).map((line) => `${indent} ${line}`),
  ];
  return lines.map((line) => line.trimEnd()).join("\n");
}

function notesOf({ notes = [] }: Chart, columns: number): readonly string[] {
  return notes.flatMap((note) => wrap(clean(note), columns));
}

interface Frame {
  readonly x: Axis;
  readonly columns: number;
  readonly gutter: number;
  readonly series: number;
}

function columnsFor({ x, panels }: Chart, room: number): number {
  if (!x.bands) return Math.min(COLUMNS, room);
  const least = panels.every(({ y }) => y.bands) ? 0 : Math.floor(LEAST / x.ticks.length);
  const cells = panels.flatMap(({ marks }) => marks.map(numberRoom));
  const widest = Math.max(6, least, ...cells, ...namesOf(x).map((name) => columnsOf(name) + 2));
  return x.ticks.length * Math.min(widest, Math.floor(room / x.ticks.length));
}

// A number in brackets does not touch the next one.
function numberRoom(mark: Mark): number {
  return mark.kind === "cell" && mark.sequential ? mark.longest + 3 : 0;
}

function drawPanel({ y, marks, aspect }: Panel, { x, columns, gutter, series }: Frame): readonly string[] {
  // signs are twice as high as wide
  const rows = y.bands
    ? y.ticks.length * bandHeight(y, marks)
    : Math.max(5, Math.min(20, Math.round(columns * aspect / 2.6)));
  const ground = { canvas: canvasOf(columns, rows), x, y, series };
  for (const mark of marks) writeMark(mark, ground);
  for (const mark of marks) writeLetters(mark, ground);
  const every = y.bands ? 1 : strideOf(y, APART / rows);
  const names = new Map(
    namesOf(y).flatMap((name, i) => i % every === 0 ? [[rowOf(y, y.ticks[i]!.at, rows), name]] : []),
  );
  const body = ground.canvas.lines().map((line, row) => {
    const name = names.get(row) ?? "";
    const edge = name !== "" && !y.bands ? "┤" : "│";
    return `${" ".repeat(gutter - 1 - columnsOf(name))}${name} ${edge}${line}`;
  });
  return y.label === "" ? body : [`${" ".repeat(gutter)} ${clean(y.label)}`, ...body];
}

// As many lines as texts where there are many bands. Otherwise three: for points, for what is beneath them, and room.
function bandHeight({ ticks }: Axis, marks: readonly Mark[]): number {
  const lines = marks.flatMap((mark) => mark.kind === "cell" ? [mark.lines.length] : []);
  return lines.length > 0 && ticks.length > 6 ? Math.max(1, ...lines) : 3;
}

// In a band of two rows it is the upper one; the margin keeps rounding from deciding.
function rowOf(y: Axis, at: number, rows: number): number {
  const place = (1 - along(y, at)) * rows;
  return y.bands ? Math.floor(place - 0.5 + 1e-9) : Math.min(rows - 1, Math.floor(place));
}

const SIGNS: Partial<Readonly<Record<Entry["kind"], string>>> = {
  dots: " •  ",
  band: "⠒ ⠒ ",
  crosses: " ×  ",
  star: " ★  ",
  frame: "[ ] ",
};

function sample({ kind, style }: Entry, series: number): string {
  if (kind === "reference") return "⠁⠁⠁⠁";
  if (kind === "interval") return " ┃  ";
  const sign = SIGNS[kind];
  if (sign !== undefined) return sign;
  const letter = series >= 2 ? styleOf(style).letter : undefined;
  return kind === "line" ? `⠒${letter ?? "⠒"}⠒⠒` : ` ${letter ?? "●"}  `;
}

// Digits stand where there is no room for shades and numbers.
function shadesOf({ label, ends }: Colours): string {
  return `${TINTS} 0–9  ${clean(label)}: ${ends.join(" … ")}`;
}
