import { sizeOf } from "../../core/array.ts";
import type { Node } from "../../nn/mod.ts";

/** Multiplications between two visits to the event loop: about 50 ms. */
const WORK = 2e7;

/** What a step costs whatever its size, as multiplications: tfjs spends about 1 ms on calling its operations. */
const OVERHEAD = 4e5;

/** Says when it is time to visit the event loop. */
export interface Rests {
  isDue(rows: number): boolean;
}

/** Counts the work of steps for a network of some nodes. */
export function makeRests(nodes: readonly Node[]): Rests {
  const each = nodes.reduce((sum, node) => sum + multiplications(node), 0);
  let work = 0;
  return {
    isDue(rows) {
      work += OVERHEAD + 6 * rows * each;
      if (work <= WORK) return false;
      work = 0;
      return true;
    },
  };
}

// Of a row on its way through a layer by itself: once for each weight, for a convolution once at each place.
function multiplications({ layer, output, parameters }: Node): number {
  const weights = parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return layer.kind === "conv2d" ? weights * sizeOf(output.slice(0, 2)) : weights;
}
