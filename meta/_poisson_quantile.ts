import { type Between, nothing } from "./_truncated_quantile.ts";

/** Probabilities this much smaller than the largest one are left out. */
const NONE = 1e-18;

/** Greatest mean of which all likely numbers are listed. */
const MOST = 1e10;

/** The quantiles of Poisson's distribution within an interval: takes uniform numbers in [0, 1) to whole ones of it. */
export function poissonQuantile(mean: number, { from, to, what }: Between): (u: number) => number {
  if (mean > MOST) {
    throw new RangeError(`Cannot draw ${what}: the mean is ${mean}; give one ≤ ${MOST}, or take "normal"`);
  }
  const [least, most] = [Math.max(0, Math.ceil(from)), Math.floor(to)];
  if (!(least <= most)) throw nothing(what, { from, to });
  const { first, sums } = cumulated(mean, { least, most });
  const total = sums[sums.length - 1]!;
  return (u) => {
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! <= u * total) low = middle + 1;
      else high = middle;
    }
    return first + low;
  };
}

// Sums of probabilities, in parts of the largest, of all numbers from the first one of which there is any to speak of.
function cumulated(
  mean: number,
  { least, most }: { readonly least: number; readonly most: number },
): { readonly first: number; readonly sums: Float64Array } {
  const mode = Math.min(most, Math.max(least, Math.floor(mean)));
  const down: number[] = [];
  for (let [k, p] = [mode, 1]; k > least && p > NONE; k--) down.push(p *= k / mean);
  const up: number[] = [];
  for (let [k, p] = [mode, 1]; k < most && p > NONE; k++) up.push(p *= mean / (k + 1));
  let sum = 0;
  const sums = Float64Array.from([...down.reverse(), 1, ...up], (p) => sum += p);
  return { first: mode - down.length, sums };
}
