import type { Step, Tensor } from "../../lowering/mod.ts";
import { type BatchNorm, runningText } from "./batch_norm.ts";
import type { EachBody } from "./body.ts";
import { CHUNK, chunkText } from "./chunk.ts";
import { tailText } from "./elements.ts";
import type { NormBack } from "./norm_gradients.ts";
import type { Writing } from "./writing.ts";

/** A batch normalisation of many rows, in parts. */
export interface BatchNormParts extends BatchNorm<Extract<Step, { op: "batchNorm" }>> {
  readonly parts: number;
  /** Means of the parts, feature by feature, and behind them their sums of squares. */
  readonly sums: Tensor;
  /** Means of all rows. */
  readonly means: Tensor;
}

/** First pass: mean and Σ (x − mean)² of each part; one invocation a part of a feature. */
export function batchNormParts({ step, parts, sums }: BatchNormParts, write: Writing): EachBody {
  const { rows, width } = step;
  const [x, to, n, of] = [
    write.tensor(step.reads.x),
    write.tensor(sums),
    write.count(width),
    write.count(parts),
  ];
  return {
    name: "batchNormParts",
    form: "each",
    rounds: (batch) => 2 * (Math.ceil(batch * rows / parts) + 1),
    count: `select(0u, ${of} * ${n}, o.here > 0u)`,
    fixed: parts * width,
    beside: CHUNK,
    text: `  let j = i % ${n};
${chunkText({ part: `i / ${n}`, depth: `o.here * ${write.count(rows)}`, parts: of })}
  var sum = 0.0;
  for (var k = first; k < end; k++) { sum += work[${x} + k * ${n} + j]; }
  let mean = sum / f32(max(end - first, 1u));
  var squares = 0.0;
  for (var k = first; k < end; k++) { let d = work[${x} + k * ${n} + j] - mean; squares += d * d; }
  work[${to} + i] = mean;
  work[${to} + ${of} * ${n} + i] = squares;`,
  };
}

/**
 * Second pass, one invocation a feature: Σ (x − mean)² = Σ over parts of their own and of rows · (their mean − mean)²
 * (Chan, Golub and LeVeque 1979). Moves the running statistics.
 */
export function batchNormStatistics(
  { step, parts, sums, means }: BatchNormParts,
  write: Writing,
): EachBody {
  const { rows, width, epsilon } = step;
  const [from, n, of] = [write.tensor(sums), write.count(width), write.count(parts)];
  const chunk = chunkText({ part: "part", depth: "depth", parts: of });
  return {
    name: "batchNormStatistics",
    form: "each",
    rounds: () => 2 * (parts + 1),
    count: `select(0u, ${n}, o.here > 0u)`,
    fixed: width,
    beside: CHUNK,
    text: `  let depth = o.here * ${write.count(rows)};
  let count = f32(depth);
  var sum = 0.0;
  for (var part = 0u; part < ${of}; part++) {
  ${chunk}
    sum += work[${from} + part * ${n} + i] * f32(end - first);
  }
  let mean = sum / count;
  var squares = 0.0;
  for (var part = 0u; part < ${of}; part++) {
  ${chunk}
    let d = work[${from} + part * ${n} + i] - mean;
    squares += work[${from} + (${of} + part) * ${n} + i] + d * d * f32(end - first);
  }
  let variance = squares / count;
  work[${write.tensor(means)} + i] = mean;
  work[${write.tensor(step.writes.deviation)} + i] = sqrt(variance + ${write.float(epsilon)});
${runningText(step, write)}`,
  };
}

/** What comes of the statistics: x̂ and y; one invocation an element. */
export function batchNormApply({ step, means, tail }: BatchNormParts, write: Writing): EachBody {
  const { reads: { x }, writes, weights: [gain, shift], rows, width } = step;
  const n = write.count(width);
  const deviation = write.tensor(writes.deviation);
  return {
    name: "batchNormApply",
    form: "each",
    count: `o.here * ${write.count(rows)} * ${n}`,
    perRow: rows * width,
    beside: tailText(tail, { write, width: rows * width, output: writes.y }),
    text: `  let j = i % ${n};
  let h = (work[${write.tensor(x)} + i] - work[${write.tensor(means)} + j]) / work[${deviation} + j];
  work[${write.tensor(writes.xhat)} + i] = h;
  own_tail(o, i, h * vectors[${write.slot(gain)} + j] + vectors[${write.slot(shift)} + j]);`,
  };
}

/** The way back of one whose gradients of gain and shift are known: these are the sums that it takes. */
export function batchNormSlope(
  { step, tail }: BatchNorm<NormBack>,
  write: Writing,
): EachBody {
  const { reads, writes, gain, shift, rows, width } = step;
  const [dy, xhat, deviation] = [reads.dy, reads.xhat, reads.deviation].map((t) => write.tensor(t));
  const [row, n] = [write.count(rows), write.count(width)];
  return {
    name: "batchNormSlope",
    form: "each",
    count: `o.here * ${row} * ${n}`,
    perRow: rows * width,
    beside: tailText(tail, { write, width: rows * width, output: writes.dx }),
    text: `  let j = i % ${n};
  let count = f32(o.here * ${row});
  let plain = vectors[${write.gradient(shift)} + j] / count;
  let along = vectors[${write.gradient(gain)} + j] / count;
  let d = work[${dy} + i] - plain - work[${xhat} + i] * along;
  own_tail(o, i, vectors[${write.slot(gain)} + j] / work[${deviation} + j] * d);`,
  };
}
