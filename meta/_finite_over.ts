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
