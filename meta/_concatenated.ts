import type { Finite } from "../data/mod.ts";
import { finiteOver } from "./_finite_over.ts";

/** Distributions over the same levels, at least one column of them, one after the other. */
export function concatenated(columns: readonly Finite[]): Finite {
  const { levels, scitype } = columns[0]!; // there is one at least
  const support = levels.filter((label) => columns.some((column) => column.support.includes(label)));
  const probs = Float64Array.from(columns.flatMap((column) => Array.from(column.probs)));
  return finiteOver(probs, { levels, scitype, support });
}
