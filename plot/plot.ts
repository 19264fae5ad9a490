import { printable } from "../core/show.ts";
import type { Chart } from "./_chart.ts";
import { drawSvg } from "./_draw_svg.ts";
import { drawText } from "./_draw_text.ts";

/**
 * A picture. `console.log` draws it in a terminal, a notebook of Deno's Jupyter kernel shows it inline, and
 * `await Deno.writeTextFile("roc.svg", plot.svg)` saves it.
 */
export interface Plot {
  /** The picture as an SVG document of its own: no scripts, no fonts to load, nothing to look up. */
  readonly svg: string;
  /** The picture in Unicode characters, at most 78 columns wide. */
  toString(): string;
}

/** A chart, drawn both ways. */
export function plotOf(chart: Chart): Plot {
  const svg = drawSvg(chart);
  const text = drawText(chart);
  const plot = printable({ svg }, () => text);
  // https://docs.deno.com/runtime/reference/cli/jupyter: a notebook asks a value for its forms under this symbol
  Object.defineProperty(plot, Symbol.for("Jupyter.display"), {
    value: () => ({ "image/svg+xml": svg, "text/plain": text }),
  });
  return Object.freeze(plot);
}
