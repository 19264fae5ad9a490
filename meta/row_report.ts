import type { Rows } from "../core/observations.ts";
import { aligned, brief, printable } from "../core/show.ts";
import type { Evaluation } from "./evaluation.ts";

/** What rows served in one fold. */
export interface RowUses {
  /** Its place among the pairs, from 0. */
  readonly fold: number;
  /**
   * Row numbers of the data by what they served: `"train"`, `"test"`, and whatever the model used apart, e.g. rows that
   * a stopping criterion looked at, under the name that its report gives them.
   */
  readonly uses: ReadonlyMap<string, Rows>;
  /** Rows that were both learned from and judged by: none, unless the resampling says so. */
  readonly shared: Rows;
}

/**
 * Which rows of the data served what, for each fold that finished. What a model holds back within its training rows
 * stands under the name of its own that the model's report gives it. Prints counts as a table.
 *
 * @example No row that was judged by was learned from.
 * ```ts
 * import { numeric, table } from "@attune/attune/data";
 * import { cv, evaluate, rowReport } from "@attune/attune/meta";
 * import { constantRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const data = { x: table({ a: [1, 2, 3, 4] }), y: numeric([1, 1, 2, 2]) };
 * const [first] = rowReport(await evaluate(constantRegressor(), data, { resampling: cv({ folds: 2 }) }));
 * assert.deepEqual([...first!.uses.get("test") as Int32Array], [0, 1]);
 * assert.equal(first!.shared.length, 0);
 * ```
 */
export function rowReport(evaluation: Evaluation): readonly RowUses[] {
  if (typeof evaluation !== "object" || evaluation === null || !("folds" in evaluation)) {
    throw new TypeError(`Cannot tell rows of ${brief(evaluation)}: give one evaluation`);
  }
  const { tag, folds, pairs } = evaluation;
  if (folds.length === 0 && pairs.length > 0) {
    throw new TypeError(
      `Cannot tell which rows of ${tag} served what: its folds were not kept, or none finished; evaluate without compact`,
    );
  }
  const reports = folds.map(({ fold, train, test, report }) => {
    const apart = Object.entries(report.rows ?? {});
    const known = new Set(Array.from(train));
    const shared = Array.from(test).filter((row) => known.has(row));
    const uses = new Map<string, Rows>([
      ["train", train],
      ...apart.map(([name, rows]): [string, Rows] => [name, Array.from(rows, (row) => train[row]!)]),
      ["test", test],
    ]);
    return Object.freeze({ fold, uses, shared });
  });
  return Object.freeze(printable(reports, () => show(tag, reports)));
}

function show(tag: string, reports: readonly RowUses[]): string {
  const names = [...new Set(reports.flatMap(({ uses }) => [...uses.keys()]))];
  const lines = reports.map(({ fold, uses, shared }) => [
    String(fold + 1),
    ...names.map((name) => String(uses.get(name)?.length ?? 0)),
    String(shared.length),
  ]);
  return `Rows of ${tag} by what they served\n${aligned([["fold", ...names, "in both"], ...lines])}`;
}
