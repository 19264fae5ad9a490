/** A place in the units of the data. */
export type Point = readonly [x: number, y: number];

/** A mark on an axis. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** A direction of a chart. */
export interface Axis {
  readonly label: string;
  /** The value at the left or at the bottom. */
  readonly from: number;
  /** The value at the right or at the top; less than `from` where the axis points the other way. */
  readonly to: number;
  /** Empty where the axis itself is not drawn. */
  readonly ticks: readonly Tick[];
  /** Whether there is a band for each tick, of width 1, rather than a scale. */
  readonly bands: boolean;
  /** Whether equal ratios, rather than equal differences, are equally far apart; all values are of one sign then. */
  readonly logarithmic?: boolean;
}

/** Something drawn in a panel. `style` numbers the series: it gives colour, dashes, shape and letter. */
export type Mark =
  | { readonly kind: "line"; readonly points: readonly Point[]; readonly style: number }
  /** Steps down to the horizontal axis, filled. */
  | { readonly kind: "area"; readonly points: readonly Point[]; readonly style: number }
  | {
    readonly kind: "points";
    readonly points: readonly Point[];
    readonly style: number;
    readonly large: boolean;
  }
  /** What a guess at random, or a perfect one, would give. */
  | { readonly kind: "reference"; readonly points: readonly Point[] }
  /** A mean in its interval, which may be missing, at the height `y`. */
  | {
    readonly kind: "interval";
    readonly y: number;
    readonly middle: number;
    readonly ends?: Point | undefined;
  }
  | Cell
  | Dots
  /** What lies between a lower and an upper line. */
  | {
    readonly kind: "band";
    readonly low: readonly Point[];
    readonly high: readonly Point[];
    readonly style: number;
  }
  /** What failed. */
  | { readonly kind: "crosses"; readonly points: readonly Point[] }
  /** The best. */
  | { readonly kind: "star"; readonly at: Point }
  /** A line over upright axes, the darker the larger its share; the `best` one stands out. */
  | {
    readonly kind: "thread";
    readonly points: readonly Point[];
    readonly share: number;
    readonly opacity: number;
    readonly best: boolean;
  }
  /** An axis across the panel at the place `x`, over the whole height. */
  | { readonly kind: "upright"; readonly x: number; readonly axis: Axis };

/** Small points, of which those that nobody can tell apart may be left out; with `shares`, the darker the larger theirs. */
export interface Dots {
  readonly kind: "dots";
  /** Later ones lie above. */
  readonly points: readonly Point[];
  /** One a point, from 0 to 1. */
  readonly shares?: readonly number[];
  readonly style: number;
}

/** A box of size 1 around a place, the darker the larger its share, 0 to 1. */
export interface Cell {
  readonly kind: "cell";
  /** Whether its colour is one of the colour bar. White to the first colour otherwise. */
  readonly sequential?: boolean;
  /** Whether it is the best one. */
  readonly framed?: boolean;
  readonly at: Point;
  readonly share: number;
  readonly lines: readonly string[];
  /** Letters of the longest line of all cells, whose letters are of one size. */
  readonly longest: number;
}

/** An entry of the legend; references and intervals look alike in all styles. */
export interface Entry {
  readonly label: string;
  readonly kind:
    | "line"
    | "points"
    | "interval"
    | "reference"
    | "dots"
    | "band"
    | "crosses"
    | "star"
    | "frame"
    | "thread";
  readonly style: number;
}

/** What shares of marks mean. */
export interface Colours {
  readonly label: string;
  /** From the light end to the dark one. */
  readonly axis: Axis;
  /** The values at both ends. */
  readonly ends: readonly [light: string, dark: string];
}

/** Axes with what is drawn between them. */
export interface Panel {
  readonly y: Axis;
  readonly marks: readonly Mark[];
  /** Its height, in widths of the panel. */
  readonly aspect: number;
}

/** A picture, before it is drawn: panels from top to bottom over one horizontal axis. */
export interface Chart {
  /** What it is called where it is not seen. */
  readonly name: string;
  /** What stands above it; empty for nothing. */
  readonly title: string;
  readonly x: Axis;
  readonly panels: readonly Panel[];
  readonly legend: readonly Entry[];
  /** What colours tell, where marks have shares. */
  readonly colours?: Colours;
  /** Sentences beneath the legend. */
  readonly notes?: readonly string[];
  /** What a terminal shows in place of panels, axis and legend, for a picture that signs cannot draw. */
  readonly listing?: readonly string[];
  /** Width in pixels; what suits the content if absent. */
  readonly width: number | undefined;
  /** Height in pixels; what the panels ask for if absent. */
  readonly height: number | undefined;
}

/** How far along an axis a value lies, from 0 to 1. */
export function along({ from, to, logarithmic = false }: Axis, value: number): number {
  const place = logarithmic ? (x: number) => Math.sign(x) * Math.log(Math.abs(x)) : (x: number) => x;
  return (place(value) - place(from)) / (place(to) - place(from));
}

/** Of how many ticks one gets a text, so that texts that take `room` of the axis, from 0 to 1, do not touch. */
export function strideOf({ bands, ticks }: Axis, room: number): number {
  return Math.max(1, Math.ceil(room * (bands ? ticks.length : ticks.length - 1)));
}
