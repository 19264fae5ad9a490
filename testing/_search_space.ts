import { nominalRange } from "../meta/nominal_range.ts";
import { numericRange } from "../meta/numeric_range.ts";
import type { Space } from "../meta/search.ts";

/** A space of numbers on a scale, whole numbers and listed values, of a model of nine iterations. */
export function searchSpace(): Space {
  const eta = { lower: 0.001, upper: 1, origin: 0.1, unit: 0.1 } as const;
  const hidden = { lower: 1, upper: 4, origin: 2, unit: 1 } as const;
  const ranges = [
    numericRange({ path: "optimiser.eta", ...eta, scale: "log10", integer: false }),
    numericRange({ path: "hidden", ...hidden, scale: "linear", integer: true }),
    nominalRange({ path: "activation", values: ["relu", "tanh", "sigmoid"] }),
  ];
  return {
    ranges: Object.freeze(ranges),
    paths: Object.freeze(ranges.map(({ params }) => params.path)),
    iteration: { path: "epochs", count: 9 },
  };
}
