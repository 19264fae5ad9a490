/** Quantiles of ascending numbers at `parts` + 1 places, evenly apart from 0 to 1, interpolated linearly. */
export function quantilesOf(sorted: Float64Array, parts: number): number[] {
  return Array.from({ length: parts + 1 }, (_, k) => between(sorted, (k * (sorted.length - 1)) / parts));
}

/** One quantile of ascending numbers, interpolated linearly. */
export function quantileOf(sorted: Float64Array, share: number): number {
  return between(sorted, share * (sorted.length - 1));
}

/** How many of these ascending numbers are less than `value`. */
export function countBelow(sorted: ArrayLike<number>, value: number): number {
  return firstIndex(sorted, (v) => v >= value);
}

/** How many of these ascending numbers are at most `value`. */
export function countUpTo(sorted: ArrayLike<number>, value: number): number {
  return firstIndex(sorted, (v) => v > value);
}

function between(sorted: Float64Array, position: number): number {
  const i = Math.floor(position);
  const low = sorted[i]!;
  return i === position ? low : low + (position - i) * (sorted[i + 1]! - low);
}

// The first index from which on numbers are so: by bisection.
function firstIndex(sorted: ArrayLike<number>, so: (value: number) => boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (so(sorted[middle]!)) to = middle;
    else from = middle + 1;
  }
  return from;
}
