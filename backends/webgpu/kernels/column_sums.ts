import type { Slot, Tensor } from "../../lowering/mod.ts";
import type { EachBody } from "./body.ts";
import { CHUNK, chunkText } from "./chunk.ts";
import type { Writing } from "./writing.ts";

/** Gradients that are sums over many rows, feature by feature, made in parts: Σ dy · x, and Σ dy. */
export interface ColumnSums {
  readonly x: Tensor;
  readonly dy: Tensor;
  readonly rows: number;
  readonly width: number;
  readonly parts: number;
  /** Sums of the parts, feature by feature: all Σ dy · x, then all Σ dy. */
  readonly sums: Tensor;
  /** What Σ dy · x is the gradient of. */
  readonly along: Slot;
  /** What Σ dy is the gradient of, if anything is. */
  readonly plain?: Slot;
}

/** One invocation a part of a feature. */
export function columnParts(
  { x, dy, rows, width, parts, sums }: ColumnSums,
  write: Writing,
): EachBody {
  const [n, of] = [write.count(width), write.count(parts)];
  const to = write.tensor(sums);
  return {
    name: "columnParts",
    form: "each",
    rounds: (batch) => Math.ceil(batch * rows / parts) + 1,
    count: `${of} * ${n}`,
    fixed: parts * width,
    beside: CHUNK,
    text: `  let j = i % ${n};
${chunkText({ part: `i / ${n}`, depth: `o.here * ${write.count(rows)}`, parts: of })}
  var plain = 0.0;
  var along = 0.0;
  for (var k = first; k < end; k++) {
    let d = work[${write.tensor(dy)} + k * ${n} + j];
    plain += d;
    along += d * work[${write.tensor(x)} + k * ${n} + j];
  }
  work[${to} + i] = along;
  work[${to} + ${of} * ${n} + i] = plain;`,
  };
}

/** One invocation a feature: adds the parts in their order. */
export function columnSums({ width, parts, sums, along, plain }: ColumnSums, write: Writing): EachBody {
  const [n, of, from] = [write.count(width), write.count(parts), write.tensor(sums)];
  return {
    name: "columnSums",
    form: "each",
    rounds: () => parts + 1,
    count: n,
    fixed: width,
    text: `  var along = 0.0;
  var plain = 0.0;
  for (var part = 0u; part < ${of}; part++) {
    along += work[${from} + part * ${n} + i];
    plain += work[${from} + (${of} + part) * ${n} + i];
  }
  vectors[${write.gradient(along)} + i] = along;
  ${plain ? `vectors[${write.gradient(plain)} + i] = plain;` : ""}`,
  };
}
