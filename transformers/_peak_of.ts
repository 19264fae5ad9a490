/** A place, and how high the function is there. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** The golden section cuts off this share. */
const SHARE = (3 - Math.sqrt(5)) / 2;
/** Nearer than the square root of the numbers' precision, differences of a smooth function at its peak are noise. */
const PRECISION = 1e-8;

/**
 * Where a concave function is greatest: between points that move apart from [−2, 2] as they must, by the vertices of
 * parabolas through the three highest points, and by golden sections where these do not help (Brent 1973, chapter 5).
 */
export function peakOf(f: (x: number) => number): number {
  const at = (x: number): Point => ({ x, y: f(x) });
  let [low, best, high] = [at(-2), at(0), at(2)];
  while (high.y > best.y) [low, best, high] = [best, high, at(high.x + 2 * (high.x - best.x))];
  while (low.y > best.y) [low, best, high] = [at(low.x - 2 * (best.x - low.x)), low, best];
  let [second, third] = low.y > high.y ? [low, high] : [high, low];
  let [step, before] = [high.x - low.x, high.x - low.x]; // the last two, which the next must halve
  for (;;) {
    const centre = (low.x + high.x) / 2;
    const least = PRECISION * (1 + Math.abs(best.x));
    if (Math.abs(best.x - centre) + (high.x - low.x) / 2 <= 2 * least) return best.x;
    const leap = vertex(best, second, third);
    if (Math.abs(leap) < Math.abs(before) / 2 && best.x + leap > low.x && best.x + leap < high.x) {
      const near = Math.min(best.x + leap - low.x, high.x - best.x - leap) < 2 * least;
      [before, step] = [step, near ? towards(centre - best.x, least) : leap];
    } else {
      before = (best.x < centre ? high.x : low.x) - best.x;
      step = SHARE * before;
    }
    const next = at(best.x + (Math.abs(step) < least ? towards(step, least) : step));
    const [inner, outer] = next.y >= best.y ? [next, best] : [best, next];
    if (outer.x < inner.x) low = outer;
    else high = outer;
    if (outer === best) [best, second, third] = [next, best, second];
    else if (next.y >= second.y) [second, third] = [next, second];
    else if (next.y >= third.y) third = next;
  }
}

function towards(direction: number, length: number): number {
  return direction < 0 ? -length : length;
}

// How far the parabola through three points has its vertex from the first; NaN or infinite where it has none.
function vertex(a: Point, b: Point, c: Point): number {
  const [toB, toC] = [b.x - a.x, c.x - a.x];
  const [dropB, dropC] = [toC * (a.y - b.y), toB * (a.y - c.y)];
  return (toC * dropB - toB * dropC) / (2 * (dropB - dropC));
}
