import { columnsOf } from "./_text.ts";

// Unicode, block "Braille Patterns": the bit of each dot, by row and column of the 4 × 2 dots of a sign.
const DOTS = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/** Signs in rows and columns, on which dots of braille are drawn, 2 across and 4 down a sign. */
export interface Canvas {
  readonly columns: number;
  readonly rows: number;
  /** Sets the dot nearest to a place; `x` and `y` in signs from the top left corner, fractions of them too. */
  dot(x: number, y: number): void;
  /** Draws dots from a place to another; of every `period`, only the first `on`, counted on from `phase`. */
  line(from: readonly [number, number], to: readonly [number, number], dash: Dash): number;
  /** Writes over whatever is there. */
  write(column: number, row: number, text: string): void;
  /** Shows a sign, of one column, where nothing is written and no dot is set, before or after. */
  writeBehind(column: number, row: number, sign: string): void;
  /** Whether nothing was written to a sign. */
  isFree(column: number, row: number): boolean;
  /** All rows, from the top. */
  lines(): readonly string[];
}

/** How a line of dots is broken. */
export interface Dash {
  readonly on: number;
  readonly period: number;
  readonly phase: number;
}

/** An empty canvas. */
export function canvasOf(columns: number, rows: number): Canvas {
  const dots = new Uint8Array(columns * rows);
  const signs = new Array<string | undefined>(columns * rows);
  const behind = new Array<string | undefined>(columns * rows);
  const canvas: Canvas = {
    columns,
    rows,
    dot(x, y) {
      const [i, j] = [within(x * 2, columns * 2), within(y * 4, rows * 4)];
      dots[(j >> 2) * columns + (i >> 1)]! |= DOTS[j & 3]![i & 1]!;
    },
    line([x0, y0], [x1, y1], { on, period, phase }) {
      const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0) * 2, Math.abs(y1 - y0) * 4)));
      for (let step = 0; step <= steps; step++) {
        const part = step / steps;
        if ((phase + step) % period < on) canvas.dot(x0 + (x1 - x0) * part, y0 + (y1 - y0) * part);
      }
      return phase + steps;
    },
    write(column, row, text) {
      let at = column;
      for (const sign of text) {
        const width = columnsOf(sign);
        if (width === 0) signs[row * columns + at - 1] += sign;
        else signs[row * columns + at] = sign;
        if (width === 2) signs[row * columns + at + 1] = ""; // the wide sign covers it
        at += width;
      }
    },
    writeBehind(column, row, sign) {
      behind[row * columns + column] = sign;
    },
    isFree: (column, row) => signs[row * columns + column] === undefined,
    lines: () =>
      Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (_, column) => {
          const at = row * columns + column;
          return signs[at] ?? (dots[at] ? String.fromCharCode(0x2800 + dots[at]) : behind[at] ?? " ");
        }).join("")),
  };
  return canvas;
}

function within(x: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(x)));
}
