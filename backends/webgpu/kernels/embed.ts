import type { Step } from "../../lowering/mod.ts";
import type { EachBody } from "./body.ts";
import { levelText } from "./level.ts";
import type { Writing } from "./writing.ts";

/** Codes as the rows of their kernels, other columns as they are; one invocation a number. */
export function embed(
  { reads, writes, inputs, outputs, passed, embedded }: Extract<Step, { op: "embed" }>,
  write: Writing,
): EachBody {
  const [x, y] = [write.element(reads.x), write.element(writes.y)];
  const [n, row] = [write.count(outputs), `row * ${write.count(inputs)}`];
  // j − to wraps around where j is less
  const when = (
    { to, width }: { readonly to: number; readonly width: number },
    value: (k: string) => string,
  ) =>
    `  {
    let k = j - ${write.count(to)};
    if (k < ${write.count(width)}) { ${y("i")} = ${value("k")}; return; }
  }`;
  const parts = [
    ...passed.map((part) => when(part, (k) => x(`${row} + ${write.count(part.from)} + ${k}`))),
    ...embedded.map(({ column, levels, units, to, kernel }) =>
      when({ to, width: units }, (k) => {
        const level = levelText(x(`${row} + ${write.count(column)}`), write.count(levels));
        return `vectors[${write.slot(kernel)} + ${level} * ${write.count(units)} + ${k}]`;
      })
    ),
  ];
  return {
    name: "embed",
    form: "each",
    count: `o.here * ${n}`,
    perRow: outputs,
    text: `  let row = i / ${n};
  let j = i % ${n};
${parts.join("\n")}`,
  };
}
