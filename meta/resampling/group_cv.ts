import { configured } from "../../core/configured.ts";
import { DataError } from "../../core/errors.ts";
import type { Resampling, ResamplingOf } from "../resampling.ts";
import { countsOf, CV_SCHEMA, type CvParams, ordered, pairOf } from "./_folds.ts";
import { checkGiven, codesAt, codesOf, GROUPS, type Groups } from "./_groups.ts";

/** Hyperparameters of {@linkcode groupCv}. */
export interface GroupCvParams extends CvParams {
  /** The group of each row of the data: a column of classes, or a list of labels. */
  readonly groups: Groups;
}

const KIND = "GroupCv";

const make = configured<GroupCvParams, Pick<Resampling, "pairs">>(
  KIND,
  { groups: GROUPS, ...CV_SCHEMA },
  (params) => {
    const codes = codesOf(params.groups);
    return {
      pairs(rows, rng, y) {
        const order = ordered(rows, params, rng);
        const inUse = codesAt(order, codes, y);
        const foldOf = shared(countsOf(inUse), params);
        return Array.from(
          { length: params.folds },
          (_, k) => pairOf(order, (place) => foldOf.get(inUse[place]!) === k),
        );
      },
    };
  },
);

/**
 * Cross-validation that never splits a group, e.g. the rows of one patient: all of its rows are in one fold. The
 * largest group first, each goes to the fold that has fewest rows so far, as in scikit-learn's GroupKFold; equal groups
 * in order of first appearance. With `shuffled`, groups come in the order in which they first appear among the
 * shuffled rows, whatever their sizes. Rows of a fold keep their order.
 *
 * `groups` has a label for each row of the whole data; it may not be missing where a row is in use.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { groupCv } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * const resampling = groupCv({ folds: 2, groups: ["Ann", "Bob", "Ann", "Cy"] });
 * const pairs = resampling.pairs([0, 1, 2, 3], rng(0), numeric([5, 6, 7, 8]));
 * assert.deepEqual(pairs.map(({ test }) => [...test as Int32Array]), [[0, 2], [1, 3]]);
 * ```
 */
export function groupCv(
  options: Partial<CvParams> & Pick<GroupCvParams, "groups">,
): ResamplingOf<GroupCvParams> {
  checkGiven(KIND, options);
  return make(options);
}

// The fold of each group: that which has fewest rows when its turn comes, and of those the first.
function shared(counts: ReadonlyMap<number, number>, { folds, shuffled }: CvParams): Map<number, number> {
  if (counts.size < folds) {
    throw new DataError(
      `Cannot make ${folds} folds of ${counts.size} groups: give more groups, or fewer folds`,
    );
  }
  const groups = [...counts];
  if (!shuffled) groups.sort(([, a], [, b]) => b - a);
  const sizes = new Array<number>(folds).fill(0);
  return new Map(groups.map(([code, count]) => {
    const least = sizes.indexOf(Math.min(...sizes));
    sizes[least]! += count;
    return [code, least];
  }));
}
