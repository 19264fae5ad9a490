import type { Step } from "../../lowering/mod.ts";
import type { EachBody } from "./body.ts";
import { levelText } from "./level.ts";
import { rowsOf } from "./rows_of.ts";
import type { Writing } from "./writing.ts";

/** Codes as the rows of their kernels, other columns as they are; one invocation a number. */
export function embed(
  { reads, writes, inputs, outputs, passed, embedded }: Extract<Step, { op: "embed" }>,
  write: Writing,
): EachBody {
  const x = rowsOf(reads.x, { rows: "1u", width: write.count(inputs), single: true }, write);
  const [y, n] = [write.tensor(writes.y), write.count(outputs)];
  // j − to wraps around where j is less
  const part = ({ to, width }: { readonly to: number; readonly width: number }, value: string) =>
    `  k = j - ${write.count(to)};
  if (k < ${write.count(width)}) { work[${y} + i] = ${value}; return; }`;
  const parts = [
    ...passed.map((columns) => part(columns, x.at("row", `${write.count(columns.from)} + k`))),
    ...embedded.map(({ column, levels, units, to, kernel }) => {
      const level = levelText(x.at("row", write.count(column)), write.count(levels));
      return part(
        { to, width: units },
        `vectors[${write.slot(kernel)} + ${level} * ${write.count(units)} + k]`,
      );
    }),
  ];
  return {
    name: "embed",
    form: "each",
    count: `o.here * ${n}`,
    perRow: outputs,
    text: `  let row = ${x.row(`(i / ${n})`, "0u")};
  let j = i % ${n};
  var k = 0u;
${parts.join("\n")}`,
  };
}
