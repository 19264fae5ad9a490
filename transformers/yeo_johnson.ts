import { flag, nested } from "../core/schema.ts";
import type { FeatureParams } from "./_features.ts";
import { meanOf } from "../data/mean_of.ts";
import { peakOf } from "./_peak_of.ts";
import { likeliestPower, logVariance, power, unpower } from "./_power.ts";
import { powerTransformer } from "./_power_transformer.ts";
import type { InvertibleTableMapper, TableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode yeoJohnson}. */
export interface YeoJohnsonParams extends FeatureParams {
  /** The exponent of each column: the `"likeliest"` (default) if the result is to be normal, or a number. */
  readonly lambda: "likeliest" | number;
  /** Whether the result is standardised, as by `standardiser`. Default false. */
  readonly standardise: boolean;
}

/** Learns Yeo-Johnson transformations. */
export type YeoJohnson = TableTransformer<YeoJohnsonParams, InvertibleTableMapper>;

const make = powerTransformer<Omit<YeoJohnsonParams, keyof FeatureParams>>({
  kind: "YeoJohnson",
  schema: {
    lambda: nested<YeoJohnsonParams["lambda"]>("likeliest", {
      expected: '"likeliest" or a number',
      is: (v) => v === "likeliest" || Number.isFinite(v),
      doc: "the exponent, or how it is found",
    }),
    standardise: flag(false, "whether the result is standardised"),
  },
  curve: (known, { params: { lambda } }) => ({
    lambda: lambda === "likeliest" ? likeliest(known) : lambda,
    shift: 0,
  }),
  at: (v, { lambda }) => v < 0 ? -power(Math.log1p(-v), 2 - lambda) : power(Math.log1p(v), lambda),
  back: (z, { lambda }) => z < 0 ? -Math.expm1(unpower(-z, 2 - lambda)) : Math.expm1(unpower(z, lambda)),
  bounds: ({ lambda }) => [lambda > 2 ? 1 / (2 - lambda) : -Infinity, lambda < 0 ? -1 / lambda : Infinity],
});

/**
 * Brings columns of any numbers near a normal distribution by powers (Yeo and Johnson 2000): x from 0 on becomes
 * ((x + 1)^λ − 1) / λ, and x below 0 becomes −((1 − x)^(2 − λ) − 1) / (2 − λ), with logarithms where the divisor is 0. By
 * default the Continuous columns; all others pass through. Missing values stay missing, and count for nothing in
 * training. The report has `lambdas` by column, and `means` and `deviations` of the result, 0 and 1 unless it is
 * standardised.
 *
 * The likeliest λ is found to some eight digits, and agrees with
 * that of scikit-learn's PowerTransformer as far as its search goes; that standardises by default, with the divisor n.
 *
 * Throws a DataError for a column without values, with infinite ones, or whose values are all the same, and where λ is
 * so far out that digits do not suffice; likewise for infinite values to transform, and for numbers to take back that
 * the transformation does not give.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { numeric, table } from "@attune/attune/data";
 * import { yeoJohnson } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ gain: numeric([-1, 0, 1, 2, 4, 9, 20]) });
 * using machine = new Machine(yeoJohnson(), { x });
 * const { values } = (await (await machine.fit()).transform(x)).column("gain") as { values: Float64Array };
 * assert.ok(values[6]! - values[5]! < 2); // 9 and 20 are no longer far apart
 * ```
 */
export function yeoJohnson(options: Partial<YeoJohnsonParams> = {}): YeoJohnson {
  return make(options);
}

// Numbers of one sign are Box-Cox transformed, after 1 was added: in that form the search keeps digits.
function likeliest(known: Float64Array): number {
  const logarithms = known.map((v) => Math.log1p(Math.abs(v)));
  if (known.every((v) => v >= 0)) return likeliestPower(logarithms);
  if (known.every((v) => v <= 0)) return 2 - likeliestPower(logarithms);
  const slope = meanOf(logarithms.map((t, i) => known[i]! < 0 ? -t : t));
  const images = new Float64Array(known.length);
  return peakOf((lambda) => {
    for (let i = 0; i < images.length; i++) {
      images[i] = known[i]! < 0 ? -power(logarithms[i]!, 2 - lambda) : power(logarithms[i]!, lambda);
    }
    return (lambda - 1) * slope - logVariance(images) / 2;
  });
}
