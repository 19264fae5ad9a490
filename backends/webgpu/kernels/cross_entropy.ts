import type { Step, Tensor } from "../../lowering/mod.ts";
import type { EachBody } from "./body.ts";
import type { Writing } from "./writing.ts";

/** What it reads and writes: as lowered, and the loss of each row. */
export interface CrossEntropy {
  readonly step: Extract<Step, { op: "crossEntropy" }>;
  readonly rowLoss: Tensor;
}

/**
 * Cross-entropy behind softmax, −Σ_j y_j log p_j for each row, and its gradient of the batch's mean,
 * w (p_j Σ y − y_j) / rows; one invocation a row.
 */
export function crossEntropy({ step, rowLoss }: CrossEntropy, write: Writing): EachBody {
  const { reads, writes, width } = step;
  const [x, dx, n] = [write.tensor(reads.x), write.tensor(writes.dx), write.count(width)];
  const y = write.element(reads.y);
  return {
    name: "crossEntropy",
    form: "each",
    count: "o.here",
    perRow: 1,
    rounds: () => 3 * (width + 1),
    text: `  let x = ${x} + i * ${n};
  let dx = ${dx} + i * ${n};
  var top = work[x];
  for (var j = 1u; j < ${n}; j++) { top = max_of(top, work[x + j]); }
  var sum = 0.0;
  var all = 0.0;
  var along = 0.0;
  for (var j = 0u; j < ${n}; j++) {
    let shifted = work[x + j] - top;
    let e = exp(shifted);
    let wanted = ${y(`i * ${n} + j`)};
    sum += e;
    all += wanted;
    if (wanted != 0.0) { along += wanted * shifted; } // however far below the top
    work[dx + j] = e;
  }
  ${write.element(rowLoss)("i")} = all * log(sum) - along;
  let each = weight_of(o, i) / f32(o.here);
  let share = each * all / sum;
  for (var j = 0u; j < ${n}; j++) {
    work[dx + j] = work[dx + j] * share - ${y(`i * ${n} + j`)} * each;
  }`,
  };
}
