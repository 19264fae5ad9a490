import type { Step } from "../../lowering/mod.ts";
import type { EachBody, TilesBody } from "./body.ts";
import { DROP, elementsText, type Part } from "./elements.ts";
import { lanesOf, sizeOfTile, tileMemory, type TileShape, tileText } from "./tile.ts";
import type { Writing } from "./writing.ts";

/** A product of rows with a kernel, and what is done to each of its elements right away. */
export interface Product {
  readonly step: Extract<Step, { op: "dense" | "denseInput" }>;
  readonly tail: readonly Part[];
}

/** y = x · kernel + bias, or dx = dy · kernelᵀ: one invocation an element. */
export function dense(product: Product, write: Writing): EachBody {
  const { name, a, b, inner, width, finish, tail, row, perRow } = operands(product, write);
  return {
    name,
    form: "each",
    count: `o.here * ${row} * ${width}`,
    perRow,
    beside: tail,
    text: `  let m = i / ${width};
  let n = i % ${width};
  let base = ${a.row("m")};
  var sum = 0.0;
  for (var k = 0u; k < ${inner}; k++) { sum = fma(${a.at("base", "k")}, ${b("k", "n")}, sum); }
  own_tail(o, i, ${finish("sum", "n")});`,
  };
}

/** The same, tile by tile. */
export function denseTiles(
  { product, shape }: { readonly product: Product; readonly shape: TileShape },
  write: Writing,
): TilesBody {
  const { name, a, b, inner, width, finish, tail, row, perRow, columns, bAlongDepth } = operands(
    product,
    write,
  );
  const tile = sizeOfTile(shape);
  const text = tileText({
    shape,
    row: `group.y * ${tile.rows}u`,
    column: `group.x * ${tile.columns}u`,
    depth: inner,
    a: (m, k) => `own_a(o, ${m}, ${k}, rows, depth)`,
    aAlongDepth: true,
    b: (k, n) => `own_b(o, ${k}, ${n}, depth, width)`,
    bAlongDepth,
    store: (m, n, sum) =>
      `if (${m} < rows && ${n} < width) { own_tail(o, ${m} * width + ${n}, ${finish(sum, n)}); }`,
  });
  return {
    name: `${name}Tiles`,
    form: "tiles",
    lanes: lanesOf(shape),
    groups: (rows) => [Math.ceil(columns / tile.columns), Math.ceil(rows * perRow / columns / tile.rows)],
    beside: `${tileMemory(shape)}
${tail}
fn own_a(o: Model, m: u32, k: u32, rows: u32, depth: u32) -> f32 {
  if (m >= rows || k >= depth) { return 0.0; }
  let base = ${a.row("m")};
  return ${a.at("base", "k")};
}
fn own_b(o: Model, k: u32, n: u32, depth: u32, width: u32) -> f32 {
  if (k >= depth || n >= width) { return 0.0; }
  return ${b("k", "n")};
}`,
    text: `  let rows = o.here * ${row};
  let width = ${width};
  let depth = ${inner};
${text}`,
  };
}

// What both forms are written with.
function operands({ step, tail }: Product, write: Writing) {
  const forward = step.op === "dense";
  const [x, y] = forward ? [step.reads.x, step.writes.y] : [step.reads.dy, step.writes.dx];
  const [depth, columns] = forward ? [step.inputs, step.outputs] : [step.outputs, step.inputs];
  const [inner, width, row] = [write.count(depth), write.count(columns), write.count(step.rows)];
  const kernel = write.slot(step.kernel);
  const bias = forward && step.bias ? write.slot(step.bias) : undefined;
  const perRow = step.rows * columns;
  const text = elementsText(tail, { write, width: perRow, given: new Map([[y.id, [y, "value"]]]) });
  const drops = tail.some(({ does }) => does === "drop");
  return {
    name: step.op,
    a: rowsOf(x, { rows: row, width: inner, single: step.rows === 1 }, write),
    b: forward
      ? (k: string, n: string) => `vectors[${kernel} + ${k} * ${width} + ${n}]`
      : (k: string, n: string) => `vectors[${kernel} + ${n} * ${inner} + ${k}]`,
    bAlongDepth: !forward,
    inner,
    width,
    row,
    columns,
    perRow,
    finish: (sum: string, n: string) => bias ? `${sum} + vectors[${bias} + ${n}]` : sum,
    tail: `${drops ? DROP : ""}\nfn own_tail(o: Model, i: u32, value: f32) {\n${text}\n}`,
  };
}

/** Rows of a matrix that may have to be looked up on the tape: where row m starts, and its k-th number. */
export function rowsOf(
  tensor: { readonly at: string; readonly id: number; readonly perRow: number; readonly fixed: number },
  { rows, width, single }: { readonly rows: string; readonly width: string; readonly single: boolean },
  write: Writing,
): { row(m: string): string; at(from: string, k: string): string } {
  if (tensor.at !== "x") {
    const base = write.tensor({ ...tensor, at: "planned" });
    return { row: (m) => `${base} + ${m} * ${width}`, at: (from, k) => `work[${from} + ${k}]` };
  }
  return {
    row: single
      ? (m) => `o.x + tape[o.first + ${m}] * ${width}`
      : (m) => `o.x + (tape[o.first + ${m} / ${rows}] * ${rows} + ${m} % ${rows}) * ${width}`,
    at: (from, k) => `data[${from} + ${k}]`,
  };
}
