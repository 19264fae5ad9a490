/** Names of scales. */
export const SCALES = ["linear", "log", "log10", "log2", "logMinus", "log10Minus"] as const;

/** On what scale a range is even: by name, or a function that takes evenly spaced positions to values. */
export type Scale = (typeof SCALES)[number] | ((position: number) => number);

/** Where a value lies on a scale. A function has no way back: its positions are what it takes. */
export function positionOf(x: number, scale: Scale): number {
  switch (scale) {
    case "log":
      return Math.log(x);
    case "log10":
      return Math.log10(x);
    case "log2":
      return Math.log2(x);
    case "logMinus":
      return -Math.log(-x);
    case "log10Minus":
      return -Math.log10(-x);
    default:
      return x;
  }
}

/** The value at a position of a scale. */
export function valueAt(position: number, scale: Scale): number {
  if (typeof scale === "function") return scale(position);
  switch (scale) {
    case "log":
      return Math.exp(position);
    case "log10":
      return 10 ** position;
    case "log2":
      return 2 ** position;
    case "logMinus":
      return -Math.exp(-position);
    case "log10Minus":
      return -(10 ** -position);
    case "linear":
      return position;
  }
}
