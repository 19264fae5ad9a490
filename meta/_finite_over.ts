import { type Finite, finite } from "../data/mod.ts";

/** Distributions over the classes of others: `probs` has a number for each level, row-major, 0 outside the support. */
export function finiteOver(
  probs: Float64Array,
  { levels, scitype, support }: Pick<Finite, "levels" | "scitype" | "support">,
): Finite {
  const inside = levels.map((label) => support.includes(label));
  const own = probs.filter((_, i) => inside[i % levels.length]);
  return finite(levels, own, { support, ordered: scitype === "OrderedFactor" });
}

/** Distributions over the same levels, at least one column of them, one after the other. */
export function joined(columns: readonly Finite[]): Finite {
  const { levels, scitype } = columns[0]!; // there is one at least
  const support = levels.filter((label) => columns.some((column) => column.support.includes(label)));
  const probs = Float64Array.from(columns.flatMap((column) => Array.from(column.probs)));
  return finiteOver(probs, { levels, scitype, support });
}
