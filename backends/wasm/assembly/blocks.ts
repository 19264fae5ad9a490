// How a product is cut so that its parts stay in cache (Goto and van de Geijn 2008, "Anatomy of high-performance
// matrix multiplication"): KC × 8 of B in the first level, MC × KC of A beside KC × NC of B in the second, of 1 MiB.

/** Steps of k in a packed block. */
export const KC: i32 = 400;
/** Rows of A in a packed block, in strips of five. */
export const MC: i32 = 260;
/** Columns of B in a packed block, in panels of eight. */
export const NC: i32 = 256;

/** Bytes of scratch that any product may need: a packed block of B, one of A, and what packing by fours overshoots. */
export function scratchBytes(): i32 {
  return (KC * NC + MC * KC) * 4 + 384;
}
