import { flag, oneOf } from "../core/schema.ts";
import { byName } from "./_by_column.ts";
import type { FeatureParams } from "./_features.ts";
import { numberTransformer, type Way } from "./_number_transformer.ts";
import { pairField } from "./_pair_field.ts";
import { quantileOf } from "./_quantiles.ts";
import type { InvertibleTableMapper, TableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode robustScaler}. */
export interface RobustScalerParams extends FeatureParams {
  /** Two quantiles, in [0, 1]; their distance becomes 1. Default [0.25, 0.75]. */
  readonly quantiles: readonly [low: number, high: number];
  /** Whether what is far out is drawn in smoothly, to between −3 and 3. Default false. */
  readonly smoothClip: boolean;
  /** What to do with a column whose values are all the same: `"refuse"` it (default), or `"keep"` it, always 0 then. */
  readonly constant: "refuse" | "keep";
}

/** Learns medians and distances of quantiles, and scales by them. */
export type RobustScaler = TableTransformer<RobustScalerParams, InvertibleTableMapper>;

interface Place {
  readonly centre: number;
  /** 0 for a constant column. */
  readonly scale: number;
}

/** Smoothly clipped numbers lie within. */
const REACH = 3;

const make = numberTransformer<Omit<RobustScalerParams, keyof FeatureParams>, Place>({
  kind: "RobustScaler",
  schema: {
    quantiles: pairField([0.25, 0.75], { min: 0, max: 1, doc: "two quantiles, whose distance becomes 1" }),
    smoothClip: flag(false, "whether what is far out is drawn in smoothly, to between −3 and 3"),
    constant: oneOf(["refuse", "keep"], "what to do with a column whose values are all the same"),
  },
  keeps: ({ constant }) => constant === "keep",
  learn(known, { params: { quantiles: [low, high] } }) {
    const sorted = known.slice().sort();
    const range = quantileOf(sorted, high) - quantileOf(sorted, low);
    const whole = sorted[sorted.length - 1]! - sorted[0]!;
    return { centre: quantileOf(sorted, 0.5), scale: range > 0 ? range : whole / 2 };
  },
  forward({ centre, scale }, { smoothClip }) {
    const scaled = (v: number) => scale === 0 ? 0 : (v - centre) / scale;
    return { at: smoothClip ? (v) => drawnIn(scaled(v)) : scaled };
  },
  backward({ centre, scale }, { smoothClip }): Way {
    const back = (z: number) => centre + scale * z;
    if (!smoothClip) return { at: back };
    return {
      at: (z) => back(drawnOut(z)),
      takes: `numbers between −${REACH} and ${REACH}, as smoothClip gives`,
    };
  },
  report: (states) => ({
    centres: byName(states, ({ centre }) => centre),
    scales: byName(states, ({ scale }) => scale),
  }),
});

/**
 * Scales columns of numbers by what outliers do not move: (x − median) / (distance of two quantiles), both of the
 * training rows; quantiles are interpolated linearly. By default the Continuous columns; all others pass through.
 * Missing values stay missing, and count for nothing in training. The report has `centres` and `scales` by column.
 *
 * Where the two quantiles coincide, half the distance from the smallest to the largest value is taken; and with
 * `smoothClip`, z becomes z / √(1 + (z/3)²): both as the preprocessing of RealMLP has it (Holzmüller, Grinsztajn and
 * Steinwart 2024, "Better by default", section 3; `RobustScaleSmoothClipTransform` of pytabkit). The way back from
 * smooth clipping takes numbers between −3 and 3, and throws a DataError for others.
 *
 * Throws a DataError for a column without values, with infinite ones, or whose values are all the same, unless
 * `constant: "keep"`: it is 0 in every row then, new ones too, and comes back as its training value.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { cells, numeric, table } from "@attune/attune/data";
 * import { robustScaler } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * using machine = new Machine(robustScaler(), { x: table({ income: numeric([10, 20, 30, 40, 5000]) }) });
 * const learned = await machine.fit();
 * const z = await learned.transform(table({ income: numeric([30, 50]) }));
 * assert.deepEqual(cells(z.column("income")), [0, 1]);
 * ```
 */
export function robustScaler(options: Partial<RobustScalerParams> = {}): RobustScaler {
  return make(options);
}

function drawnIn(z: number): number {
  return z / Math.sqrt(1 + (z / REACH) ** 2);
}

function drawnOut(z: number): number {
  return z / Math.sqrt(1 - (z / REACH) ** 2); // NaN or infinite from REACH on
}
