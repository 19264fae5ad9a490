/** Multiplications between two visits to the event loop: about 50 ms. */
const WORK = 2e7;

/** What a step costs whatever its size, as multiplications: tfjs spends about 1 ms on calling its operations. */
const OVERHEAD = 4e5;

/** Says when it is time to visit the event loop. */
export interface Rests {
  isDue(rows: number): boolean;
}

/** Counts the work of steps for a network of `size` weights. */
export function makeRests(size: number): Rests {
  let work = 0;
  return {
    isDue(rows) {
      work += OVERHEAD + 6 * rows * size;
      if (work <= WORK) return false;
      work = 0;
      return true;
    },
  };
}
