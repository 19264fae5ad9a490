import { type Axis, type Chart, type Panel, strideOf } from "./_chart.ts";
import { AXIS, GRID, INK } from "./_palette.ts";
import { decimal, element, escaped, FONT, group, label, MARGIN, polyline, textWidth } from "./_svg.ts";
import { cellSide } from "./_svg_cell.ts";
import { BAR_HEIGHT, drawColours } from "./_svg_colours.ts";
import { drawLegend, drawNotes, legendGrid, NOTE, noteLines, ROW } from "./_svg_legend.ts";
import { drawMark } from "./_svg_marks.ts";
import { type Box, scalesOf } from "./_svg_scales.ts";
import { clean, clip, columnsOf, wrap } from "./_text.ts";

// Sizes in pixels; letters of titles are bold, and wider.
const [TITLE_FONT, BOLD_EM] = [14, 0.66];
const WIDTH = 480; // unless something needs more
const TICK = 5;
const GAP = 14; // between panels
const NAME = 28; // columns of the name of a band

/** A chart as an SVG document. */
export function drawSvg(chart: Chart): string {
  const layout = layOut(chart);
  const { width, height, panels, bottom } = layout;
  const head = [
    element("title", {}, [escaped(chart.name)]),
    element("desc", {}, [escaped(describe(chart))]),
    element("rect", { width, height, fill: "#FFFFFF" }),
  ];
  const left = panels[0]!.left;
  const titleWidth = Math.max(0, ...layout.title.map(columnsOf)) * TITLE_FONT * BOLD_EM;
  const x = Math.max(MARGIN, Math.min(left, width - MARGIN - titleWidth));
  const title = layout.title.map((line, i) =>
    label(line, { x, y: MARGIN + TITLE_FONT + i * 18, "font-size": TITLE_FONT, "font-weight": "bold" })
  );
  const drawn = chart.panels.map((panel, i) => drawPanel(panel, { x: chart.x, box: panels[i]! }));
  const parts = [
    ...head,
    ...title,
    ...drawn,
    drawHorizontal(chart.x, panels.at(-1)!),
    chart.colours ? drawColours(chart.colours, { left, top: layout.bar, room: width - left - MARGIN }) : "",
    drawLegend(chart, { width, left, bottom }),
    drawNotes(chart, { width, left, height }),
  ];
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "font-family": "sans-serif",
    "font-size": FONT,
    fill: INK,
  };
  return `${element("svg", attributes, ["\n", parts.filter((part) => part !== "").join("\n"), "\n"])}\n`;
}

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly title: readonly string[];
  readonly panels: readonly Box[];
  /** Where the colour bar begins. */
  readonly bar: number;
  /** Where the legend begins. */
  readonly bottom: number;
}

function layOut(chart: Chart): Layout {
  const { x, panels } = chart;
  const names = MARGIN + (panels.some(({ y }) => y.label !== "") ? 20 : 0) + TICK + 3 +
    Math.max(...panels.map(({ y }) => widest(y)));
  const right = x.bands ? MARGIN : Math.max(MARGIN, textWidth(x.ticks.at(-1)!.text) / 2 + 4);
  const width = chart.width ?? Math.ceil(Math.max(WIDTH, names + right + x.ticks.length * leastCell(panels)));
  const left = Math.max(names, overhang(x, width - names - right));
  const inner = width - left - right;
  const title = wrap(clean(chart.title), (width - 2 * MARGIN) / (TITLE_FONT * BOLD_EM));
  const top = title.length === 0 ? MARGIN : MARGIN + 12 + title.length * 18;
  const { rows } = legendGrid(chart, width);
  const notes = noteLines(chart, { width, left }).length * NOTE;
  const colours = chart.colours ? BAR_HEIGHT + 10 : 0;
  const below = tickHeight(x, inner) + (x.label === "" ? 10 : 28) + colours +
    (rows === 0 ? 0 : 10 + rows * ROW) + notes + MARGIN - 6;
  const gaps = GAP * (panels.length - 1);
  const asked = panels.reduce((sum, { aspect }) => sum + aspect, 0);
  const height = chart.height ?? Math.round(top + gaps + asked * inner + below);
  const room = height - top - gaps - below;
  if (inner < 40 || room < 40) {
    throw new RangeError(
      `Cannot draw ${chart.name} in ${width} × ${height} pixels: labels and legend leave no room; give more of them`,
    );
  }
  let y = top;
  const boxes = panels.map(({ aspect }) => {
    const box = { left, top: y, width: inner, height: room * aspect / asked };
    y += box.height + GAP;
    return box;
  });
  const bottom = height - MARGIN - notes - rows * ROW + 6;
  return { width, height, title, panels: boxes, bar: bottom - colours + 6, bottom };
}

