import type { Step } from "../../lowering/mod.ts";
import type { EachBody } from "./body.ts";
import type { Writing } from "./writing.ts";

type Softmax = Extract<Step, { op: "softmax" | "logSoftmax" }>;
type SoftmaxBack = Extract<Step, { op: "softmaxBack" | "logSoftmaxBack" }>;

/** Softmax of each row or its logarithm, one invocation a row. The largest number is subtracted first. */
export function softmax({ op, reads, writes, width }: Softmax, write: Writing): EachBody {
  const [x, y, n] = [write.tensor(reads.x), write.element(writes.y), write.count(width)];
  return {
    name: op,
    form: "each",
    count: "o.here",
    perRow: 1,
    rounds: () => 3 * (width + 1),
    text: `  let x = ${x} + i * ${n};
  var top = work[x];
  for (var j = 1u; j < ${n}; j++) { top = max_of(top, work[x + j]); }
  var sum = 0.0;
  for (var j = 0u; j < ${n}; j++) { sum += exp(work[x + j] - top); }
  let shift = top + log(sum);
  for (var j = 0u; j < ${n}; j++) { ${y(`i * ${n} + j`)} = ${
      op === "softmax" ? "exp(work[x + j] - top) / sum" : "work[x + j] - shift"
    }; }`,
  };
}

/** The way back: dx_j ← p_j (dx_j − Σ dx p), behind the logarithm dx_j ← dx_j − p_j Σ dx; one invocation a row. */
export function softmaxBack({ op, reads, width }: SoftmaxBack, write: Writing): EachBody {
  const [y, dx, n] = [write.tensor(reads.y), write.tensor(reads.dx), write.count(width)];
  const logarithm = op === "logSoftmaxBack";
  return {
    name: op,
    form: "each",
    count: "o.here",
    perRow: 1,
    rounds: () => 2 * (width + 1),
    text: `  let y = ${y} + i * ${n};
  let dx = ${dx} + i * ${n};
  var sum = 0.0;
  for (var j = 0u; j < ${n}; j++) { sum += ${logarithm ? "work[dx + j]" : "work[dx + j] * work[y + j]"}; }
  for (var j = 0u; j < ${n}; j++) { work[dx + j] = ${
      logarithm ? "work[dx + j] - exp(work[y + j]) * sum" : "work[y + j] * (work[dx + j] - sum)"
    }; }`,
  };
}
