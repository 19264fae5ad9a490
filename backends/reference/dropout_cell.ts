import { dropoutMask } from "../../nn/mod.ts";
import type { Cell } from "./cell.ts";
import type { Matrix } from "./matrix.ts";

/** The cell of dropout layer number `layer`: what is kept is scaled by 1 / (1 − rate). */
export function dropoutCell(rate: number, seed: readonly [number, number], layer: number): Cell {
  let mask: Uint8Array | undefined;
  const masked = (x: Matrix, by: Uint8Array): Matrix => ({
    ...x,
    data: x.data.map((value, i) => by[i] === 1 ? value / (1 - rate) : 0),
  });
  return {
    forward(x, { training, step }) {
      mask = undefined;
      if (!training || rate === 0) return x;
      mask = new Uint8Array(x.data.length);
      dropoutMask(mask, { seed, layer, step, rate });
      return masked(x, mask);
    },
    backward: (dy) => mask ? masked(dy, mask) : dy,
  };
}
