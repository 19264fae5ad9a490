import { configured } from "../../core/configured.ts";
import { hint } from "../../core/names.ts";
import type { Rng } from "../../core/rng.ts";
import { optional } from "../../core/optional.ts";
import { flag, integer, nested } from "../../core/schema.ts";
import { brief } from "../../core/show.ts";
import { rangesOf } from "../_ranges_of.ts";
import { rounded } from "../_scale.ts";
import { isNumericRange, type Range } from "../range.ts";
import type { Search, SearchOf, Space, Trial } from "../search.ts";
import { oneBatch } from "./_one_batch.ts";

/** Hyperparameters of {@linkcode grid}. */
export interface GridParams {
  /** How many points a range of numbers has. Default 10. */
  readonly resolution: number;
  /** How many points the ranges of numbers of these paths have, by path. Default: all as many as `resolution`. */
  readonly resolutions: Readonly<Record<string, number>>;
  /** About how many points there are in all, in place of both resolutions. Default: as many as these give. */
  readonly goal: number | undefined;
  /** Whether they are tried in random order. Default true. */
  readonly shuffled: boolean;
}

/** So many points can be put in random order: their order takes 64 MiB. */
const MOST = 2 ** 24;

const RESOLUTION = integer(10, { min: 1, max: MOST, doc: "how many points a range of numbers has" });

const make = configured<GridParams, Pick<Search, "start" | "defaultCount">>("Grid", {
  resolution: RESOLUTION,
  resolutions: nested<Readonly<Record<string, number>>>({}, {
    expected: `resolutions by path, each ${RESOLUTION.expected}`,
    is: (value) =>
      typeof value === "object" && value !== null && !Array.isArray(value) &&
      Object.values(value).every(RESOLUTION.accepts),
    doc: "how many points the ranges of numbers of these paths have",
  }),
  goal: optional(integer(1, { min: 1, max: MOST, doc: "about how many points there are in all" })),
  shuffled: flag(true, "whether they are tried in random order"),
}, (params) => {
  const { goal, resolutions } = params;
  if (goal !== undefined && Object.keys(resolutions).length > 0) {
    throw new TypeError(
      `Cannot make Grid with a goal of ${goal} and resolutions ${
        brief(resolutions)
      }: the goal decides them; ` +
        "give one of the two",
    );
  }
  return {
    start(space, rng) {
      const axes = axesOf(space, params);
      return oneBatch(pointsOf(axes, params.shuffled ? orderOf(axes, rng) : undefined));
    },
    defaultCount: (space) => sizeOf(axesOf(space, params)),
  };
});

/**
 * Tries all combinations of points: so many of each range of numbers, evenly spaced on its scale, and all listed values.
 * Of a path with several ranges the points of one follow on those of the other. Where they are not shuffled, the first path
 * changes fastest. Points are made when they are tried: large grids take no room but for their order, 4 bytes a point.
 *
 * A `goal` gives all ranges of numbers one resolution, the whole number nearest to the root, of as many ranges of numbers as
 * there are, of goal / how many combinations of listed values there are, and at least 1: so there may be more points than
 * the goal, or fewer. Whole numbers that coincide count once.
 *
 * Throws a TypeError for a goal beside `resolutions`; when started, for resolutions of paths that are not searched or of
 * listed values, and for a goal where there are no numbers; and a RangeError for more than 2²⁴ points to be shuffled.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { grid, range } from "@attune/attune/meta";
 * import { neuralNetworkRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const model = neuralNetworkRegressor();
 * const ranges = [
 *   range(model, "optimiser.eta", { lower: 0.01, upper: 1, scale: "log10" }),
 *   range(model, "epochs", { values: [10, 100] }),
 * ];
 * const space = { ranges, paths: ["optimiser.eta", "epochs"] };
 * const trials = [...grid({ resolution: 3, shuffled: false }).start(space, rng(0)).ask()];
 * assert.deepEqual(trials.map(({ values }) => values[1]), [10, 10, 10, 100, 100, 100]);
 * assert.equal(grid({ goal: 8 }).defaultCount?.(space), 8);
 * ```
 */
export function grid(options: Partial<GridParams> = {}): SearchOf<GridParams> {
  return make(options);
}

/** The points of each path. */
type Axes = readonly (readonly unknown[])[];

function axesOf({ ranges, paths }: Space, params: GridParams): Axes {
  checkPaths({ ranges, paths }, params.resolutions);
  const resolution = params.goal === undefined ? params.resolution : resolutionFor(params.goal, ranges);
  return paths.map((path) =>
    rangesOf(path, ranges).flatMap((range): readonly unknown[] =>
      isNumericRange(range) ? range.points(params.resolutions[path] ?? resolution) : range.points()
    )
  );
}

function checkPaths({ ranges, paths }: Space, resolutions: GridParams["resolutions"]): void {
  for (const [path, resolution] of Object.entries(resolutions)) {
    const own = rangesOf(path, ranges);
    const what = `Cannot give "${path}" a resolution of ${resolution}`;
    if (own.length === 0) {
      throw new TypeError(
        `${what}: no range has that path; there are ${paths.join(", ")}${hint(path, paths)}`,
      );
    }
    if (own.some(isNumericRange)) continue;
    throw new TypeError(`${what}: its values are listed, and all of them are tried; list fewer`);
  }
}

function resolutionFor(goal: number, ranges: readonly Range[]): number {
  const numeric = ranges.filter(isNumericRange).length;
  if (numeric === 0) {
    throw new TypeError(
      `Cannot make a grid of about ${goal} points: all values are listed, and all of them are tried; leave goal out`,
    );
  }
  const listed = ranges.reduce((n, range) => isNumericRange(range) ? n : n * range.points().length, 1);
  return Math.max(1, rounded((goal / listed) ** (1 / numeric)));
}

function sizeOf(axes: Axes): number {
  return axes.reduce((size, { length }) => size * length, 1);
}

function orderOf(axes: Axes, rng: Rng): Int32Array {
  const size = sizeOf(axes);
  if (size <= MOST) return rng.fork("order").permutation(size);
  throw new RangeError(
    `Cannot shuffle a grid of ${size} points: ${MOST} are most; give grid({ goal: 1000 }), lower resolutions, or ` +
      "grid({ shuffled: false })",
  );
}

function* pointsOf(axes: Axes, order: Int32Array | undefined): Generator<Trial> {
  const size = sizeOf(axes);
  for (let i = 0; i < size; i++) {
    let rest = order ? order[i]! : i;
    const values = axes.map((points) => {
      const value = points[rest % points.length];
      rest = Math.floor(rest / points.length);
      return value;
    });
    yield { values };
  }
}
