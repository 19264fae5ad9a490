import assert from "node:assert/strict";
import { makeJudge } from "../../backends/reference/loss.ts";
import { type Finaliser, type LossPlan, rng } from "../../core/mod.ts";
import {
  behind,
  binaryCrossEntropy,
  binaryFocal,
  crossEntropy,
  dice,
  finaliserOf,
  focal,
  hinge,
  huber,
  identity,
  klDivergence,
  logitBinaryCrossEntropy,
  logitCrossEntropy,
  type Loss,
  mae,
  mse,
  msle,
  poisson,
  siameseContrastive,
  sigmoid,
  softmax,
  softplus,
  squaredHinge,
  tanh,
  tversky,
} from "../../nn/mod.ts";

type Targets = "real" | "positive" | "signs" | "bits" | "classes";

const [plain, probability, classes, positive, centred] = [identity, sigmoid, softmax, softplus, tanh].map(
  finaliserOf,
);

const LOSSES: readonly (readonly [Loss, Finaliser, Targets])[] = [
  [mse(), plain!, "real"],
  [mse(), classes!, "classes"],
  [mae(), plain!, "real"],
  [msle(), positive!, "positive"],
  [huber({ delta: 0.5 }), plain!, "real"],
  [poisson(), positive!, "positive"],
  [hinge(), centred!, "signs"],
  [squaredHinge(), plain!, "signs"],
  [siameseContrastive(), positive!, "bits"],
  [dice(), probability!, "bits"],
  [dice(), classes!, "classes"],
  [tversky(), probability!, "bits"],
  [crossEntropy(), classes!, "classes"],
  [crossEntropy({ labelSmoothing: 0.1 }), classes!, "classes"],
  [logitCrossEntropy({ labelSmoothing: 0.1 }), plain!, "classes"],
  [klDivergence(), classes!, "classes"],
  [focal(), classes!, "classes"],
  [focal({ gamma: 0.5 }), classes!, "classes"],
  [binaryCrossEntropy({ labelSmoothing: 0.2 }), probability!, "bits"],
  [logitBinaryCrossEntropy(), plain!, "bits"],
  [binaryFocal(), probability!, "bits"],
  [binaryFocal({ gamma: 0.5 }), probability!, "bits"],
];

const [ROWS, COLUMNS] = [5, 3];
const WEIGHTS = Float64Array.of(1, 0.5, 2, 0, 1.5);

for (const [loss, finaliser, targets] of LOSSES) {
  const where = finaliser.kind === "softmax" ? "softmax" : finaliser.activation.name;
  const title = `${loss.kind} ${JSON.stringify(loss.params)} behind ${where}`;
  const fused = behind(finaliser, loss);
  const [raw, y] = batch(targets);

  for (
    const [form, plan] of fused === loss.plan
      ? [["plain", fused]] as const
      : [["fused", fused], ["plain", loss.plan]] as const
  ) {
    Deno.test(`the gradient of ${title} (${form}) is its central difference, row weights counted`, () => {
      const { gradient } = judge(plan, finaliser, raw, y);
      const h = 1e-5;
      for (let k = 0; k < raw.length; k++) {
        const slope = (judge(plan, finaliser, raw.with(k, raw[k]! + h), y).loss -
          judge(plan, finaliser, raw.with(k, raw[k]! - h), y).loss) / (2 * h);
        assert.ok(Math.abs(gradient.data[k]! - slope) < 1e-7, `at ${k}: ${gradient.data[k]} for ${slope}`);
      }
      assert.ok(gradient.data.subarray(9, 12).every((g) => Math.abs(g) === 0));
    });
  }

  if (fused !== loss.plan) {
    Deno.test(`${title} is the same fused, and stays finite where outputs are sure and wrong`, () => {
      const [a, b] = [judge(fused, finaliser, raw, y), judge(loss.plan, finaliser, raw, y)];
      assert.ok(Math.abs(a.loss - b.loss) < 1e-12);
      a.gradient.data.forEach((g, k) => assert.ok(Math.abs(g - b.gradient.data[k]!) < 1e-12));
      for (const size of [100, 1000, -1000]) {
        const { loss: far, gradient } = judge(fused, finaliser, raw.map((z) => z * size), y);
        assert.ok(Number.isFinite(far) && far >= 0, `${size}: ${far}`);
        assert.ok(gradient.data.every(Number.isFinite), `${size}: ${gradient.data}`);
      }
    });
  }
}

Deno.test("behind() fuses only with the finaliser that a loss is made for", () => {
  assert.equal(behind(classes!, crossEntropy()).of, "logSoftmax");
  assert.equal(behind(probability!, crossEntropy()).of, "output");
  assert.equal(behind(probability!, binaryCrossEntropy()).of, "logits");
  assert.equal(behind(classes!, binaryCrossEntropy()).of, "output");
  const squares = mse();
  assert.equal(behind(classes!, squares), squares.plan);
});

Deno.test("losses are plain data, and equal losses have equal plans", () => {
  for (const [loss] of LOSSES) {
    assert.deepEqual(JSON.parse(JSON.stringify(loss.plan)), loss.plan);
    assert.deepEqual(loss.with({}).plan, loss.plan);
  }
});

const REFUSALS: readonly (readonly [string, () => unknown, string])[] = [
  [
    "huber({ delta: 0 })",
    () => huber({ delta: 0 }),
    'Cannot set "delta" of huber: expected a number > 0, got 0',
  ],
  [
    "focal({ gamma: -1 })",
    () => focal({ gamma: -1 }),
    'Cannot set "gamma" of focal: expected a number ≥ 0, got -1',
  ],
  [
    "tversky({ beta: 2 })",
    () => tversky({ beta: 2 }),
    'Cannot set "beta" of tversky: expected a number in [0, 1], got 2',
  ],
];

for (const [call, make, message] of REFUSALS) {
  Deno.test(`${call} is refused: ${message}`, () => assert.throws(make, { name: "RangeError", message }));
}

function judge(plan: LossPlan, finaliser: Finaliser, raw: Float64Array, y: Float64Array) {
  return makeJudge(plan, finaliser)({ rows: ROWS, columns: COLUMNS, data: raw }, y, WEIGHTS);
}

function batch(targets: Targets): readonly [raw: Float64Array, y: Float64Array] {
  const source = rng(11);
  const raw = Float64Array.from({ length: ROWS * COLUMNS }, () => source.normal());
  const y = raw.map((_, k) => {
    const u = source.uniform();
    if (targets === "real") return 2 * u - 1;
    if (targets === "positive") return 3 * u;
    if (targets === "signs") return u < 0.5 ? -1 : 1;
    if (targets === "bits") return u < 0.5 ? 0 : 1;
    return k % COLUMNS === Math.floor(k / COLUMNS) % COLUMNS ? 1 : 0;
  });
  return [raw, y];
}
