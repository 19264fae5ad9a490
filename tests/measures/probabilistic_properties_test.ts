import assert from "node:assert/strict";
import fc from "fast-check";
import { type Categorical, categoricalOf, type Finite, finite } from "../../data/mod.ts";
import {
  auc,
  aucWith,
  averagePrecision,
  averagePrecisionWith,
  expectedCalibrationError,
  measures,
  precisionRecallCurve,
  precisionRecallCurveWith,
  reliabilityCurve,
  reliabilityCurveWith,
  rocCurve,
  rocCurveWith,
} from "../../measures/mod.ts";

interface Pairs {
  readonly guess: Finite;
  readonly truth: Categorical;
  readonly weights: Float64Array;
}

const STEPS = 8; // of probabilities, in eighths: sums are exact, and scores tie
const PARTS = 30; // of weights, which are tenths and thirds: their sums round

/** Distributions over this many levels, truths of which some are missing, and weights of which some are 0. */
function arbitraryPairs(levels: number): fc.Arbitrary<Pairs> {
  const pool = Array.from({ length: levels }, (_, k) => k);
  const row = fc.record({
    cuts: fc.array(fc.nat(STEPS), { minLength: levels - 1, maxLength: levels - 1 }),
    code: fc.integer({ min: -1, max: levels - 1 }),
    weight: fc.constantFrom(0, 3, 6, 9, 10, 20, 21, 30),
  });
  return fc.array(row, { minLength: 1, maxLength: 20 }).map((rows) => ({
    guess: finite(
      pool,
      rows.map(({ cuts }) => {
        const edges = [0, ...cuts.toSorted((a, b) => a - b), STEPS];
        return pool.map((k) => (edges[k + 1]! - edges[k]!) / STEPS);
      }),
    ),
    truth: categoricalOf(rows.map(({ code }) => code), pool, { ordered: true }),
    weights: Float64Array.from(rows, ({ weight }) => weight / PARTS),
  }));
}

const two = arbitraryPairs(2);
const three = arbitraryPairs(3);

const ofTwo = measures({ of: "distribution" }).filter(({ id }) => id !== "topKAccuracy");

const ofThree = [
  aucWith({ average: "oneVsRest" }),
  aucWith({ average: "oneVsOne" }),
  averagePrecisionWith({ positive: 0 }),
  expectedCalibrationError,
  rocCurveWith({ positive: 1 }),
  precisionRecallCurveWith({ positive: 1 }),
  reliabilityCurveWith({ mostProbable: true }),
  reliabilityCurveWith({ positive: 2, bins: 4, strategy: "quantile" }),
  ...measures({ name: "topK" }),
];

type Judge = (guess: Finite, truth: Categorical, options?: { weights: Float64Array }) => unknown;

/** Every number of a value or a curve, in order. */
function numbersOf(value: unknown): readonly number[] {
  if (typeof value === "number") return [value];
  return Object.values(value as Record<string, unknown>).flatMap((part) =>
    // a curve is a record
    part instanceof Float64Array ? [...part] : typeof part === "number" ? [part] : []
  );
}

for (const [pairs, list] of [[two, ofTwo], [three, ofThree]] as const) {
  for (const measure of list) {
    const judge = measure as unknown as Judge; // the lists hold measures of distributions

    Deno.test(`${measure.id} does not depend on the order of the rows, weighted or not`, () => {
      fc.assert(fc.property(pairs, fc.infiniteStream(fc.nat()), ({ guess, truth, weights }, keys) => {
        const drawn = Array.from(truth.codes, () => keys.next().value!);
        const rows = [...drawn.keys()].sort((a, b) => drawn[a]! - drawn[b]!);
        const moved = [guess.take(rows), truth.take(rows)] as const;
        assertClose(judge(...moved), judge(guess, truth));
        if (!measure.weighted) return;
        const taken = Float64Array.from(rows, (i) => weights[i]!);
        assertClose(judge(...moved, { weights: taken }), judge(guess, truth, { weights }));
      }));
    });

    if (!measure.weighted) continue;
    Deno.test(`${measure.id} minds equal weights only where it adds them up`, () => {
      fc.assert(fc.property(pairs, fc.constantFrom(0.1, 0.3, 1 / 3), ({ guess, truth }, weight) => {
        const weights = new Float64Array(truth.size).fill(weight);
        const [found, plain] = [judge(guess, truth, { weights }), judge(guess, truth)];
        if (measure.each) assertClose(found, Number(plain) * weight);
        else if (typeof plain === "number") assertClose(found, plain);
      }));
    });

    Deno.test(`${measure.id} with weights of one is as without weights`, () => {
      fc.assert(fc.property(pairs, ({ guess, truth }) => {
        const ones = new Float64Array(truth.size).fill(1);
        assert.deepEqual(numbersOf(judge(guess, truth, { weights: ones })), numbersOf(judge(guess, truth)));
      }));
    });
  }
}

