import assert from "node:assert/strict";
import { categorical, finite, mode } from "../../data/mod.ts";
import {
  type MarginLossKind,
  type MarginLossOptions,
  marginLossWith,
  misclassificationRate,
} from "../../measures/mod.ts";

const LEVELS = ["no", "yes"];
const MARGINS = [-1, -0.5, 0, 0.25, 0.5, 0.75, 1];

/** The loss of each margin, where the second level is true. */
function losses(options: MarginLossOptions): number[] {
  const guess = finite(LEVELS, MARGINS.map((m) => (1 + m) / 2), { augment: true });
  return [...marginLossWith(options).each!(guess, categorical(MARGINS.map(() => "yes"), { levels: LEVELS }))];
}

// Formulas of LossFunctions.jl's documentation, by hand, at the margins above.
const BY_HAND: Readonly<Partial<Record<MarginLossKind, readonly number[]>>> = {
  zeroOne: [1, 1, 0, 0, 0, 0, 0],
  perceptron: [1, 0.5, 0, 0, 0, 0, 0],
  l1Hinge: [2, 1.5, 1, 0.75, 0.5, 0.25, 0],
  l2Hinge: [4, 2.25, 1, 0.5625, 0.25, 0.0625, 0],
  smoothedL1Hinge: [1.5, 1, 0.5, 0.28125, 0.125, 0.03125, 0],
  modifiedHuber: [4, 2.25, 1, 0.5625, 0.25, 0.0625, 0],
  l2Margin: [4, 2.25, 1, 0.5625, 0.25, 0.0625, 0],
  logitMargin: [
    1.3132616875,
    0.9740769842,
    0.6931471806,
    0.5759394199,
    0.4740769842,
    0.3868710061,
    0.3132616875,
  ],
  exp: [2.7182818285, 1.6487212707, 1, 0.7788007831, 0.6065306597, 0.4723665527, 0.3678794412],
  sigmoid: [1.761594156, 1.4621171573, 1, 0.7550813376, 0.5378828427, 0.3648510476, 0.238405844],
  dwd: [2, 1.5, 1, 0.75, 0.5, 1 / 3, 0.25],
};

for (const [kind, expected] of Object.entries(BY_HAND)) {
  Deno.test(`marginLossWith() has the values of ${kind} that are computed by hand`, () => {
    const found = losses({ kind: kind as MarginLossKind }); // a key of the record
    assertClose(found, expected);
  });
}

Deno.test("marginLossWith() takes the width of the smooth hinge and the power of the discrimination", () => {
  // 1 − γ/2 − m below 1 − γ = 1/2, (1 − m)² / 2γ above
  assertClose(losses({ kind: "smoothedL1Hinge", gamma: 0.5 }), [1.75, 1.25, 0.75, 0.5, 0.25, 0.0625, 0]);
  // q² / (q + 1)³ / m² = 4/27 / m² above q/(q + 1) = 2/3
  const tail = [0.75, 1].map((m) => 4 / 27 / m ** 2);
  assertClose(losses({ kind: "dwd", q: 2 }), [2, 1.5, 1, 0.75, 0.5, ...tail]);
});

Deno.test("margin losses keep the identities between them", () => {
  const times = (factor: number, values: readonly number[]) => values.map((value) => factor * value);
  assertClose(losses({ kind: "modifiedHuber" }), times(4, losses({ kind: "smoothedL1Hinge", gamma: 2 })));
  assertClose(losses({ kind: "l2Hinge" }), losses({ kind: "l1Hinge" }).map((value) => value ** 2));
  assertClose(losses({ kind: "logitMargin" }), losses({ kind: "exp" }).map(Math.log1p));
});

Deno.test("the margin has the sign of the level that is true, and zeroOne is the misclassification rate", () => {
  const guess = finite(LEVELS, [0.75, 0.75, 0.125], { augment: true });
  const truth = categorical(["yes", "no", "no"]);
  assert.deepEqual([...marginLossWith({ kind: "l1Hinge" }).each!(guess, truth)], [0.5, 1.5, 0.25]);
  const rate = marginLossWith({ kind: "zeroOne" })(guess, truth);
  assert.equal(rate, misclassificationRate(mode(guess), truth));
});

Deno.test("a NaN probability makes every margin loss NaN", () => {
  const truth = categorical(["yes"], { levels: LEVELS });
  for (const kind of Object.keys(BY_HAND)) {
    const measure = marginLossWith({ kind: kind as MarginLossKind }); // a key of the record
    assert.equal(measure(finite(LEVELS, [[NaN, NaN]]), truth), NaN, kind);
  }
});

function assertClose(found: readonly number[], expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]!) < 1e-10, `${value} is not ${expected[i]}`)
  );
}
