import { configured } from "../../core/configured.ts";
import type { NoParams } from "../../core/params.ts";
import type { Rng } from "../../core/rng.ts";
import type { Range } from "../range.ts";
import type { Search, SearchOf, Space, Trial } from "../search.ts";
import { oneBatch } from "./_one_batch.ts";
import { pointIn } from "./_point_in.ts";
import { refuseRepeats } from "./_refuse_repeats.ts";
import { digitsOf, DIMENSIONS, directionsOf } from "./_sobol_digits.ts";

const KIND = "Sobol";

const make = configured<NoParams, Pick<Search, "start">>(KIND, {}, () => ({
  start(space, rng) {
    checkSpace(space);
    return oneBatch(pointsOf(space.ranges, rng.fork("shift")));
  },
}));

/**
 * Tries the points of Sobol's sequence, which fill the space evenly however many are taken, most so a power of two: of the
 * first 2ᵏ points each of 2ᵏ equal slices of each range holds one. It has no end that one could reach: 2³² points.
 *
 * Ranges are filled evenly on their scale. Listed values have slices of equal length, and so have whole numbers, the
 * smallest and the largest too. Directions are those of Joe and Kuo (2008), and each dimension is shifted, digit by digit,
 * by chance (Owen 2003: a digital shift), so that each point by itself may lie anywhere.
 *
 * Starting throws a RangeError for more than 64 paths and a TypeError for a path of several ranges.
 *
 * @example Four points, one in each quarter.
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { range, sobol } from "@attune/attune/meta";
 * import { neuralNetworkRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const ranges = [range(neuralNetworkRegressor(), "epochs", { lower: 1, upper: 4 })];
 * const epochs: unknown[] = [];
 * for (const { values } of sobol().start({ ranges, paths: ["epochs"] }, rng(1)).ask()) {
 *   epochs.push(values[0]);
 *   if (epochs.length === 4) break;
 * }
 * assert.deepEqual(epochs.toSorted(), [1, 2, 3, 4]);
 * ```
 */
export function sobol(): SearchOf<NoParams> {
  return make();
}

function checkSpace(space: Space): void {
  refuseRepeats(space, KIND);
  const { length } = space.paths;
  if (length <= DIMENSIONS) return;
  throw new RangeError(
    `Cannot search ${length} paths by ${KIND}: directions are known for ${DIMENSIONS}; ` +
      "give fewer ranges, or search by randomSearch()",
  );
}

function* pointsOf(ranges: readonly Range[], rng: Rng): Generator<Trial> {
  const dimensions = ranges.map((range, i) => ({
    range,
    directions: directionsOf(i),
    shift: rng.fork(i).bits(),
  }));
  for (let i = 0; i < 2 ** 32; i++) {
    const values = dimensions.map(({ range, directions, shift }) =>
      pointIn(range, ((digitsOf(i, directions) ^ shift) >>> 0) / 2 ** 32)
    );
    yield { values };
  }
}
