import { significant } from "../core/show.ts";
import { boxed } from "./_boxed.ts";
import { decimal } from "./_show_evaluation.ts";
import type { Comparison } from "./comparison.ts";

/** A comparison as a table, the best first. */
export function showComparison({ measure, goal, baseline, folds, ranks }: Comparison): string {
  const head = ["rank", "model", measure, "mean rank", "difference", "95% interval", "p"];
  const rows = ranks.map(({ rank, tag, measurement, meanRank, difference }) => [
    String(rank),
    tag,
    decimal(measurement),
    decimal(meanRank),
    ...difference
      ? [
        signed(difference.mean),
        `${signed(difference.low)} to ${signed(difference.high)}`,
        difference.p < 0.001 ? "< 0.001" : significant(difference.p, 2),
      ]
      : ["", "", ""],
  ]);
  const better = goal === "min" ? "less" : "more";
  return `${measure} (${better} is better) over ${folds} folds, against ${baseline}; corrected resampled t test\n${
    boxed([head, ...rows])
  }`;
}

function signed(value: number): string {
  return value > 0 ? `+${decimal(value)}` : decimal(value);
}
