import assert from "node:assert/strict";
import { rng } from "../../../core/mod.ts";
import { categorical, numeric } from "../../../data/mod.ts";
import {
  bootstrap,
  groupCv,
  holdout,
  leaveOneGroupOut,
  leaveOneOut,
  repeated,
  type Resampling,
  stratifiedCv,
  timeSeriesCv,
} from "../../../meta/mod.ts";
import { upTo } from "./_pairs.ts";

const FOUR = numeric([1, 2, 3, 4]);
const split = (resampling: Resampling, rows = upTo(4)) => () => resampling.pairs(rows, rng(0), FOUR);

const CASES: readonly (readonly [string, () => unknown, string, string])[] = [
  [
    "holdout({ stratified }) of numbers",
    split(holdout({ stratified: true })),
    "DataError",
    "Cannot stratify folds: the target is not of classes; leave stratified out, or coerce it to Multiclass",
  ],
  [
    "stratifiedCv() of numbers",
    split(stratifiedCv({ folds: 2 })),
    "DataError",
    "Cannot stratify folds: the target is not of classes; use cv(), or coerce it to Multiclass",
  ],
  [
    "bootstrap({ stratified }) of numbers",
    split(bootstrap({ stratified: true })),
    "DataError",
    "Cannot stratify folds: the target is not of classes; leave stratified out, or coerce it to Multiclass",
  ],
  [
    "a bootstrap of one row",
    split(bootstrap(), [2]),
    "DataError",
    "Cannot judge bootstrap sample 0: all 1 rows were drawn, and none is left; " +
    "give more rows, a smaller share, or another seed",
  ],
  [
    "a bootstrap of a small share of few rows",
    split(bootstrap({ share: 0.1 })),
    "DataError",
    "Cannot draw a bootstrap sample: a share of 0.1 of 4 rows is none; give more rows, or a larger share",
  ],
  [
    "a bootstrap without samples",
    () => bootstrap({ samples: 0 }),
    "RangeError",
    'Cannot set "samples" of Bootstrap: expected an integer ≥ 1, got 0',
  ],
  [
    "leaveOneOut() of one row",
    split(leaveOneOut(), [2]),
    "DataError",
    "Cannot leave one row of 1 out: give at least 2 rows",
  ],
  [
    "groupCv() of fewer groups than folds",
    split(groupCv({ folds: 3, groups: ["a", "b", "a", "b"] })),
    "DataError",
    "Cannot make 3 folds of 2 groups: give more groups, or fewer folds",
  ],
  [
    "groupCv() of fewer rows than folds",
    split(groupCv({ groups: ["a", "b", "a", "b"] })),
    "DataError",
    "Cannot make 6 folds of 4 rows: give more rows, or fewer folds",
  ],
  [
    "groups with one that is missing",
    split(groupCv({ folds: 2, groups: categorical(["a", null, "b", "c"]) })),
    "DataError",
    "Cannot keep groups together: row 1 has no group; give it one, or leave it out of rows",
  ],
  [
    "fewer groups than rows of the data",
    split(groupCv({ folds: 2, groups: ["a", "b", "c"] }), [0, 1]),
    "DataError",
    "Cannot keep groups together: there are 3 labels for 4 rows of data; give one for each",
  ],
  [
    "leaveOneGroupOut() of one group",
    split(leaveOneGroupOut({ groups: [1, 1, 1, 1] })),
    "DataError",
    "Cannot leave one group of 1 out: give at least 2 groups",
  ],
  [
    "groupCv() without groups",
    () => groupCv({ folds: 3 } as never),
    "TypeError",
    "Cannot make GroupCv of { folds: 3 }: give groups, one label for each row of the data",
  ],
  [
    "leaveOneGroupOut() of nothing",
    () => (leaveOneGroupOut as () => unknown)(),
    "TypeError",
    "Cannot make LeaveOneGroupOut of undefined: give groups, one label for each row of the data",
  ],
  [
    "groups in one word",
    () => groupCv({ groups: "patient" as never }),
    "TypeError",
    'Cannot set "groups" of GroupCv: expected a column of classes, or a list of labels, got "patient"',
  ],
  [
    "groups that are a column of numbers",
    () => groupCv({ groups: FOUR as never }),
    "TypeError",
    'Cannot set "groups" of GroupCv: expected a column of classes, or a list of labels, ' +
    "got a column of 4 Continuous values; coerce it to Multiclass",
  ],
  [
    "groups that are no labels",
    () => groupCv({ groups: [1, {}] as never }),
    "DataError",
    "Cannot make a column of classes: row 1 holds [object Object]; " +
    "give strings, numbers or booleans, or null where a value is missing",
  ],
  [
    "timeSeriesCv() of too few rows",
    split(timeSeriesCv()),
    "DataError",
    "Cannot make 4 folds of 4 rows in time: nothing would be left to learn from; give more rows, or fewer folds",
  ],
  [
    "timeSeriesCv() of long tests and a long gap",
    split(timeSeriesCv({ folds: 1, testSize: 2, gap: 2 })),
    "DataError",
    "Cannot make 1 folds of 4 rows in time with 2 test rows each and a gap of 2: nothing would be left to learn from; " +
    "give more rows, or fewer folds",
  ],
  [
    "timeSeriesCv() of rows that are not in order of time",
    split(timeSeriesCv({ folds: 2 }), [0, 2, 1, 3]),
    "DataError",
    "Cannot make folds in time: row 1 comes after row 2; " +
    "put the data in order of time, and give rows in ascending order",
  ],
  [
    "a test size that is no number",
    () => timeSeriesCv({ testSize: "all" as never }),
    "RangeError",
    'Cannot set "testSize" of TimeSeriesCv: expected an integer ≥ 1, or "even", got "all"',
  ],
  [
    "training sets of no rows",
    () => timeSeriesCv({ maxTrainSize: 0 }),
    "RangeError",
    'Cannot set "maxTrainSize" of TimeSeriesCv: expected an integer ≥ 1, or Infinity, got 0',
  ],
  [
    "repeating what is no resampling",
    () => repeated([{ train: [0], test: [1] }] as never),
    "TypeError",
    'Cannot set "resampling" of Repeated: expected a resampling, e.g. cv({ shuffled: true }), ' +
    "got [{ train: [0], test: [1] }]",
  ],
  [
    "repeating no times",
    () => repeated(leaveOneOut(), { times: 0 }),
    "RangeError",
    'Cannot set "times" of Repeated: expected an integer ≥ 1, got 0',
  ],
];

for (const [what, call, name, message] of CASES) {
  Deno.test(`resamplings refuse ${what}`, () => assert.throws(call, { name, message }));
}
