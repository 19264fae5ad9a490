import type { Chart, Entry } from "./_chart.ts";
import { EM, FONT, group, label, MARGIN, textWidth } from "./_svg.ts";
import { drawSwatch } from "./_svg_marks.ts";
import { clean, clip, wrap } from "./_text.ts";

/** The height of an entry of a legend, in pixels. */
export const ROW = 18;

/** The height of a line of notes, in pixels. */
export const NOTE = 16;

const SWATCH = 34;

/** How many columns and rows the entries of a legend need, and how wide each is. */
export function legendGrid(
  { legend }: Chart,
  width: number,
): { readonly count: number; readonly rows: number; readonly each: number } {
  const room = width - 2 * MARGIN;
  const each = Math.min(room, Math.max(0, ...legend.map((entry) => textWidth(entry.label))) + SWATCH + 16);
  const count = Math.max(1, Math.min(legend.length, Math.floor(room / each)));
  return { count, rows: Math.ceil(legend.length / count), each };
}

/** The legend beneath the panels. */
export function drawLegend(
  chart: Chart,
  { width, left, bottom }: { readonly width: number; readonly left: number; readonly bottom: number },
): string {
  const { count, each, rows } = legendGrid(chart, width);
  const start = Math.max(MARGIN, Math.min(left, width - count * each));
  return group(
    {},
    chart.legend.flatMap((entry: Entry, i) => {
      const [x, y] = [start + Math.floor(i / rows) * each, bottom + (i % rows) * ROW];
      const text = clip(entry.label, Math.floor((each - SWATCH) / (FONT * EM)));
      return [drawSwatch(entry, [x, y]), label(text, { x: x + SWATCH, y: y + 4 })];
    }),
  );
}

/** The lines of the notes beneath the legend. */
export function noteLines(
  { notes = [] }: Chart,
  { width, left }: { readonly width: number; readonly left: number },
): readonly string[] {
  return notes.flatMap((note) => wrap(clean(note), Math.floor((width - left - MARGIN) / (FONT * EM))));
}

/** The notes, at the bottom of the picture. */
export function drawNotes(
  chart: Chart,
  { width, left, height }: { readonly width: number; readonly left: number; readonly height: number },
): string {
  const lines = noteLines(chart, { width, left });
  const top = height - MARGIN - lines.length * NOTE + FONT;
  return group({}, lines.map((line, i) => label(line, { x: left, y: top + i * NOTE })));
}
