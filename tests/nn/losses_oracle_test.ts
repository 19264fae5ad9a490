import assert from "node:assert/strict";
import { makeJudge } from "../../backends/reference/loss.ts";
import {
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
  type Loss,
  mae,
  mse,
  msle,
  poisson,
  siameseContrastive,
  sigmoid,
  softmax,
  squaredHinge,
  tversky,
} from "../../nn/mod.ts";
import golden from "../golden/losses.json" with { type: "json" };
import { type Nested, observations, type OracleRecord, titleOf } from "./_records.ts";

const RECORDS: readonly OracleRecord[] = golden;

// Upstream's functions, with the one parameter that a record may set.
const LOSSES: Readonly<Record<string, (parameter?: number) => Loss>> = {
  mse: () => mse(),
  mae: () => mae(),
  msle: () => msle(),
  huber_loss: (delta) => huber({ delta }),
  crossentropy: (labelSmoothing) => crossEntropy({ labelSmoothing }),
  binarycrossentropy: () => binaryCrossEntropy(),
  logitbinarycrossentropy: () => logitBinaryCrossEntropy(),
  kldivergence: () => klDivergence(),
  hinge_loss: () => hinge(),
  squared_hinge_loss: () => squaredHinge(),
  poisson_loss: () => poisson(),
  dice_coeff_loss: () => dice(),
  tversky_loss: (beta) => tversky({ beta }),
  focal_loss: (gamma) => focal({ gamma }),
  binary_focal_loss: (gamma) => binaryFocal({ gamma }),
  siamese_contrastive_loss: (margin) => siameseContrastive({ margin }),
};

const total = Math.E ** 0 + Math.E ** 1 + Math.E ** 2;
const COLUMN = [0, 1, 2].map((z) => Math.exp(z) / total);

// Records that state a relation or an error instead of a number.
const SPECIAL: Readonly<Record<string, () => void>> = {
  "crossentropy ignores zero-probability where the label is zero": () => {
    const whole = lossOf(crossEntropy(), [0.1, 0, 0.9], [0.1, 0, 0.9]);
    assert.equal(whole, lossOf(crossEntropy(), [0.1, 0.9], [0.1, 0.9]));
    assert.ok(Number.isFinite(whole));
  },
  // There is no function that smooths labels: they are read off a loss whose logarithms are −1 and 0.
  "label_smoothing(0.2)": () => {
    const loss = crossEntropy({ labelSmoothing: 0.2, epsilon: 0 });
    close(lossOf(loss, [1 / Math.E, 1], [0, 1]), 0.1, 1e-12);
    close(lossOf(loss, [1, 1 / Math.E], [0, 1]), 0.9, 1e-12);
  },
  // Decided otherwise in part: 0 is allowed, because it is the default and means that nothing is smoothed.
  "label_smoothing out of (0,1)": () => {
    assert.throws(() => crossEntropy({ labelSmoothing: 1.2 }), {
      name: "RangeError",
      message: 'Cannot set "labelSmoothing" of crossEntropy: expected a number in [0, 1), got 1.2',
    });
    assert.equal(crossEntropy({ labelSmoothing: 0 }).params.labelSmoothing, 0);
  },
  "siamese_contrastive_loss negative margin": () =>
    assert.throws(() => siameseContrastive({ margin: -0.5 }), {
      name: "RangeError",
      message: 'Cannot set "margin" of siameseContrastive: expected a number ≥ 0, got -0.5',
    }),
};

for (const [i, record] of RECORDS.entries()) {
  Deno.test(`a loss agrees with Flux: ${titleOf(record, i)}`, () => {
    const special = SPECIAL[record.case];
    if (special) return special();
    const { loss, yhat, y } = read(record);
    const { expected, tol = 1e-6 } = record;
    assert.ok(typeof expected === "number");
    close(lossOf(loss, yhat, y), expected, tol);
    for (const fused of fusedLosses(loss, yhat, y)) close(fused, expected, tol);
  });
}

Deno.test("every golden loss is among the records of a known case", () => {
  assert.equal(RECORDS.length, 39);
  for (const name of Object.keys(SPECIAL)) assert.ok(RECORDS.some((record) => record.case === name), name);
});

function read(record: OracleRecord): { readonly loss: Loss; readonly yhat: Nested; readonly y: Nested } {
  const name = record.case.match(/^\w+/)![0];
  const parameter = record.case.match(/(?:=|label_smoothing )(\d+(\.\d+)?)/)?.[1];
  const loss = LOSSES[name]!(parameter === undefined ? undefined : Number(parameter));
  // The shapes that the golden file has: "every column = softmax([0,1,2])" and a single label are shorthands.
  const input = record.input as {
    readonly yhat?: Nested | string;
    readonly logits?: Nested;
    readonly y?: Nested | number;
    readonly y_onehot?: Nested;
  };
  const y = input.y ?? input.y_onehot!;
  const yhat = input.yhat ?? input.logits!;
  if (typeof yhat === "string") {
    assert.ok(Array.isArray(y) && Array.isArray(y[0]));
    const columns = y[0].length;
    return { loss, yhat: COLUMN.map((p) => new Array<number>(columns).fill(p)), y };
  }
  return { loss, yhat, y: typeof y === "number" ? yhat.map(() => y) : y };
}

function lossOf(loss: Loss, yhat: Nested, y: Nested): number {
  const { rows, values } = observations(yhat);
  const judge = makeJudge(loss.plan, finaliserOf(identity));
  const raw = { rows, columns: values.length / rows, data: values };
  return judge(raw, observations(y).values, new Float64Array(rows).fill(1)).loss;
}

// The same guesses as raw outputs: logarithms are the inverse of softmax for rows that sum to 1, logits of sigmoid.
function fusedLosses(loss: Loss, yhat: Nested, y: Nested): number[] {
  const { rows, values } = observations(yhat);
  const columns = values.length / rows;
  const targets = observations(y).values;
  const ones = new Float64Array(rows).fill(1);
  const found: number[] = [];
  if (loss.fused.softmax && columns > 1 && values.every((p) => p > 0 && p < 1)) {
    const judge = makeJudge(loss.fused.softmax, finaliserOf(softmax));
    found.push(judge({ rows, columns, data: values.map(Math.log) }, targets, ones).loss);
  }
  if (loss.fused.sigmoid) {
    const judge = makeJudge(loss.fused.sigmoid, finaliserOf(sigmoid));
    found.push(judge({ rows, columns, data: values.map((p) => Math.log(p / (1 - p))) }, targets, ones).loss);
  }
  return found;
}

function close(got: number, want: number, tolerance: number): void {
  assert.ok(Math.abs(got - want) <= tolerance, `${got} for ${want}`);
}
