import { configured } from "../../core/configured.ts";
import type { Rng } from "../../core/rng.ts";
import { integer } from "../../core/schema.ts";
import { isNumericRange, type Range } from "../range.ts";
import type { Search, SearchOf, Trial } from "../search.ts";
import { oneBatch } from "./_one_batch.ts";
import { pointIn } from "./_point_in.ts";
import { refuseRepeats } from "./_refuse_repeats.ts";
import { type Dimension, spread } from "./_spread.ts";

/** Hyperparameters of {@linkcode latinHypercube}. */
export interface LatinHypercubeParams {
  /** How many points there are. Default 10. */
  readonly points: number;
}

const KIND = "LatinHypercube";

const make = configured<LatinHypercubeParams, Pick<Search, "start" | "defaultCount">>(
  KIND,
  { points: integer(10, { min: 1, max: 1_000_000, doc: "how many points there are" }) },
  ({ points }) => ({
    start(space, rng) {
      refuseRepeats(space, KIND);
      return oneBatch(pointsOf(space.ranges, { points, rng: rng.fork("hypercube") }));
    },
    defaultCount: () => points,
  }),
);

/**
 * Tries so many `points` that fill each range evenly, whatever the others are (McKay, Beckman and Conover 1979): a range of
 * numbers is cut into as many equal slices of its scale as there are points, and each slice holds one, anywhere in it; of a
 * list each value has equally many, give or take one. Half-bounded ranges are cut as grids go through them. How many points
 * there are has to be known before: more tuning with a greater `n` finds no more, so give both.
 *
 * Which slices go together is chosen so that points lie far from each other (Audze and Eglais 1977), by exchanges that are
 * kept where they spread the points: at most a hundred for each, and about 10⁸ differences in all.
 *
 * Starting throws a TypeError for a path of several ranges.
 *
 * @example Each quarter holds one of four points.
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { latinHypercube, range } from "@attune/attune/meta";
 * import { neuralNetworkRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const ranges = [range(neuralNetworkRegressor(), "lambda", { lower: 0, upper: 4 })];
 * const trials = [...latinHypercube({ points: 4 }).start({ ranges, paths: ["lambda"] }, rng(0)).ask()];
 * assert.deepEqual(trials.map(({ values }) => Math.floor(Number(values[0]))).toSorted(), [0, 1, 2, 3]);
 * ```
 */
export function latinHypercube(options: Partial<LatinHypercubeParams> = {}): SearchOf<LatinHypercubeParams> {
  return make(options);
}

interface Design {
  readonly points: number;
  readonly rng: Rng;
}

function* pointsOf(ranges: readonly Range[], { points, rng }: Design): Generator<Trial> {
  const dimensions = ranges.map((range, i) => dimensionOf(range, { points, rng: rng.fork(i) }));
  spread(dimensions, rng.fork("spread"));
  const within = rng.fork("within");
  for (let i = 0; i < points; i++) {
    const values = ranges.map((range, j) => {
      const place = dimensions[j]!.places[i]!;
      return isNumericRange(range)
        ? pointIn(range, place + within.uniform() / points)
        : range.params.values[place];
    });
    yield { values };
  }
}

// Where points are no multiple of a list's length, chance says which of its values have one more.
function dimensionOf(range: Range, { points, rng }: Design): Dimension {
  const slices = rng.permutation(points);
  if (isNumericRange(range)) {
    return { places: Float64Array.from(slices, (slice) => slice / points), listed: false };
  }
  const { length } = range.params.values;
  const codes = rng.fork("values").permutation(length);
  return { places: slices.map((slice) => codes[slice % length]!), listed: true };
}
