/** Rates of a cycle. */
export interface Cycling {
  /** Cycles of training from the lower to the upper rate. */
  readonly stepsize: number;
  /** The least rate. */
  readonly lower: number;
  /** The largest rate. */
  readonly upper: number;
}

/** The rates of one cycle: up from the lower to the upper one, and down again until before the lower one. */
export function cycleRates({ stepsize, lower, upper }: Cycling): readonly number[] {
  const up = Array.from({ length: stepsize + 1 }, (_, i) => lower + i * (upper - lower) / stepsize);
  return [...up.slice(0, -1), ...up.toReversed().slice(0, -1)];
}
