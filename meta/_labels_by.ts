import { type Categorical, categoricalOf, type Finite } from "../data/mod.ts";

/** The class with the largest p / t of each distribution, t being its threshold; of several, the first. */
export function labelsBy(
  { probs, levels, scitype, size }: Finite,
  thresholds: readonly number[],
): Categorical {
  const k = levels.length;
  const codes = new Int32Array(size);
  for (let row = 0; row < size; row++) {
    let [best, most] = [0, -1];
    for (let code = 0; code < k; code++) {
      const p = probs[row * k + code]!;
      const ratio = p === 0 ? 0 : p / thresholds[code]!; // a threshold of 0 wants more than 0
      if (ratio > most) [best, most] = [code, ratio];
    }
    codes[row] = best;
  }
  return categoricalOf(codes, levels, { ordered: scitype === "OrderedFactor" });
}