Deno.test("auc is the area under rocCurve by trapezoids, weighted or not", () => {
  fc.assert(fc.property(two, fc.boolean(), ({ guess, truth, weights }, isWeighted) => {
    const options = isWeighted ? { weights } : {};
    const { falsePositiveRates: x, truePositiveRates: y } = rocCurve(guess, truth, options);
    let area = 0;
    for (let j = 1; j < x.length; j++) area += (x[j]! - x[j - 1]!) * (y[j]! + y[j - 1]!) / 2;
    assertClose(auc(guess, truth, options), x.length > 1 ? area : NaN);
  }));
});

/** Weight of the pairs of a row of each code that are in order by the first, ties half, over all pairs. */
function byPairs({ guess, truth, weights }: Pairs, [above, below]: readonly [number, number]): number {
  const score = (i: number) => guess.probs[i * guess.levels.length + above]!;
  const rows = (code: number) => [...truth.codes.keys()].filter((i) => truth.codes[i] === code);
  let wins = 0;
  let all = 0;
  for (const i of rows(above)) {
    for (const j of rows(below)) {
      const weight = weights[i]! * weights[j]!;
      wins += weight * (score(i) > score(j) ? 1 : score(i) === score(j) ? 0.5 : 0);
      all += weight;
    }
  }
  return wins / all;
}

Deno.test("auc agrees with counting every pair of rows by the product of their weights, ties half", () => {
  fc.assert(fc.property(two, (pairs) => {
    const { guess, truth, weights } = pairs;
    assertClose(auc(guess, truth, { weights }), byPairs(pairs, [1, 0]));
    const ones = new Float64Array(truth.size).fill(1);
    assert.deepEqual(auc(guess, truth), byPairs({ ...pairs, weights: ones }, [1, 0]));
  }));
});

Deno.test("auc one against one is the mean of counting pairs of rows for every pair of levels", () => {
  fc.assert(fc.property(three, (pairs) => {
    const { guess, truth, weights } = pairs;
    const each = [[0, 1], [1, 0], [0, 2], [2, 0], [1, 2], [2, 1]] as const;
    const areas = each.map((codes) => byPairs(pairs, codes)).filter((value) => !Number.isNaN(value));
    const mean = areas.reduce((sum, value) => sum + value, 0) / areas.length;
    assertClose(aucWith({ average: "oneVsOne" })(guess, truth, { weights }), mean);
  }));
});

Deno.test("both average precisions are sums over the points of the precision-recall curve", () => {
  fc.assert(fc.property(two, ({ guess, truth, weights }) => {
    const { recalls, precisions } = precisionRecallCurve(guess, truth, { weights });
    const steps = Array.from(recalls.subarray(1), (recall, j) => recall - recalls[j]!);
    const sum = (from: number) => steps.reduce((total, step, j) => total + step * precisions[j + from]!, 0);
    const isKnown = recalls[0] === 0;
    assertClose(averagePrecision(guess, truth, { weights }), isKnown ? sum(0) : NaN);
    const right = averagePrecisionWith({ rule: "right" })(guess, truth, { weights });
    assertClose(right, isKnown ? sum(1) : NaN);
  }));
});

Deno.test("a whole weight counts as that many rows, in curves and in what is computed from them", () => {
  fc.assert(fc.property(two, ({ guess, truth, weights }) => {
    const whole = weights.map((weight) => Math.round(weight * PARTS));
    const rows = Array.from(whole, (weight, i) => Array<number>(weight).fill(i)).flat();
    for (const measure of [rocCurve, precisionRecallCurve, reliabilityCurve, auc, expectedCalibrationError]) {
      const repeated = measure(guess.take(rows), truth.take(rows));
      assertClose(measure(guess, truth, { weights: whole }), repeated);
    }
  }));
});

Deno.test("expectedCalibrationError is the mean distance of the reliability curve from the diagonal", () => {
  fc.assert(fc.property(three, ({ guess, truth, weights }) => {
    const curve = reliabilityCurveWith({ mostProbable: true })(guess, truth, { weights });
    const total = curve.counts.reduce((sum, count) => sum + count, 0);
    const gaps = curve.counts.map((n, b) =>
      n / total * Math.abs(curve.frequencies[b]! - curve.confidences[b]!)
    );
    const expected = total > 0 ? gaps.reduce((sum, gap) => sum + gap, 0) : NaN;
    assertClose(expectedCalibrationError(guess, truth, { weights }), expected);
  }));
});

function assertClose(found: unknown, expected: unknown): void {
  const [values, wanted] = [numbersOf(found), numbersOf(expected)];
  assert.equal(values.length, wanted.length);
  for (const [i, value] of values.entries()) {
    const close = Math.abs(value - wanted[i]!) <= 1e-12 * Math.max(1, Math.abs(wanted[i]!));
    assert.ok(close || Object.is(value, wanted[i]), `${value} is not ${wanted[i]}`);
  }
}
