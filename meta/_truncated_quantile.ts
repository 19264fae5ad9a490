import type { Family } from "./_families.ts";

/** Between what numbers to draw, and what, in words. */
export interface Between {
  /** Smallest number; may be −∞. */
  readonly from: number;
  /** Largest number; may be ∞. */
  readonly to: number;
  /** What is drawn. */
  readonly what: string;
}

/** Less than any uniform number but 0, in whose place it stands: quantiles of 0 and 1 may be infinite. */
const LEAST = 2 ** -54;

/** Within intervals of so small a part of the probability on their side every density is flat. */
const FLAT = 1e-9;

/**
 * The quantiles of a distribution within an interval: takes uniform numbers in [0, 1) to numbers of it. Where most of the
 * distribution is below the interval, probabilities are counted from above, which keeps their digits.
 */
export function truncatedQuantile(family: Family, { from, to, what }: Between): (u: number) => number {
  const { below, above, fromBelow, fromAbove } = family;
  const isTail = below(from) > 0.5;
  const [least, most] = isTail ? [above(to), above(from)] : [below(from), below(to)];
  const mass = most - least;
  if (!(most > 0)) throw nothing(what, { from, to });
  if (mass <= FLAT * most) return (u) => Math.min(to, from + u * (to - from));
  if (isTail) return (u) => Math.min(to, Math.max(from, fromAbove(most - u * mass)));
  return (u) => {
    const p = least + (u || LEAST) * mass;
    return Math.min(to, Math.max(from, p <= 0.5 ? fromBelow(p) : fromAbove(Math.max(1 - p, LEAST))));
  };
}

/** What to say where there is nothing to draw. */
export function nothing(
  what: string,
  { from, to }: { readonly from: number; readonly to: number },
): RangeError {
  return new RangeError(
    `Cannot draw ${what}: as good as none of it lies from ${from} to ${to}; give other parameters or bounds`,
  );
}
