import { along, type Dots, type Mark, type Point, strideOf } from "./_chart.ts";
import { distinctPlaces } from "./_distinct_places.ts";
import { AXIS, INK, styleOf } from "./_palette.ts";
import { tint } from "./_sequence.ts";
import { decimal, element, FONT, group, label, polyline } from "./_svg.ts";
import { scaled, type Scales } from "./_svg_scales.ts";

/** What the best cell, which is dark, has around it. */
export const FRAME = { fill: "none", stroke: styleOf(4).colour, "stroke-width": 3 };

const MANY = 300; // of more, dots are smaller
const CROSS = { fill: "none", stroke: styleOf(1).colour, "stroke-width": 1.6 };
const BEST_THREAD = { stroke: tint(1), "stroke-width": 3.4, "stroke-linejoin": "round" };
const HALO = { stroke: "#FFFFFF", "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" };

/** Small points; those that lie on one another in a large number are drawn once. */
export function drawDots({ points, shares, style }: Dots, scales: Scales): readonly string[] {
  const places = points.map(scaled(scales));
  const { shown, side } = distinctPlaces(places);
  const many = shown.length > MANY;
  const circles = shown.map((i) =>
    element("circle", {
      cx: places[i]![0],
      cy: places[i]![1],
      r: many ? Math.max(2, side) : 3.6, // no gaps between neighbouring squares
      fill: shares && tint(shares[i]!),
    })
  );
  const look = shares
    ? { stroke: "#FFFFFF", "stroke-width": many ? 0.3 : 0.6 }
    : { fill: styleOf(style).colour, "fill-opacity": many ? 0.4 : 0.6 };
  return [group(look, circles)];
}

/** Crosses, thinned like dots. */
export function drawCrosses(points: readonly Point[], scales: Scales): readonly string[] {
  const places = points.map(scaled(scales));
  const paths = distinctPlaces(places).shown.map((i) => cross(places[i]!));
  return paths.length === 0 ? [] : [element("path", { d: paths.join(""), ...CROSS })];
}

function cross([x, y]: Point): string {
  const [left, right, top, bottom] = [x - 3.5, x + 3.5, y - 3.5, y + 3.5].map(decimal);
  return `M${left} ${top}L${right} ${bottom}M${left} ${bottom}L${right} ${top}`;
}

/** A star with five rays. */
export function drawStar([x, y]: Point): string {
  const corners = Array.from({ length: 10 }, (_, i) => {
    const [radius, angle] = [i % 2 === 0 ? 9 : 3.8, Math.PI * i / 5];
    return `${decimal(x + radius * Math.sin(angle))},${decimal(y - radius * Math.cos(angle))}`;
  });
  return element("polygon", { points: corners.join(" "), fill: INK, stroke: "#FFFFFF", "stroke-width": 1.2 });
}

/** What lies between two lines, filled. */
export function drawBand(
  { low, high, style }: Extract<Mark, { kind: "band" }>,
  scales: Scales,
): string {
  const places = [...low, ...high.toReversed()].map(scaled(scales)).map((at) => at.map(decimal).join());
  return element("polygon", {
    points: places.join(" "),
    fill: styleOf(style).colour,
    "fill-opacity": 0.18,
  });
}

/** A line over upright axes. */
export function drawThread(
  { points, share, opacity, best }: Extract<Mark, { kind: "thread" }>,
  scales: Scales,
): readonly string[] {
  const places = points.map(scaled(scales));
  if (!best) {
    return [polyline(places, { stroke: tint(share), "stroke-width": 1.2, "stroke-opacity": opacity })];
  }
  return [
    polyline(places, { stroke: "#FFFFFF", "stroke-width": 6, "stroke-linejoin": "round" }),
    polyline(places, BEST_THREAD),
  ];
}

/** An axis from the lower to the upper edge of the panel, with the texts of its ticks beside it. */
export function drawUpright(
  { x, axis }: Extract<Mark, { kind: "upright" }>,
  scales: Scales,
): readonly string[] {
  const at = scales.x(x);
  const [bottom, top] = [scales.y(0), scales.y(1)];
  const place = (value: number) => bottom + along(axis, value) * (top - bottom);
  const every = strideOf(axis, (FONT + 2) / (bottom - top));
  const ticks = axis.ticks.flatMap((tick, i) => [
    polyline([[at - 3, place(tick.at)], [at + 3, place(tick.at)]], { stroke: AXIS }),
    ...(i % every === 0 ? [label(tick.text, { x: at + 6, y: place(tick.at) + FONT / 3, ...HALO })] : []),
  ]);
  return [polyline([[at, bottom], [at, top]], { stroke: AXIS, "stroke-width": 1.4 }), ...ticks];
}

/** The samples of what searches show, for legends; undefined for what they do not. */
export function drawSearchSwatch(
  { kind, style }: { readonly kind: string; readonly style: number },
  [x, y]: Point,
): string | undefined {
  const { colour } = styleOf(style);
  switch (kind) {
    case "dots":
      return element("circle", { cx: x + 12, cy: y, r: 3.6, fill: colour, "fill-opacity": 0.6 });
    case "band":
      return element("rect", { x, y: y - 6, width: 26, height: 12, fill: colour, "fill-opacity": 0.18 });
    case "crosses":
      return element("path", { d: cross([x + 12, y]), ...CROSS });
    case "star":
      return drawStar([x + 12, y]);
    case "frame":
      return element("rect", { x: x + 5, y: y - 6, width: 14, height: 12, ...FRAME });
    case "thread":
      return polyline([[x, y], [x + 26, y]], BEST_THREAD);
  }
}
