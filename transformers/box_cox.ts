import { DataError } from "../core/errors.ts";
import { flag, nested } from "../core/schema.ts";
import { byName } from "./_by_column.ts";
import { extremes } from "./_extremes.ts";
import type { FeatureParams } from "./_features.ts";
import { meanOf } from "../data/mean_of.ts";
import { normalestPower } from "./_normality.ts";
import { likeliestPower, power, unpower } from "./_power.ts";
import { powerTransformer } from "./_power_transformer.ts";
import type { InvertibleTableMapper, TableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode boxCox}. */
export interface BoxCoxParams extends FeatureParams {
  /**
   * The exponent of each column: the `"likeliest"` (default) if the result is to be normal; the one of as many as `grid`
   * says, from −0.4 to 3, that makes the result correlate best with normal quantiles, as MLJ has it with 171, of at least
   * four values; or a number.
   */
  readonly lambda: "likeliest" | { readonly grid: number } | number;
  /** Whether a fifth of its mean is added to a column whose smallest value is 0. Default false. */
  readonly shift: boolean;
  /** Whether the result is standardised, as by `standardiser`. Default false. */
  readonly standardise: boolean;
}

/** Learns Box-Cox transformations. */
export type BoxCox = TableTransformer<BoxCoxParams, InvertibleTableMapper>;

const KIND = "BoxCox";

/** What is added to a column with zeros, for each unit of its mean. */
const SHIFT = 0.2;

const make = powerTransformer<Omit<BoxCoxParams, keyof FeatureParams>>({
  kind: KIND,
  schema: {
    lambda: nested<BoxCoxParams["lambda"]>("likeliest", {
      expected: '"likeliest", { grid: an integer ≥ 2 }, or a number',
      is: isLambda,
      doc: "the exponent, or how it is found",
    }),
    shift: flag(false, "whether a fifth of its mean is added to a column whose smallest value is 0"),
    standardise: flag(false, "whether the result is standardised"),
  },
  curve(known, { name, params: { lambda, shift } }) {
    const [least] = extremes(known);
    checkPositive(least, { name, shift });
    const added = shift && least === 0 ? SHIFT * meanOf(known) : 0;
    if (typeof lambda === "number") return { lambda, shift: added };
    if (lambda !== "likeliest") checkCount(known, name);
    const logarithms = known.map((v) => Math.log(v + added));
    const found = lambda === "likeliest"
      ? likeliestPower(logarithms)
      : normalestPower(logarithms, lambda.grid);
    return { lambda: found, shift: added };
  },
  at: (value, { lambda, shift }) => power(Math.log(value + shift), lambda),
  back: (z, { lambda, shift }) => Math.exp(unpower(z, lambda)) - shift,
  bounds: ({ lambda }) => [lambda > 0 ? -1 / lambda : -Infinity, lambda < 0 ? -1 / lambda : Infinity],
  takes: ({ shift }) => `numbers above ${shift && -shift}`,
  report: (curves) => ({ shifts: byName(curves, ({ shift }) => shift) }),
});

/**
 * Brings columns of positive numbers near a normal distribution by powers: with c the shift, mostly 0, x becomes
 * ((x + c)^λ − 1) / λ, and ln(x + c) where λ is 0 (Box and Cox 1964). By default the Continuous columns; all others pass
 * through. Missing values stay missing, and count for nothing in training. The report has `lambdas` and `shifts` by
 * column, and `means` and `deviations` of the result, 0 and 1 unless it is standardised.
 *
 * The likeliest λ is found to some eight digits, and agrees with that of scikit-learn's PowerTransformer as far as its
 * search goes.
 *
 * Throws a DataError for a column without values, with infinite ones, whose values are all the same, or not all above
 * 0, or fewer than four for a grid, and where λ is so far out that digits do not suffice; likewise for such values to transform, and for numbers to
 * take back that the transformation does not give.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { cells, numeric, table } from "@attune/attune/data";
 * import { boxCox } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ area: numeric([1, 2, 4]) });
 * using machine = new Machine(boxCox({ lambda: 2 }), { x });
 * const learned = await machine.fit();
 * const z = await learned.transform(x);
 * assert.ok(Math.abs(Number(cells(z.column("area"))[2]) - (4 ** 2 - 1) / 2) < 1e-12);
 * ```
 */
export function boxCox(options: Partial<BoxCoxParams> = {}): BoxCox {
  return make(options);
}

function isLambda(value: unknown): boolean {
  if (value === "likeliest" || Number.isFinite(value)) return true;
  const grid = Reflect.get(Object(value), "grid");
  return Number.isSafeInteger(grid) && grid >= 2 && Object.keys(Object(value)).length === 1;
}

/** Of fewer values, the middles between neighbours are one or two: any power of these correlates as well. */
const LEAST = 4;

function checkCount({ length }: Float64Array, name: string): void {
  if (length >= LEAST) return;
  throw new DataError(
    `Cannot learn ${KIND} from column "${name}": it holds ${length} values, and a grid takes at least ${LEAST}; ` +
      'set lambda: "likeliest", or a number',
    { column: name, found: `${length} values`, wanted: `at least ${LEAST} values` },
  );
}

function checkPositive(
  least: number,
  { name, shift }: { readonly name: string; readonly shift: boolean },
): void {
  if (least > 0 || (least === 0 && shift)) return;
  throw new DataError(
    `Cannot learn ${KIND} from column "${name}": it holds ${least}, and numbers above 0 are wanted; ` +
      (least === 0 ? "set shift, or " : "") + "transform it by yeoJohnson()",
    { column: name, found: String(least), wanted: "numbers above 0" },
  );
}
