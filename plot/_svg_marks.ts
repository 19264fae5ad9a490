import type { Entry, Mark, Point } from "./_chart.ts";
import { INK, REFERENCE, styleOf } from "./_palette.ts";
import { drawCell } from "./_svg_cell.ts";
import { decimal, element, polyline } from "./_svg.ts";
import { scaled, type Scales } from "./_svg_scales.ts";
import {
  drawBand,
  drawCrosses,
  drawDots,
  drawSearchSwatch,
  drawStar,
  drawThread,
  drawUpright,
} from "./_svg_search_marks.ts";

const NEAR = 0.25; // pixels
const MEAN = 2.4; // width of the line of a mean

/** A mark as elements. */
export function drawMark(mark: Mark, scales: Scales): readonly string[] {
  switch (mark.kind) {
    case "line":
      return [polyline(thinned(mark.points.map(scaled(scales))), stroke(mark.style))];
    case "area":
      return area(mark.points.map(scaled(scales)), mark.style);
    case "points":
      return mark.points.map(scaled(scales)).map((at) => symbol(at, mark));
    case "reference":
      return [polyline(mark.points.map(scaled(scales)), REFERENCE_STROKE)];
    case "interval":
      return interval(mark, scales);
    case "cell":
      return drawCell(mark, scales);
    case "dots":
      return drawDots(mark, scales);
    case "band":
      return [drawBand(mark, scales)];
    case "crosses":
      return drawCrosses(mark.points, scales);
    case "star":
      return [drawStar(scaled(scales)(mark.at))];
    case "thread":
      return drawThread(mark, scales);
    case "upright":
      return drawUpright(mark, scales);
    default: {
      const rest: never = mark; // a new mark fails to compile here
      throw new TypeError(`Cannot draw ${JSON.stringify(rest)}: the mark is unknown`);
    }
  }
}

/** The sample of a legend's entry, from a place to the right. */
export function drawSwatch(entry: Entry, [x, y]: Point): string {
  const { kind, style } = entry;
  if (kind === "points") return symbol([x + 12, y], { style, large: true });
  if (kind === "interval") {
    return polyline([[x + 13, y - 8], [x + 13, y + 8]], { stroke: INK, "stroke-width": MEAN });
  }
  const look = kind === "line" ? stroke(style) : REFERENCE_STROKE;
  return drawSearchSwatch(entry, [x, y]) ?? polyline([[x, y], [x + 26, y]], look);
}

const REFERENCE_STROKE = { stroke: REFERENCE, "stroke-width": 1, "stroke-dasharray": "1.5 3" };

// Places that nobody can tell from the one before are left out: curves of many rows would make large files.
function thinned(places: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const [i, place] of places.entries()) {
    const last = kept.at(-1);
    const isNear = last !== undefined && Math.hypot(place[0] - last[0], place[1] - last[1]) < NEAR;
    if (!isNear || i === places.length - 1) kept.push(place);
  }
  return kept;
}

function stroke(style: number) {
  const { colour, dash } = styleOf(style);
  return { stroke: colour, "stroke-width": 1.8, "stroke-linejoin": "round", "stroke-dasharray": dash };
}

function area(points: readonly Point[], style: number): readonly string[] {
  const places = points.map(([x, y]) => `${decimal(x)},${decimal(y)}`).join(" ");
  const fill = element("polygon", { points: places, fill: styleOf(style).colour, "fill-opacity": 0.18 });
  return [fill, polyline(points, { ...stroke(style), "stroke-width": 1.2 })];
}

function symbol(
  [x, y]: Point,
  { style, large }: { readonly style: number; readonly large: boolean },
): string {
  const { colour: fill, shape } = styleOf(style);
  const r = large ? 4 : 2.8;
  const look = { fill, "fill-opacity": large ? 0.85 : 0.6, stroke: "#FFFFFF", "stroke-width": 0.6 };
  if (shape === "circle") return element("circle", { cx: x, cy: y, r, ...look });
  if (shape === "square") {
    return element("rect", { x: x - 0.9 * r, y: y - 0.9 * r, width: 1.8 * r, height: 1.8 * r, ...look });
  }
  const corners = shape === "triangle"
    ? [[x, y - 1.2 * r], [x + 1.1 * r, y + 0.8 * r], [x - 1.1 * r, y + 0.8 * r]]
    : [[x, y - 1.3 * r], [x + 1.3 * r, y], [x, y + 1.3 * r], [x - 1.3 * r, y]];
  const points = corners.map((corner) => corner.map(decimal).join(",")).join(" ");
  return element("polygon", { points, ...look });
}

function interval(
  { y, middle, ends }: Extract<Mark, { kind: "interval" }>,
  scales: Scales,
): readonly string[] {
  const line = (points: readonly Point[], width: number) =>
    polyline(points, { stroke: INK, "stroke-width": width });
  const at = scales.y(y);
  const [x, half] = [scales.x(middle), 5];
  const mean = line([[x, at - half - 3], [x, at + half + 3]], MEAN);
  if (!ends) return [mean];
  const [low, high] = ends.map(scales.x) as [number, number]; // as many as there were
  const caps = [low, high].map((end) => line([[end, at - half], [end, at + half]], 1.2));
  return [line([[low, at], [high, at]], 1.2), ...caps, mean];
}
