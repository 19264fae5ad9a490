// Okabe and Ito 2008, "Color Universal Design": told apart with any kind of colour vision. Their yellow is left out,
// because lines of it are hard to see on white.
const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];

// Dashes and shapes, for paper without colours. Their numbers and that of the colours have no common divisor: 35
// series differ.
const DASHES = ["", "7 3", "9 3 2 3", "2 2.5", "14 3"];
const SHAPES = ["circle", "square", "triangle", "diamond"] as const;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** How a series looks. */
export interface Style {
  readonly colour: string;
  /** Lengths of dashes and gaps, as SVG has them; empty for a solid line. */
  readonly dash: string;
  readonly shape: "circle" | "square" | "triangle" | "diamond";
  /** What stands for it in a terminal. */
  readonly letter: string;
}

/** The looks of series number `index`. */
export function styleOf(index: number): Style {
  return {
    colour: COLOURS[index % COLOURS.length]!,
    dash: DASHES[index % DASHES.length]!,
    shape: SHAPES[index % SHAPES.length]!,
    letter: LETTERS[index % LETTERS.length]!,
  };
}

/** Ink of texts and axes. */
export const INK = "#222222";

/** Lines of axes. */
export const AXIS = "#555555";

/** Lines behind the data. */
export const GRID = "#E6E6E6";

/** Lines that are no data: chance, perfection. */
export const REFERENCE = "#767676";

/** White at 0, the first colour at 1. */
export function shade(share: number): string {
  const dark = [0, 0x72, 0xb2];
  const channels = dark.map((channel) => Math.round(255 + (channel - 255) * share));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("").toUpperCase()}`;
}
