import { type Rng, threefry } from "../core/rng.ts";

/** Adds normal noise of this standard deviation to a part of an array: two numbers for each pair of random words. */
export function addNoise(
  numbers: Float32Array,
  { start, end }: { readonly start: number; readonly end: number },
  { deviation, rng }: { readonly deviation: number; readonly rng: Rng },
): void {
  const [k0, k1] = rng.key;
  const words = new Uint32Array(2);
  for (let k = start; k < end; k += 2) {
    threefry(k0, k1, (k - start) / 2, 0, words);
    // Box and Muller 1958; half a step keeps the logarithm from 0
    const radius = deviation * Math.sqrt(-2 * Math.log((words[0]! + 0.5) / 2 ** 32));
    const angle = 2 * Math.PI * words[1]! / 2 ** 32;
    numbers[k] = numbers[k]! + radius * Math.cos(angle);
    if (k + 1 < end) numbers[k + 1] = numbers[k + 1]! + radius * Math.sin(angle);
  }
}
