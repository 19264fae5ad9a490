import type { Categorical } from "./categorical.ts";

/** How often each level of the pool occurs; missing values do not count. */
export function countsOf({ codes, levels }: Categorical): number[] {
  const counts = levels.map(() => 0);
  for (const code of codes) if (code >= 0) counts[code]!++;
  return counts;
}
