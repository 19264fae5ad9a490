import { type Rng, threefry } from "../core/rng.ts";

/**
 * Adds normal noise of this standard deviation to a part of an array, two numbers at a time, by the polar method
 * (Marsaglia and Bray 1964): no sines, which cost more than all the rest.
 */
export function addNoise(
  numbers: Float32Array,
  { start, end }: { readonly start: number; readonly end: number },
  { deviation, rng }: { readonly deviation: number; readonly rng: Rng },
): void {
  const [k0, k1] = rng.key;
  const words = new Uint32Array(2);
  let drawn = 0;
  for (let k = start; k < end; k += 2) {
    let u = 0;
    let v = 0;
    let square = 0;
    do { // a point in the unit disc, but not its middle
      threefry(k0, k1, drawn++, 0, words);
      u = words[0]! / 2 ** 31 - 1;
      v = words[1]! / 2 ** 31 - 1;
      square = u * u + v * v;
    } while (square >= 1 || square === 0);
    const factor = deviation * Math.sqrt(-2 * Math.log(square) / square);
    numbers[k] = numbers[k]! + factor * u;
    if (k + 1 < end) numbers[k + 1] = numbers[k + 1]! + factor * v;
  }
}
