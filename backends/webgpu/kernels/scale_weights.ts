import type { Step } from "../../lowering/mod.ts";
import type { EachBody } from "./body.ts";
import type { Writing } from "./writing.ts";

/** Gradient of a scale layer's factor, Σ dy · x over rows; one invocation a feature. */
export function scaleWeights(
  { reads, factor, rows, width }: Extract<Step, { op: "scaleBack" }>,
  write: Writing,
): EachBody {
  const [x, dy, n] = [write.tensor(reads.x), write.tensor(reads.dy), write.count(width)];
  return {
    name: "scaleWeights",
    form: "each",
    rounds: (batch) => batch * rows + 1,
    count: n,
    fixed: width,
    text: `  let end = o.here * ${write.count(rows)} * ${n};
  var sum = 0.0;
  for (var k = i; k < end; k += ${n}) { sum += work[${dy} + k] * work[${x} + k]; }
  vectors[${write.gradient(factor)} + i] = sum;`,
  };
}
