import { DIRECTIONS } from "./_sobol_directions.ts";

/** So many dimensions are known. */
export const DIMENSIONS: number = DIRECTIONS.length + 1;

/** Binary digits of a coordinate. */
const DIGITS = 32;

/**
 * The directions of a dimension, from 0, of Sobol's sequence, as binary fractions of 32 digits (Bratley and Fox 1988). The
 * first is that of van der Corput.
 */
export function directionsOf(dimension: number): Uint32Array {
  const [coefficients = 0, ...first] = DIRECTIONS[dimension - 1] ?? [];
  const degree = first.length;
  const directions = new Uint32Array(DIGITS);
  for (let k = 0; k < DIGITS; k++) {
    if (dimension === 0 || k < degree) {
      directions[k] = (first[k] ?? 1) << (DIGITS - 1 - k);
      continue;
    }
    let bits = directions[k - degree]! ^ (directions[k - degree]! >>> degree);
    for (let j = 1; j < degree; j++) {
      if ((coefficients >>> (degree - 1 - j)) & 1) bits ^= directions[k - j]!;
    }
    directions[k] = bits;
  }
  return directions;
}

/** Point `i` in one dimension, in the order of Gray's code (Antonov and Saleev 1979), as a binary fraction of 32 digits. */
export function digitsOf(i: number, directions: Uint32Array): number {
  let digits = 0;
  for (let gray = i ^ (i >>> 1), k = 0; gray !== 0; gray >>>= 1, k++) {
    if (gray & 1) digits ^= directions[k]!;
  }
  return digits >>> 0;
}
