import type { Step } from "../../lowering/mod.ts";
import type { Writing } from "./writing.ts";

/** The way back of a normalisation. */
export type NormBack = Extract<Step, { op: "batchNormBack" | "layerNormBack" }>;

/** Statements that add up, for feature `i`, the gradients of gain and shift: Σ dy · x̂ (`along`) and Σ dy (`plain`). */
export function normGradients({ reads, gain, shift, rows, width }: NormBack, write: Writing): string {
  const [dy, xhat, n] = [write.tensor(reads.dy), write.tensor(reads.xhat), write.count(width)];
  return `  let end = o.here * ${write.count(rows)} * ${n};
  var plain = 0.0;
  var along = 0.0;
  for (var k = i; k < end; k += ${n}) {
    let d = work[${dy} + k];
    plain += d;
    along += d * work[${xhat} + k];
  }
  vectors[${write.gradient(gain)} + i] = along;
  vectors[${write.gradient(shift)} + i] = plain;`;
}
