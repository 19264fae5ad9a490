import type { Cell } from "./_chart.ts";
import { INK, shade } from "./_palette.ts";
import { tint } from "./_sequence.ts";
import { element, label } from "./_svg.ts";
import type { Scales } from "./_svg_scales.ts";
import { FRAME } from "./_svg_search_marks.ts";

const SMALLEST = 11; // pixels; smaller letters are hard to read
const CELL_MARGIN = 4;
const GAPLESS = 8; // pixels; cells with less have no room for white edges

// Letters are 0.6 of their size wide, and lines 1.25 of it high.
const [WIDE, HIGH] = [0.6, 1.25];

/** The least side of a square cell whose letters can be read, in pixels. */
export function cellSide({ longest, lines }: Cell): number {
  return CELL_MARGIN + SMALLEST * Math.max(WIDE * longest, HIGH * lines.length);
}

/** A cell as elements. */
export function drawCell(mark: Cell, scales: Scales): readonly string[] {
  const { at: [x, y], share, lines, longest, sequential = false, framed = false } = mark;
  const [left, right] = [scales.x(x - 0.5), scales.x(x + 0.5)];
  const [top, bottom] = [scales.y(y - 0.5), scales.y(y + 0.5)].sort((a, b) => a - b) as [number, number]; // two
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  const size = Math.min(
    lines.length > 1 ? 11 : 14,
    (box.width - CELL_MARGIN) / (WIDE * longest),
    (box.height - CELL_MARGIN) / (HIGH * lines.length),
  );
  const ink = share > 0.5 ? "#FFFFFF" : INK;
  const middle = (top + bottom) / 2 + 0.36 * size;
  const texts = size < SMALLEST - 1e-9 ? [] : lines.map((line, i) =>
    label(line, {
      x: (left + right) / 2,
      y: middle + (i - (lines.length - 1) / 2) * HIGH * size,
      "text-anchor": "middle",
      "font-size": size,
      fill: ink,
    })
  );
  const edge = Math.min(box.width, box.height) < GAPLESS ? {} : { stroke: "#FFFFFF", "stroke-width": 1 };
  const rect = element("rect", { ...box, fill: sequential ? tint(share) : shade(share), ...edge });
  return [rect, ...texts, ...framed ? [frame(box)] : []];
}

// Within the cell, for the next one is drawn over its edge.
function frame(box: Readonly<Record<"x" | "y" | "width" | "height", number>>): string {
  const inset = 1.6;
  return element("rect", {
    x: box.x + inset,
    y: box.y + inset,
    width: Math.max(1, box.width - 2 * inset),
    height: Math.max(1, box.height - 2 * inset),
    ...FRAME,
  });
}
