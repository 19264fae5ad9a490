import assert from "node:assert/strict";
import { type Distribution, type DistributionName, randomSearch, type Range } from "../../meta/mod.ts";
import { fittedDistribution } from "../../meta/_fitted_distribution.ts";
import { nominalRange } from "../../meta/nominal_range.ts";
import { numericRange } from "../../meta/numeric_range.ts";
import { samplerOf } from "../../meta/_sampler.ts";
import ranges from "../golden/ranges.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../golden/records.ts";
import tuning from "../golden/tuning_random.json" with { type: "json" };
import { always } from "./_always.ts";

const FITS: readonly OracleRecord[] = ranges.filter((record) => record.case.startsWith("distribution fit"));
const TUNING: readonly OracleRecord[] = tuning;

const COUNT = 20_000;

// So many values that are as likely, in order: from quantiles in the middles of as many slices.
function quantilesOf(range: Range, drawn: Distribution | DistributionName): readonly number[] {
  const draw = samplerOf(range, drawn);
  return Array.from({ length: COUNT }, (_, i) => Number(draw(always((i + 0.5) / COUNT))));
}

const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((x) => (x - mean) ** 2)));
}

function near(x: number, wanted: number, tolerance: number): void {
  assert.ok(Math.abs(x - wanted) <= tolerance, `${x}, wanted ${wanted}`);
}

// Upstream's names, in our spelling: those of the case are listed after its colon.
const namesOf = ({ case: name }: OracleRecord) =>
  name.split(": ")[1]!.split(", ").map((each) =>
    (each[0]!.toLowerCase() + each.slice(1)) as DistributionName
  );

function checkSupport(name: DistributionName): void {
  const draw = samplerOf(numericRange({ path: "x", lower: 2, upper: 7 }), name);
  const [first, last] = [0, 1 - 2 ** -53].map((u) => Number(draw(always(u))));
  near(first!, 2, 0.001);
  near(last!, 7, 0.001);
  assert.ok(first! >= 2 && last! <= 7);
}

function checkMoments(name: DistributionName): void {
  const [lower, upper] = name === "normal" || name === "logistic" ? [-Infinity, Infinity] : [0, Infinity];
  const values = quantilesOf(numericRange({ path: "x", lower, upper, origin: 5, unit: 2 }), name);
  near(meanOf(values), 5, 0.005);
  near(deviationOf(values), 2, 0.02);
}

const positive = numericRange({ path: "x", lower: 0, upper: Infinity, origin: 2, unit: 3 });

const CHECKS: Readonly<Record<string, (record: OracleRecord) => void>> = {
  "Uniform": (record) => namesOf(record).forEach(checkSupport),
  "Normal": (record) => namesOf(record).forEach(checkMoments),
  "Poisson": () => near(meanOf(quantilesOf(positive, "poisson")), 3, 0.005),
  "Beta": () => {
    const beta = "beta" as DistributionName; // it is none
    assert.throws(
      () => samplerOf(positive, beta),
      /Cannot draw "x" by "beta": known distributions are uniform,/,
    );
  },
  "Gamma": ({ expected }) =>
    assert.deepEqual(fittedDistribution("gamma", positive), { kind: "gamma", ...Object(expected) }),
  "LogNormal": ({ expected }) => {
    const { kind, ...fitted } = fittedDistribution("logNormal", positive);
    const { mu, sigma } = Object(expected);
    assert.equal(kind, "logNormal");
    assert.ok("mu" in fitted);
    near(fitted.mu, mu, 1e-15);
    near(fitted.sigma, sigma, 1e-15);
  },
  "integer sampler": () => {
    const whole = numericRange({ path: "x", lower: 11, upper: 13, integer: true });
    const values = quantilesOf(whole, { kind: "uniform", lower: 1, upper: 20 });
    const counts = [11, 12, 13].map((x) => values.filter((value) => value === x).length);
    assert.deepEqual(counts, [COUNT / 4, COUNT / 2, COUNT / 4]);
  },
};

FITS.forEach((record, i) => {
  const what = record.case.split(": ")[1]!.split(", ")[0]!;
  Deno.test(titleOf(record, i), () => CHECKS[what]!(record));
});

const sameDraws = (range: Range, a: Distribution | DistributionName, b: Distribution) =>
  assert.deepEqual(quantilesOf(range, a), quantilesOf(range, b));

const TUNED: Readonly<Record<string, () => void>> = {
  "random search defaults used for ranges": () => {
    const scaled = numericRange({ path: "x", lower: 1, upper: 10, scale: Math.exp });
    assert.equal(randomSearch().params.bounded, "uniform");
    sameDraws(scaled, "uniform", { kind: "uniform", lower: 1, upper: 10 });
    near(meanOf(quantilesOf(scaled, "uniform").map(Math.log)), 5.5, 1e-9);
    const listed = samplerOf(nominalRange({ path: "s", values: ["x", "y"] }));
    const at = (u: number) => listed(always(u));
    assert.deepEqual([0, 0.49, 0.5, 0.99].map(at), ["x", "x", "y", "y"]);
  },
  "(range, distribution instance) is truncated": () => {
    const values = quantilesOf(
      numericRange({ path: "x", lower: 5, upper: Infinity, origin: 6, unit: 1 }),
      { kind: "poisson", mean: 3 },
    );
    const odds = [5, 6, 7].map((k) => values.filter((x) => x === k).length / COUNT);
    const e = Math.exp(3);
    const tail = e - 1 - 3 - 9 / 2 - 27 / 6 - 81 / 24;
    [243 / 120, 729 / 720, 2187 / 5040].forEach((weight, i) => near(odds[i]!, weight / tail, 1e-4));
    assert.ok(values.every((x) => x >= 5));
  },
  "(range, distribution type) is fitted then truncated": () => {
    const range = numericRange({ path: "x", lower: 5, upper: Infinity, origin: 10, unit: 5 });
    sameDraws(range, "poisson", { kind: "poisson", mean: 5 });
    assert.ok(quantilesOf(range, "poisson").every((x) => x >= 5));
  },
};

TUNING.forEach((record, i) => {
  Deno.test(titleOf(record, i), () => TUNED[record.case]!());
});
