import { configured, type Made } from "../../core/configured.ts";
import { oneOf } from "../../core/schema.ts";
import { brief } from "../../core/show.ts";
import { deviation } from "../_interval.ts";
import { pathField } from "../_path_field.ts";
import { rangesOf } from "../_ranges_of.ts";
import type { HistoryEntry } from "../history.ts";
import { isNumericRange } from "../range.ts";
import type { Space } from "../search.ts";
import type { Goal, Selection } from "../selection.ts";
import { isLess, leastOf } from "./_least_of.ts";
import { weightedLoss } from "./_weighted_loss.ts";

/** Hyperparameters of {@linkcode oneStandardError}. */
export interface OneStandardErrorParams {
  /** Path of the hyperparameter that says how simple a candidate is: one of numbers that has a range. */
  readonly path: string;
  /** Whether candidates are simpler the smaller it is, or the larger. Default `"smaller"`. */
  readonly prefer: "smaller" | "larger";
}

/** A selection of the simplest of candidates that are nearly as good. */
export type OneStandardError = Made<OneStandardErrorParams, Pick<Selection, "lossOf" | "check" | "choose">>;

const make = configured<OneStandardErrorParams, Pick<Selection, "lossOf" | "check" | "choose">>(
  "OneStandardError",
  {
    path: pathField("path of what says how simple a candidate is"),
    prefer: oneOf<"smaller" | "larger">(["smaller", "larger"], "which candidates are simpler"),
  },
  ({ path, prefer }) => ({
    lossOf: (measurements: readonly number[], goals: readonly Goal[]) =>
      weightedLoss(undefined, { measurements, goals }),
    check({ ranges }: Space, folds: number) {
      checkPath(path, ranges);
      if (folds > 1) return;
      throw new RangeError(
        "Cannot select by one standard error: there is one fold, which has none; give more, e.g. resampling: cv()",
      );
    },
    choose<E extends HistoryEntry<unknown>>(candidates: readonly E[]): E {
      const best = leastOf(candidates);
      const margin = best.loss + standardErrorOf(best);
      const sign = prefer === "smaller" ? 1 : -1;
      const simplicity = (entry: E) => sign * Number(entry.values[path]);
      return candidates.filter(({ loss }) => loss <= margin)
        .reduce((chosen, one) => {
          const more = simplicity(one) - simplicity(chosen);
          return more < 0 || (more === 0 && isLess(one.loss, chosen.loss)) ? one : chosen;
        });
    },
  }),
);

/**
 * Chooses the simplest candidate whose loss is within one standard error of the least (Breiman, Friedman, Olshen and Stone
 * 1984): the deviation of the best one's first measure over the folds, divided by √folds. Of several that are equally simple the
 * best. Throws a TypeError for a path without a range, or of what is no number, and a RangeError for a single fold, which has no
 * standard error.
 *
 * @example Among candidates that are nearly as good, the one that is trained for the shortest time.
 * ```ts
 * import { oneStandardError } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * assert.equal(oneStandardError({ path: "epochs" }).params.prefer, "smaller");
 * ```
 */
export function oneStandardError(
  options: Pick<OneStandardErrorParams, "path"> & Partial<OneStandardErrorParams>,
): OneStandardError {
  return make(options);
}

function standardErrorOf({ perFold }: HistoryEntry<unknown>): number {
  const values = perFold.map(([first]) => first!);
  return deviation(values) / Math.sqrt(values.length);
}

function checkPath(path: string, ranges: Space["ranges"]): void {
  const own = rangesOf(path, ranges);
  if (own.length === 0) {
    const known = ranges.map(({ params }) => params.path).join(", ");
    throw new TypeError(`Cannot select by "${path}": there is no range for it; ranges are for ${known}`);
  }
  const odd = own.flatMap((range) => isNumericRange(range) ? [] : range.params.values)
    .find((value) => typeof value !== "number");
  if (odd === undefined) return;
  throw new TypeError(
    `Cannot select by "${path}": it may be ${brief(odd)}; name a hyperparameter of numbers`,
  );
}
