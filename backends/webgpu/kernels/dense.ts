import type { Step, Tensor } from "../../lowering/mod.ts";
import type { EachBody, TilesBody } from "./body.ts";
import { DROP, elementsText, type Part } from "./elements.ts";
import { fourText, lanesOf, roundsOf, sizeOfTile, tileMemory, type TileShape, tileText } from "./tile.ts";
import type { Writing } from "./writing.ts";

/** A product of rows with a kernel, and what is done to each of its elements right away. */
export interface Product {
  readonly step: Extract<Step, { op: "dense" | "denseInput" }>;
  readonly tail: readonly Part[];
}

/** y = x · kernel + bias, or dx = dy · kernelᵀ: one invocation an element. */
export function dense(product: Product, write: Writing): EachBody {
  const { name, a, b, inner, width, finish, tail, row, perRow, depth } = operands(product, write);
  return {
    name,
    form: "each",
    count: `o.here * ${row} * ${width}`,
    perRow,
    rounds: () => depth + 1,
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
  const of = operands(product, write);
  const tile = sizeOfTile(shape);
  const text = tileText({
    shape,
    row: `group.y * ${tile.rows}u`,
    column: `group.x * ${tile.columns}u`,
    depth: of.inner,
    a: (m, k) => `own_a(o, ${m}, ${k}, rows, depth)`,
    aAlongDepth: true,
    b: (k, n) => `own_b(o, ${k}, ${n}, depth, width)`,
    bAlongDepth: of.bAlongDepth,
    store: (m, n, sum) =>
      `if (${m} < rows && ${n} < width) { own_tail(o, ${m} * width + ${n}, ${of.finish(sum, n)}); }`,
  });
  return {
    name: `${of.name}Tiles`,
    form: "tiles",
    lanes: lanesOf(shape),
    rounds: () => roundsOf(shape, of.depth),
    groups: (rows) => [
      Math.ceil(of.columns / tile.columns),
      Math.ceil(rows * of.perRow / of.columns / tile.rows),
    ],
    beside: [tileMemory(shape), of.tail, loadText(of)].join("\n"),
    text: `  let rows = o.here * ${of.row};
  let width = ${of.width};
  let depth = ${of.inner};
${text}`,
  };
}

// Functions that load four numbers of either matrix.
function loadText({ a, b, bAlongDepth }: ReturnType<typeof operands>): string {
  const [outside, four] = bAlongDepth
    ? ["n >= width", fourText((j) => b(`(k + ${j})`, "n"), (j) => `k + ${j} < depth`)]
    : ["k >= depth", fourText((j) => b("k", `(n + ${j})`), (j) => `n + ${j} < width`)];
  return `fn own_a(o: Model, m: u32, k: u32, rows: u32, depth: u32) -> vec4<f32> {
  if (m >= rows) { return vec4<f32>(); }
  let base = ${a.row("m")};
  ${fourText((j) => a.at("base", `k + ${j}`), (j) => `k + ${j} < depth`)}
}
fn own_b(o: Model, k: u32, n: u32, depth: u32, width: u32) -> vec4<f32> {
  if (${outside}) { return vec4<f32>(); }
  ${four}
}`;
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
    depth,
    perRow,
    finish: (sum: string, n: string) => bias ? `${sum} + vectors[${bias} + ${n}]` : sum,
    tail: `${drops ? DROP : ""}\nfn own_tail(o: Model, i: u32, value: f32) {\n${text}\n}`,
  };
}

/** Rows of a matrix that may have to be looked up on the tape: where row m starts, and its k-th number. */
export function rowsOf(
  tensor: Tensor,
  { rows, width, single }: { readonly rows: string; readonly width: string; readonly single: boolean },
  write: Writing,
): { row(m: string): string; at(from: string, k: string): string } {
  if (tensor.at !== "x") {
    const base = write.tensor(tensor);
    return { row: (m) => `${base} + ${m} * ${width}`, at: (from, k) => `work[${from} + ${k}]` };
  }
  return {
    row: single
      ? (m) => `o.x + tape[o.first + ${m}] * ${width}`
      : (m) => `o.x + (tape[o.first + ${m} / ${rows}] * ${rows} + ${m} % ${rows}) * ${width}`,
    at: (from, k) => `data[${from} + ${k}]`,
  };
}
