import type { Step } from "../../lowering/mod.ts";
import type { EachBody } from "./body.ts";
import { type Part, tailText } from "./elements.ts";
import { type NormBack, normGradients } from "./norm_gradients.ts";
import type { Writing } from "./writing.ts";

/** A step of a batch normalisation, and what is done to each of its elements right away. */
export interface BatchNorm<S extends BatchNormStep> {
  readonly step: S;
  readonly tail: readonly Part[];
}

/** Steps of batch normalisations; the way back is called as that of layers is. */
export type BatchNormStep = Forward | Infer | NormBack;

type Forward = Extract<Step, { op: "batchNorm" }>;
type Infer = Extract<Step, { op: "batchNormInfer" }>;

/** Standardises each feature over the batch and moves the running statistics, one invocation a feature. */
export function batchNorm({ step, tail }: BatchNorm<Forward>, write: Writing): EachBody {
  const { reads, writes, weights, epsilon, rows, width } = step;
  const [x, xhat, deviation] = [reads.x, writes.xhat, writes.deviation].map((t) => write.tensor(t));
  const [gain, shift] = weights.map((slot) => write.slot(slot));
  const n = write.count(width);
  return {
    name: "batchNorm",
    form: "each",
    rounds: (batch) => 3 * (batch * rows + 1),
    count: `select(0u, ${n}, o.here > 0u)`,
    fixed: width,
    beside: tailText(tail, { write, width: rows * width, output: writes.y }),
    text: `  let end = o.here * ${write.count(rows)} * ${n};
  let count = f32(o.here * ${write.count(rows)});
  var sum = 0.0;
  for (var k = i; k < end; k += ${n}) { sum += work[${x} + k]; }
  let mean = sum / count;
  var squares = 0.0;
  for (var k = i; k < end; k += ${n}) { let d = work[${x} + k] - mean; squares += d * d; }
  let variance = squares / count;
  let deviation = sqrt(variance + ${write.float(epsilon)});
  work[${deviation} + i] = deviation;
  for (var k = i; k < end; k += ${n}) {
    let h = (work[${x} + k] - mean) / deviation;
    work[${xhat} + k] = h;
    own_tail(o, k, h * vectors[${gain} + i] + vectors[${shift} + i]);
  }
${runningText(step, write)}`,
  };
}

/** Statements that move the running statistics of feature `i` by what is known of a batch of `count` rows. */
export function runningText(
  { weights, momentum }: Forward,
  write: Writing,
): string {
  const [mean, variance] = [weights[2], weights[3]].map((slot) => write.slot(slot));
  return `  let share = ${write.float(momentum)};
  let unbiased = select(variance, squares / max(count - 1.0, 1.0), count > 1.0);
  vectors[${mean} + i] = (1.0 - share) * vectors[${mean} + i] + share * mean;
  vectors[${variance} + i] = (1.0 - share) * vectors[${variance} + i] + share * unbiased;`;
}

/** Standardises each element by the running statistics. */
export function batchNormInfer({ step, tail }: BatchNorm<Infer>, write: Writing): EachBody {
  const { reads, writes, weights, epsilon, rows, width } = step;
  const [gain, shift, mean, variance] = weights.map((slot) => write.slot(slot));
  const n = write.count(width);
  return {
    name: "batchNormInfer",
    form: "each",
    count: `o.here * ${write.count(rows)} * ${n}`,
    perRow: rows * width,
    beside: tailText(tail, { write, width: rows * width, output: writes.y }),
    text: `  let j = i % ${n};
  let deviation = sqrt(vectors[${variance} + j] + ${write.float(epsilon)});
  let h = (${write.element(reads.x)("i")} - vectors[${mean} + j]) / deviation;
  own_tail(o, i, h * vectors[${gain} + j] + vectors[${shift} + j]);`,
  };
}

/** dx = (dx̂ − mean dx̂ − x̂ · mean(dx̂ x̂)) / deviation with dx̂ = dy · gain, and the gradients; one invocation a feature. */
export function batchNormBack({ step, tail }: BatchNorm<NormBack>, write: Writing): EachBody {
  const { reads, writes, gain, rows, width } = step;
  const [dy, xhat, deviation] = [reads.dy, reads.xhat, reads.deviation].map((t) => write.tensor(t));
  const n = write.count(width);
  return {
    name: "batchNormBack",
    form: "each",
    rounds: (batch) => 2 * (batch * rows + 1),
    count: `select(0u, ${n}, o.here > 0u)`,
    fixed: width,
    beside: tailText(tail, { write, width: rows * width, output: writes.dx }),
    text: `${normGradients(step, write)}
  let count = f32(o.here * ${write.count(rows)});
  let g = vectors[${write.slot(gain)} + i] / work[${deviation} + i];
  for (var k = i; k < end; k += ${n}) {
    let d = work[${dy} + k] - plain / count - work[${xhat} + k] * (along / count);
    own_tail(o, k, g * d);
  }`,
  };
}
