import assert from "node:assert/strict";
import { rng } from "../../core/mod.ts";
import type { Distribution } from "../../meta/mod.ts";
import { numericRange } from "../../meta/numeric_range.ts";
import { samplerOf } from "../../meta/_sampler.ts";
import golden from "../golden/distributions_scipy.json" with { type: "json" };
import { always } from "./_always.ts";

interface GoldenRecord {
  readonly distribution: Distribution;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly probabilities: readonly number[];
  readonly quantiles: readonly number[];
}

const RECORDS = golden.records as readonly GoldenRecord[];

function rangeOf({ lower, upper }: GoldenRecord) {
  const from = lower ?? -Infinity;
  const to = upper ?? Infinity;
  const origin = lower !== null ? lower + 0.1 : upper !== null ? upper - 0.1 : 0;
  return numericRange({ path: "x", lower: from, upper: to, origin, unit: 1, scale: "linear" });
}

const nameOf = ({ distribution, lower, upper }: GoldenRecord) =>
  `${JSON.stringify(distribution)} from ${lower ?? "-∞"} to ${upper ?? "∞"}`;

for (const record of RECORDS) {
  Deno.test(`quantiles of ${nameOf(record)} are SciPy's`, () => {
    const draw = samplerOf(rangeOf(record), record.distribution);
    record.probabilities.forEach((u, i) => {
      const [x, wanted] = [Number(draw(always(u))), record.quantiles[i]!];
      const size = Math.max(Math.abs(wanted), 1e-3);
      assert.ok(Math.abs(x - wanted) <= 1e-9 * size, `at ${u}: ${x}, SciPy has ${wanted}`);
    });
  });

  // Kolmogorov 1933: a difference as large as 1.95 / √n has a chance of 0.001; the seed is fixed.
  Deno.test(`draws of ${nameOf(record)} are as likely as their probabilities say`, () => {
    const draw = samplerOf(rangeOf(record), record.distribution);
    const chance = rng(17);
    const count = 20_000;
    const drawn = Float64Array.from({ length: count }, () => Number(draw(chance))).sort();
    record.quantiles.forEach((x, i) => {
      const [below, upTo] = [drawn.findIndex((y) => y >= x), drawn.findIndex((y) => y > x)]
        .map((at) => (at < 0 ? count : at) / count);
      const u = record.probabilities[i]!;
      const margin = 1.95 / Math.sqrt(count);
      assert.ok(
        below! - margin <= u && u <= upTo! + margin,
        `${below} to ${upTo} are below ${x}, wanted ${u}`,
      );
    });
  });
}
