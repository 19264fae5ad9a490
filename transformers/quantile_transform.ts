import { integer, oneOf } from "../core/schema.ts";
import { byName } from "./_by_column.ts";
import type { FeatureParams } from "./_features.ts";
import { normalQuantile } from "../core/normal_quantile.ts";
import { normalCdf } from "./_normal.ts";
import { numberTransformer } from "./_number_transformer.ts";
import { countBelow, countUpTo, quantilesOf } from "./_quantiles.ts";
import type { InvertibleTableMapper, TableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode quantileTransform}. */
export interface QuantileTransformParams extends FeatureParams {
  /** How many quantiles are learned; as many as there are values, where these are fewer. Default 1000. */
  readonly quantiles: number;
  /** Whether values become evenly spread in [0, 1] (default), or normally distributed about 0, between −5.2 and 5.2. */
  readonly output: "uniform" | "normal";
}

/** Learns quantiles, and transforms by them. */
export type QuantileTransform = TableTransformer<QuantileTransformParams, InvertibleTableMapper>;

interface Quantiles {
  readonly quantiles: readonly number[];
}

/** Shares nearer than this to 0 or 1 are taken as the ends, so that the normal distribution's are finite. */
const END = 1e-7;
/** As scikit-learn, a bit less where the ends become normal, so that they come back as ends. */
const WITHIN_END = END - Number.EPSILON;

const make = numberTransformer<Omit<QuantileTransformParams, keyof FeatureParams>, Quantiles>({
  kind: "QuantileTransform",
  schema: {
    quantiles: integer(1000, { min: 2, doc: "how many quantiles are learned, at most" }),
    output: oneOf(["uniform", "normal"], "how the transformed values are distributed"),
  },
  learn: (known, { params }) => ({
    quantiles: quantilesOf(known.slice().sort(), Math.min(params.quantiles, known.length) - 1),
  }),
  forward({ quantiles }, { output }) {
    const share = (v: number) => shareBelow(quantiles, v);
    if (output === "uniform") return { at: share };
    return { at: (v) => normalQuantile(Math.min(1 - WITHIN_END, Math.max(WITHIN_END, share(v)))) };
  },
  backward({ quantiles }, { output }) {
    const value = (share: number) => valueAt(quantiles, share);
    if (output === "uniform") return { at: value };
    return {
      at(z) {
        const share = normalCdf(z);
        return value(share < END ? 0 : share + END > 1 ? 1 : share);
      },
    };
  },
  report: (states) => ({ quantiles: byName(states, ({ quantiles }) => quantiles) }),
});

/**
 * Transforms columns of numbers by their ranks among the training rows: to the share of these that are less, between
 * the learned quantiles interpolated linearly, and with `output: "normal"` on to the normal quantile of that share. So
 * outliers come near the others, and any distribution becomes uniform or normal. By default the Continuous columns; all
 * others pass through. Missing values stay missing, and count for nothing in training. Values beyond those of the
 * training rows go to the ends, and come back as the smallest or largest value. The report has `quantiles` by column.
 *
 * It agrees with scikit-learn's QuantileTransformer without subsampling, with three exceptions. That takes values within
 * 1e-7 of the smallest or largest for these, whatever the scale, when `output` is `"normal"`; it has as many quantiles as
 * rows, missing ones too; and its quantiles may be off in the last digit, so that it gives equal values not always the
 * middle of their ranks.
 *
 * Throws a DataError for a column without values, with infinite ones, or whose values are all the same.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { cells, numeric, table } from "@attune/attune/data";
 * import { quantileTransform } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * using machine = new Machine(quantileTransform(), { x: table({ income: numeric([10, 20, 30, 40, 5000]) }) });
 * const learned = await machine.fit();
 * const z = await learned.transform(table({ income: numeric([15, 30, 9000]) }));
 * assert.deepEqual(cells(z.column("income")), [0.125, 0.5, 1]);
 * ```
 */
export function quantileTransform(options: Partial<QuantileTransformParams> = {}): QuantileTransform {
  return make(options);
}

// Among equal quantiles, the middle of them.
function shareBelow(quantiles: readonly number[], value: number): number {
  const last = quantiles.length - 1;
  if (value <= quantiles[0]!) return 0;
  if (value >= quantiles[last]!) return 1;
  const [below, upTo] = [countBelow(quantiles, value), countUpTo(quantiles, value)];
  if (upTo > below) return (below + upTo - 1) / 2 / last;
  const [low, high] = [quantiles[below - 1]!, quantiles[below]!];
  return (below - 1 + (value - low) / (high - low)) / last;
}

function valueAt(quantiles: readonly number[], share: number): number {
  const last = quantiles.length - 1;
  const position = Math.min(last, Math.max(0, share * last));
  const i = Math.min(last - 1, Math.floor(position));
  const [low, high] = [quantiles[i]!, quantiles[i + 1]!];
  return low + (position - i) * (high - low);
}
