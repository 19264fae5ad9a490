import type { Rng } from "../../core/rng.ts";

/** A dimension of points: the place of each, from 0 up to 1, or the code of what it has of a list. */
export interface Dimension {
  readonly places: Float64Array | Int32Array;
  /** Whether it is listed: then two points are 0 apart, or 1. */
  readonly listed: boolean;
}

/** So often two points are exchanged for each point there is. */
const EXCHANGES = 100;
/** About so many differences are taken at most, so that many points cost no more than a few hundred do. */
const DIFFERENCES = 1e8;

/**
 * Spreads points: two chosen by chance exchange their places in a dimension chosen by chance, and change back where that
 * brings the points nearer to each other. Nearness is the sum, over all pairs, of 1 / squared distance (Audze and Eglais
 * 1977), as though charges of one sign repelled each other.
 */
export function spread(dimensions: readonly Dimension[], rng: Rng): void {
  const n = dimensions[0]?.places.length ?? 0;
  const exchanges = Math.min(EXCHANGES * n, DIFFERENCES / (4 * n * dimensions.length));
  for (let i = 0; i < exchanges; i++) {
    const { places } = dimensions[Math.floor(rng.uniform() * dimensions.length)]!;
    const [a, b] = [Math.floor(rng.uniform() * n), Math.floor(rng.uniform() * n)];
    const before = nearness(a, dimensions) + nearness(b, dimensions);
    exchange(places, a, b);
    if (nearness(a, dimensions) + nearness(b, dimensions) > before) exchange(places, a, b);
  }
}

function exchange(places: Float64Array | Int32Array, a: number, b: number): void {
  const was = places[a]!;
  places[a] = places[b]!;
  places[b] = was;
}

/** How near the others are to one point. Those alike in all are taken to be 1 / n from each other, not 0. */
function nearness(point: number, dimensions: readonly Dimension[]): number {
  const n = dimensions[0]!.places.length;
  let sum = 0;
  for (let other = 0; other < n; other++) {
    if (other === point) continue;
    let squared = 1 / n ** 2;
    for (const { places, listed } of dimensions) {
      const apart = places[point]! - places[other]!;
      squared += listed ? Number(apart !== 0) : apart ** 2;
    }
    sum += 1 / squared;
  }
  return sum;
}
