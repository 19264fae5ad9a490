import type { Step } from "../../lowering/mod.ts";
import type { EachBody } from "./body.ts";
import { type NormBack, normGradients } from "./norm_gradients.ts";
import type { Writing } from "./writing.ts";

/** Standardises each row, scales and shifts it; one invocation a row. */
export function layerNorm(
  { reads, writes, gain, shift, epsilon, rows, width }: Extract<Step, { op: "layerNorm" }>,
  write: Writing,
): EachBody {
  const [x, xhat, y] = [reads.x, writes.xhat, writes.y].map((t) => write.tensor(t));
  const [gains, shifts] = [gain, shift].map((slot) => write.slot(slot));
  const n = write.count(width);
  return {
    name: "layerNorm",
    form: "each",
    rounds: () => 3 * (width + 1),
    count: `o.here * ${write.count(rows)}`,
    perRow: rows,
    text: `  let at = i * ${n};
  var sum = 0.0;
  for (var j = 0u; j < ${n}; j++) { sum += work[${x} + at + j]; }
  let mean = sum / f32(${n});
  var squares = 0.0;
  for (var j = 0u; j < ${n}; j++) { let d = work[${x} + at + j] - mean; squares += d * d; }
  let deviation = sqrt(squares / f32(${n}) + ${write.float(epsilon)});
  work[${write.tensor(writes.deviation)} + i] = deviation;
  for (var j = 0u; j < ${n}; j++) {
    let h = (work[${x} + at + j] - mean) / deviation;
    work[${xhat} + at + j] = h;
    work[${y} + at + j] = h * vectors[${gains} + j] + vectors[${shifts} + j];
  }`,
  };
}

/** dx = (dx̂ − mean dx̂ − x̂ · mean(dx̂ x̂)) / deviation with dx̂ = dy · gain; one invocation a row. */
export function layerNormBack({ reads, writes, gain, rows, width }: NormBack, write: Writing): EachBody {
  const [dy, xhat, deviation] = [reads.dy, reads.xhat, reads.deviation].map((t) => write.tensor(t));
  const [gains, n] = [write.slot(gain), write.count(width)];
  return {
    name: "layerNormBack",
    form: "each",
    rounds: () => 2 * (width + 1),
    count: `o.here * ${write.count(rows)}`,
    perRow: rows,
    text: `  let at = i * ${n};
  var plain = 0.0;
  var along = 0.0;
  for (var j = 0u; j < ${n}; j++) {
    let d = work[${dy} + at + j] * vectors[${gains} + j];
    plain += d;
    along += d * work[${xhat} + at + j];
  }
  for (var j = 0u; j < ${n}; j++) {
    let d = work[${dy} + at + j] * vectors[${gains} + j] - plain / f32(${n});
    work[${write.tensor(writes.dx)} + at + j] =
      (d - work[${xhat} + at + j] * (along / f32(${n}))) / work[${deviation} + i];
  }`,
  };
}

/** Gradients of gain and shift; one invocation a feature. */
export function layerNormWeights(back: NormBack, write: Writing): EachBody {
  return {
    name: "layerNormWeights",
    form: "each",
    rounds: (batch) => batch * back.rows + 1,
    count: write.count(back.width),
    fixed: back.width,
    text: normGradients(back, write),
  };
}
