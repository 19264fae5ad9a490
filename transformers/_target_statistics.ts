/** For each level, and last for what has none, an encoding by each output. */
export type Encodings = readonly (readonly number[])[];

/** How much of a level's own statistic its encoding holds, from its count, and the variances in it and in all rows. */
export type Share = (
  level: { readonly count: number; readonly variance: number; readonly overall: number },
) => number;

/** What statistics are taken of. */
export interface StatisticsOptions {
  /** The place of each row's level, negative where it is missing. */
  readonly places: Int32Array;
  /** How many levels there are. */
  readonly levels: number;
  /** One or more numbers for each row, by output. */
  readonly targets: readonly Float64Array[];
  /** How much each row counts. */
  readonly weights: Float64Array;
  /** The rows that count at all. */
  readonly rows: Int32Array;
  /** See {@linkcode Share}. */
  readonly share: Share;
}

/**
 * For each level the encoding by each output, λ·(mean over the level) + (1 − λ)·(mean over all rows), and
 * last the means over all rows, for what has no level. Levels without rows get those, too.
 */
export function encodingsOf(options: StatisticsOptions): Encodings {
  const { targets, levels, places, rows } = options;
  const members = Array.from({ length: levels }, (): number[] => []);
  for (const row of rows) members[places[row]!]?.push(row);
  const byLevel = members.map((mine) => Int32Array.from(mine));
  const byOutput = targets.map((target) => encodingsBy(target, byLevel, options));
  return Array.from({ length: levels + 1 }, (_, level) => byOutput.map((means) => means[level]!));
}

function encodingsBy(
  target: Float64Array,
  byLevel: readonly Int32Array[],
  { weights, rows, share }: StatisticsOptions,
): number[] {
  const all = likeness(target, { weights, rows });
  const means = byLevel.map((mine) => {
    const { mean, variance, count } = likeness(target, { weights, rows: mine });
    if (count === 0) return all.mean;
    const part = share({ count, variance, overall: all.variance });
    return part * mean + (1 - part) * all.mean;
  });
  return [...means, all.mean];
}

/** What the target is like in some rows. */
interface Likeness {
  readonly mean: number;
  readonly variance: number;
  readonly count: number;
}

// Weighted; the variance has divisor Σw.
function likeness(
  values: Float64Array,
  { weights, rows }: { readonly weights: Float64Array; readonly rows: Int32Array },
): Likeness {
  const count = rows.reduce((sum, row) => sum + weights[row]!, 0);
  const mean = rows.reduce((sum, row) => sum + weights[row]! * values[row]!, 0) / count;
  const variance = rows.reduce((sum, row) => sum + weights[row]! * (values[row]! - mean) ** 2, 0) / count;
  return { mean, variance, count };
}
