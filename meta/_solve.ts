/** An increasing function, its slope, and where to begin. */
export interface Increasing {
  /** The function. */
  readonly of: (x: number) => number;
  /** Its slope. */
  readonly slope: (x: number) => number;
  /** Smallest x there may be. */
  readonly from: number;
  /** Largest x there may be; may be infinite. */
  readonly to: number;
  /** A guess. */
  readonly start: number;
}

/** So many of Newton's steps are made: where rounding keeps them small, halving is sure to end. */
const STEPS = 100;

/** Where an increasing function is zero: by Newton's steps, and halving or doubling where these leave what is left. */
export function solve({ of, slope, from, to, start }: Increasing): number {
  let [low, high, x] = [from, to, start];
  for (let steps = 0;; steps++) {
    const value = of(x);
    if (value === 0) return x;
    if (value > 0) high = x;
    else low = x;
    const step = x - value / slope(x);
    const next = steps < STEPS && step > low && step < high
      ? step
      : high === Infinity
      ? 2 * x + 1
      : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-14 * Math.abs(x) || next <= low || next >= high) return next;
    x = next;
  }
}