function leastCell(panels: readonly Panel[]): number {
  const cells = panels.flatMap(({ marks }) => marks).filter((mark) => mark.kind === "cell");
  return cells.map(cellSide).reduce((most, side) => Math.max(most, side), 0);
}

function name(axis: Axis, text: string): string {
  return axis.bands ? clip(text, NAME) : text;
}

function widest(axis: Axis): number {
  return Math.max(0, ...axis.ticks.map(({ text }) => textWidth(name(axis, text))));
}

// Names that are too wide for their bands stand aslant.
function isAslant(x: Axis, width: number): boolean {
  return x.bands && widest(x) > width / x.ticks.length - 6;
}

// Room at the left that the first of names that stand aslant needs.
function overhang(x: Axis, width: number): number {
  return isAslant(x, width) ? MARGIN + widest(x) * Math.SQRT1_2 - width / x.ticks.length / 2 : 0;
}

function tickHeight(x: Axis, width: number): number {
  return isAslant(x, width) ? TICK + 12 + widest(x) * Math.SQRT1_2 : TICK + 14;
}

function drawPanel({ y, marks }: Panel, { x, box }: { readonly x: Axis; readonly box: Box }): string {
  const scales = scalesOf(box, { x, y });
  const { left, top, width, height } = box;
  const across = y.ticks.map(({ at }) => polyline([[left, scales.y(at)], [left + width, scales.y(at)]], {}));
  const upright = x.bands
    ? []
    : x.ticks.map(({ at }) => polyline([[scales.x(at), top], [scales.x(at), top + height]], {}));
  const every = strideOf(y, (FONT + 2) / height);
  const ticks = y.ticks.flatMap(({ at, text }, i) => [
    ...(y.bands ? [] : [polyline([[left - TICK, scales.y(at)], [left, scales.y(at)]], { stroke: AXIS })]),
    ...(i % every === 0
      ? [label(name(y, text), { x: left - TICK - 3, y: scales.y(at) + FONT / 3, "text-anchor": "end" })]
      : []),
  ]);
  const isTable = marks.some(({ kind }) => kind === "cell");
  return group(
    {},
    [
      isTable ? "" : group({ stroke: GRID }, [...across, ...upright]),
      ...marks.flatMap((mark) => drawMark(mark, scales)),
      y.ticks.length === 0
        ? ""
        : polyline([[left, top], [left, top + height], [left + width, top + height]], { stroke: AXIS }),
      ...ticks,
      y.label === "" ? "" : uprightLabel(y.label, top + height / 2),
    ].filter((part) => part !== ""),
  );
}

function uprightLabel(text: string, middle: number): string {
  const transform = `rotate(-90 ${MARGIN + 8} ${decimal(middle)})`;
  return label(text, { x: MARGIN + 8, y: middle, "text-anchor": "middle", transform, "font-size": 13 });
}

function drawHorizontal(x: Axis, box: Box): string {
  const scales = scalesOf(box, { x, y: x });
  const bottom = box.top + box.height;
  const aslant = isAslant(x, box.width);
  const every = strideOf(x, (aslant ? FONT * Math.SQRT2 : widest(x) + 6) / box.width);
  const ticks = x.ticks.flatMap(({ at, text }, i) => {
    const place = scales.x(at);
    const mark = x.bands ? [] : [polyline([[place, bottom], [place, bottom + TICK]], { stroke: AXIS })];
    const attributes = aslant
      ? {
        x: 0,
        y: 0,
        "text-anchor": "end",
        transform: `translate(${decimal(place)} ${decimal(bottom + 14)}) rotate(-45)`,
      }
      : { x: place, y: bottom + TICK + 13, "text-anchor": "middle" };
    return i % every === 0 ? [...mark, label(name(x, text), attributes)] : mark;
  });
  const title = x.label === "" ? "" : label(x.label, {
    x: box.left + box.width / 2,
    y: bottom + tickHeight(x, box.width) + 18,
    "text-anchor": "middle",
    "font-size": 13,
  });
  return group({}, [...ticks, ...title === "" ? [] : [title]]);
}

function describe({ x, panels, legend, colours, notes = [] }: Chart): string {
  const axes = panels.map(({ y }) => y.label).filter((text) => text !== "").join(" and ");
  const entries = legend.map((entry) => entry.label).join("; ");
  return `${x.label === "" ? "" : `Across: ${x.label}.`}${axes === "" ? "" : ` Upwards: ${axes}.`}${
    colours ? ` Colours: ${colours.label}.` : ""
  }${entries === "" ? "" : ` Shown: ${entries}.`}${notes.map((note) => ` ${note}.`).join("")}`;
}
