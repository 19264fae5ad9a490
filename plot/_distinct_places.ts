import type { Point } from "./_chart.ts";

const PLAIN = 2000; // so many are drawn as they are
const MOST = 12_000; // so many files can bear
const SIDE = 2; // pixels

/** The places that are drawn, of many. */
export interface Distinct {
  /** Their numbers, in order. */
  readonly shown: readonly number[];
  /** The side of the squares of which each has one, in pixels; 0 where all are drawn. */
  readonly side: number;
}

/**
 * The places that are drawn: all of a few; of many, those that differ by pixels. Of each square of
 * two pixels, or of more where that is too many still, the last one is kept, and besides the leftmost, the rightmost, the
 * highest and the lowest of all.
 */
export function distinctPlaces(places: readonly Point[]): Distinct {
  if (places.length <= PLAIN) return { shown: places.map((_, i) => i), side: 0 };
  let side = SIDE;
  let kept = lastOfSquares(places, side);
  while (kept.length > MOST) kept = lastOfSquares(places, side *= 1.25);
  return { shown: [...new Set([...kept, ...extremes(places)])].sort((a, b) => a - b), side };
}

function lastOfSquares(places: readonly Point[], side: number): readonly number[] {
  const squares = new Map(places.map(([x, y], i) => [`${Math.floor(x / side)},${Math.floor(y / side)}`, i]));
  return [...squares.values()];
}

function extremes(places: readonly Point[]): readonly number[] {
  return [0, 1].flatMap((side) => {
    const at = (i: number) => places[i]![side]!;
    return places.reduce(
      ([low, high], _, i) => [at(i) < at(low!) ? i : low!, at(i) > at(high!) ? i : high!],
      [0, 0],
    );
  });
}
