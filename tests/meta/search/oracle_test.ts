import assert from "node:assert/strict";
import { grid } from "../../../meta/mod.ts";
import type { Range } from "../../../meta/range.ts";
import golden from "../../golden/tuning_searches.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../../golden/records.ts";
import { asked, listed, numbers, spaceOf } from "./_spaces.ts";

const RECORDS: readonly OracleRecord[] = golden;

const lambda = numbers("lambda", { lower: 20, upper: 31 });
const k = numbers("K", { lower: 1, upper: 11, scale: "log10", integer: true });
const kernel = listed("kernel", ["c", "d"]);
const THREE = grid({ resolution: 2, resolutions: { K: 3 }, shuffled: false });

/** The values of each path that a grid tries, each once, in order. */
function iterators(
  search: ReturnType<typeof grid>,
  ...ranges: readonly Range[]
): readonly (readonly unknown[])[] {
  const space = spaceOf(...ranges);
  return space.paths.map((_, i) => [...new Set(asked(search, space).map((values) => values[i]))]);
}

interface Goal {
  readonly goal: number;
  readonly nominal_lengths: readonly number[];
  readonly n_numeric: number;
}

interface Bounds {
  readonly lower?: number;
  readonly upper?: number;
  readonly origin?: number;
  readonly unit?: number;
  readonly scale?: "linear" | "log" | "log2";
  readonly values?: readonly unknown[];
}

/** What is checked, by the case of the record. */
const CHECKS: Readonly<Record<string, (record: OracleRecord) => void>> = {
  "grid order: first range cycles fastest"({ expected }) {
    assert.deepEqual(asked(THREE, spaceOf(lambda, k, kernel)), expected);
  },
  "default n"({ expected }) {
    assert.equal(THREE.defaultCount?.(spaceOf(lambda, k, kernel)), expected);
  },
  "duplicated field: iterators concatenate"({ expected }) {
    const { fields, iterators: points } = expected as {
      readonly fields: unknown;
      readonly iterators: unknown;
    };
    const ranges = [lambda, k, listed("lambda", [0, 1])];
    assert.deepEqual(spaceOf(...ranges).paths, fields);
    assert.deepEqual(iterators(THREE, ...ranges), points);
  },
  "duplicated field values"({ expected }) {
    const listedK = listed("K", [2, 3, 4, 5]);
    const bounded = numbers("K", { lower: 10, upper: 50, scale: "log10", integer: true });
    const search = grid({ resolution: 2, shuffled: false });
    const tried = asked(search, spaceOf(listedK, bounded, listed("leafsize", [10, 11])));
    assert.deepEqual(tried.map(([value]) => value), (expected as { readonly K: unknown }).K);
  },
  "plotting report"({ expected }) {
    const space = spaceOf(
      listed("features", ["a", "b", "c", "d"]),
      numbers("lambda", { lower: 1, upper: 10, scale: "log10" }),
    );
    const tried = asked(grid(), space);
    assert.deepEqual(
      [tried.length, tried[0]?.length],
      (expected as Record<string, unknown>).parameter_values_size,
    );
  },
  "n below/over the grid"({ input, expected }) {
    const space = spaceOf(numbers("K", { lower: 1, upper: 20, integer: true }));
    const { n_sequence } = input as { readonly n_sequence: readonly number[] };
    const tried = n_sequence.map((count) => asked(grid({ goal: 20, shuffled: false }), space, { count }));
    const counts = tried.map((values) => {
      assert.deepEqual(values, values.map((_, i) => [i + 1]));
      return `1:${values.length}`;
    });
    assert.deepEqual(counts, (expected as { readonly K: unknown }).K);
  },
  "process grid range"({ expected }) {
    const [r1, r2, s] = [numbers("r1"), numbers("r2"), listed("s", ["a", "b"])];
    const sizes = (given: Parameters<typeof grid>[0], ...ranges: readonly Range[]) =>
      iterators(grid({ ...given, shuffled: false }), ...ranges).map((points) => points.length);
    assert.deepEqual([
      sizes({ resolution: 42 }, r1),
      sizes({ resolutions: { r1: 3 } }, r1),
      sizes({ resolution: 42 }, s),
      [2], // upstream warns of a resolution of listed values; here it is refused
      sizes({ resolution: 42, resolutions: { r1: 3 } }, r1, r2, s),
    ], expected);
    assert.throws(() => sizes({ resolutions: { s: 3 } }, s), /its values are listed/);
  },
  "Grid(goal): resolution given to every numeric range"({ input, expected }) {
    const { goal, nominal_lengths, n_numeric } = input as Goal;
    const lists = nominal_lengths.map((length, i) => listed(`s${i}`, Array.from({ length }, (_, j) => j)));
    const numeric = Array.from({ length: n_numeric }, (_, i) => numbers(`r${i}`));
    const found = iterators(grid({ goal, shuffled: false }), ...numeric, ...lists);
    for (const points of found.slice(0, n_numeric)) assert.equal(points.length, expected);
  },
  "latin hypercube bounds"({ input, expected, tol = 0 }) {
    const bounds = input as Bounds;
    if (bounds.values) {
      // codes from 1 to 3 upstream; here each value is one of the list
      assert.deepEqual([1, listed("s", bounds.values).points(3).length], expected);
      return;
    }
    const { lower = -Infinity, upper = Infinity } = bounds;
    const range = numbers("r", { ...bounds, lower, upper });
    const near = expected as readonly number[];
    range.bounds.forEach((bound, i) =>
      assert.ok(Math.abs(bound - near[i]!) <= tol, `${bound}, not ${near[i]}`)
    );
  },
};

/** Cases that do not apply to searches, and why. */
const APART: Readonly<Record<string, string>> = {
  "scale merge": "a search gives values, no scales; ranges of one path keep their own",
};

RECORDS.forEach((record, i) => {
  const check = CHECKS[record.case];
  Deno.test({
    name: `${titleOf(record, i)}${check ? "" : `: ${APART[record.case]}`}`,
    ignore: !check && record.case in APART,
    fn: () => {
      assert.ok(check, "the record is checked");
      check(record);
    },
  });
});
