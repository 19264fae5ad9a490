import type { Cell, Mark, Point } from "./_chart.ts";
import { DOTTED, type Ground, placed, signAt, SOLID, trace } from "./_ground.ts";
import { styleOf } from "./_palette.ts";
import { columnsOf } from "./_text.ts";
import { digitOf, writeBand, writeCrosses, writeDots, writeStar } from "./_text_search_marks.ts";

const SHADES = " ░▒▓█";

/** Shades of cells whose colour is one of the colour bar: none of them is blank. */
export const TINTS = "·░▒▓█";

/** Draws a mark in a terminal. */
export function writeMark(mark: Mark, ground: Ground): void {
  const { canvas } = ground;
  switch (mark.kind) {
    case "line":
    case "area":
      return trace(mark.points.map(placed(ground)), { canvas, dash: SOLID });
    case "reference":
      return trace(mark.points.map(placed(ground)), { canvas, dash: DOTTED });
    case "points":
      return mark.points.map(placed(ground)).forEach((at) => point(at, { ground, mark }));
    case "interval":
      return interval(mark, ground);
    case "cell":
      return cell(mark, ground);
    case "dots":
      return writeDots(mark, ground);
    case "band":
      return writeBand(mark, ground);
    case "crosses":
      return writeCrosses(mark.points, ground);
    case "star":
      return writeStar(mark.at, ground);
    case "thread":
    case "upright":
      return; // pictures with these have a listing
    default: {
      const rest: never = mark; // a new mark fails to compile here
      throw new TypeError(`Cannot draw ${JSON.stringify(rest)}: the mark is unknown`);
    }
  }
}

/** Sets the letter of a line on it, at places that differ from series to series. */
export function writeLetters(mark: Mark, ground: Ground): void {
  if (mark.kind !== "line" || ground.series < 2) return;
  const places = mark.points.map(placed(ground));
  const { letter } = styleOf(mark.style);
  for (const half of [0, 0.5]) {
    const share = half + (mark.style % ground.series + 0.5) / (2 * ground.series);
    const [column, row] = signAt(halfway(places, share), ground.canvas);
    if (ground.canvas.isFree(column, row)) ground.canvas.write(column, row, letter);
  }
}

// The place up to which lies `share` of the length of a line.
function halfway(places: readonly Point[], share: number): Point {
  const lengths = places.slice(1).map(([x, y], i) => Math.hypot(x - places[i]![0], 2 * (y - places[i]![1])));
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  for (const [i, length] of lengths.entries()) {
    if (left <= length && length > 0) {
      const [[x0, y0], [x1, y1]] = [places[i]!, places[i + 1]!];
      return [x0 + (x1 - x0) * left / length, y0 + (y1 - y0) * left / length];
    }
    left -= length;
  }
  return places.at(-1)!;
}

function point(
  at: Point,
  { ground: { canvas, series }, mark }: {
    readonly ground: Ground;
    readonly mark: Extract<Mark, { kind: "points" }>;
  },
): void {
  const [column, row] = signAt(at, canvas);
  if (series >= 2) canvas.write(column, row, styleOf(mark.style).letter);
  else if (mark.large) canvas.write(column, row, "●");
  else canvas.dot(at[0], at[1]);
}

function interval({ y, middle, ends }: Extract<Mark, { kind: "interval" }>, ground: Ground): void {
  const { canvas } = ground;
  const column = (value: number) => signAt(placed(ground)([value, y]), canvas)[0];
  const row = signAt(placed(ground)([middle, y]), canvas)[1];
  if (ends) {
    const [low, high] = [column(ends[0]), column(ends[1])];
    canvas.write(low, row, low === high ? "│" : `├${"─".repeat(Math.max(0, high - low - 1))}┤`);
  }
  canvas.write(column(middle), row, "┃");
}

function cell(mark: Cell, ground: Ground): void {
  const { at: [x, y], share, sequential = false } = mark;
  const { canvas } = ground;
  const width = Math.round(canvas.columns / ground.x.ticks.length);
  const height = Math.round(canvas.rows / ground.y.ticks.length);
  const [left, middle] = placed(ground)([x - 0.5, y]);
  const top = Math.round(middle - height / 2);
  const shades = sequential ? TINTS : SHADES;
  const fill = shades[Math.round(share * (shades.length - 1))]!;
  const lines = linesOf(mark, width);
  const first = (height - lines.length) >> 1;
  for (let i = 0; i < height; i++) {
    canvas.write(Math.round(left), top + i, filled(lines[i - first] ?? "", { fill, width }));
  }
}

// Where numbers lack the room, or there are none, the tenth of the share stands for them.
function linesOf(
  { lines, share, sequential = false, framed = false }: Cell,
  width: number,
): readonly string[] {
  if (!sequential) return lines;
  const tenth = digitOf(share);
  const texts = (lines.length === 0 ? [tenth] : lines).map((line) => framed ? `[${line}]` : line);
  const suits = texts.every((text) => columnsOf(text) < width);
  return suits ? texts : framed && width > 3 ? [`[${tenth}]`] : [tenth];
}

// A text between shades; one that would touch the next is left out.
function filled(text: string, { fill, width }: { readonly fill: string; readonly width: number }): string {
  const room = width - columnsOf(text);
  if (text === "" || room < 1) return fill.repeat(width);
  const [before, after] = [room >> 1, room - (room >> 1)];
  const gap = (sides: number) => sides > 1 ? `${fill.repeat(sides - 1)} ` : " ".repeat(sides);
  return gap(before) + text + [...gap(after)].reverse().join("");
}
