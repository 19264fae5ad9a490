import type { Step } from "../../lowering/mod.ts";
import type { EachBody } from "./body.ts";
import type { Writing } from "./writing.ts";

/** Copies, or adds, columns of one matrix to those of another. */
export function copy(
  { reads, writes, from, to, rows, width, add }: Extract<Step, { op: "copy" }>,
  write: Writing,
): EachBody {
  const n = write.count(width);
  const [x, y] = [write.element(reads.x), write.element(writes.y)];
  const index = (of: typeof from) =>
    `i / ${n} * ${write.count(of.stride)} + ${write.count(of.offset)} + i % ${n}`;
  return {
    name: "copy",
    form: "each",
    count: `o.here * ${write.count(rows)} * ${n}`,
    perRow: rows * width,
    text: `  let source = ${index(from)};
  let goal = ${index(to)};
  ${y("goal")} ${add ? "+=" : "="} ${x("source")};`,
  };
}
