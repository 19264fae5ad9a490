import { configured } from "../../core/configured.ts";
import { DataError } from "../../core/errors.ts";
import type { Resampling, ResamplingOf } from "../resampling.ts";
import { pairOf } from "./_folds.ts";
import { checkGiven, codesAt, codesOf, GROUPS, type Groups } from "./_groups.ts";

/** Hyperparameters of {@linkcode leaveOneGroupOut}. */
export interface LeaveOneGroupOutParams {
  /** The group of each row of the data: a column of classes, or a list of labels. */
  readonly groups: Groups;
}

const KIND = "LeaveOneGroupOut";

const make = configured<LeaveOneGroupOutParams, Pick<Resampling, "pairs">>(
  KIND,
  { groups: GROUPS },
  ({ groups }) => {
    const codes = codesOf(groups);
    return {
      pairs(rows, _rng, y) {
        const order = Int32Array.from(rows);
        const inUse = codesAt(order, codes, y);
        const distinct = [...new Set(inUse)];
        if (distinct.length < 2) {
          throw new DataError(`Cannot leave one group of ${distinct.length} out: give at least 2 groups`);
        }
        return distinct.map((code) => pairOf(order, (place) => inUse[place] === code));
      },
    };
  },
);

/**
 * As many pairs as groups, in order of first appearance: each group is judged by once, by what was learned from all
 * others. `groups` has a label for each row of the whole data; it may not be missing where a row is in use.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { leaveOneGroupOut } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * const resampling = leaveOneGroupOut({ groups: ["Ann", "Bob", "Ann"] });
 * const pairs = resampling.pairs([0, 1, 2], rng(0), numeric([5, 6, 7]));
 * assert.deepEqual(pairs.map(({ test }) => [...test as Int32Array]), [[0, 2], [1]]);
 * ```
 */
export function leaveOneGroupOut(options: LeaveOneGroupOutParams): ResamplingOf<LeaveOneGroupOutParams> {
  checkGiven(KIND, options);
  return make(options);
}
