import type { Step } from "../../lowering/mod.ts";
import type { EachBody, TilesBody } from "./body.ts";
import { type Part, tailText } from "./elements.ts";
import { patchesOf } from "./patches.ts";
import { type Rows, rowsOf } from "./rows_of.ts";
import { sizesOf } from "./sizes_of.ts";
import { fourText, lanesOf, roundsOf, sizeOfTile, tileMemory, type TileShape, tileText } from "./tile.ts";
import type { Writing } from "./writing.ts";

/** A product with a kernel, of rows or of windows, and what is done to each of its elements right away. */
export interface Product {
  readonly step: Extract<Step, { op: "dense" | "denseInput" | "conv2d" | "conv2dInput" }>;
  readonly tail: readonly Part[];
}

/** y = x · kernel + bias, or dx = dy · kernelᵀ: one invocation an element. */
export function product(of: Product, write: Writing): EachBody {
  const { name, a, b, inner, width, finish, beside, row, perRow, depth } = operands(of, write);
  return {
    name,
    form: "each",
    count: `o.here * ${row} * ${width}`,
    perRow,
    rounds: () => depth + 1,
    beside,
    text: `  let m = i / ${width};
  let n = i % ${width};
  let base = ${a.row("m", "n")};
  var sum = 0.0;
  for (var k = 0u; k < ${inner}; k++) { sum = fma(${a.at("base", "k")}, vectors[${b("k", "n")}], sum); }
  own_tail(o, i, ${finish("sum", "n")});`,
  };
}

/** Tiles one above the other in a column: dimensions end at 65,535 workgroups. */
const COLUMN = 32768;

/** The same, tile by tile; of channels that are not grouped. */
export function productTiles(
  { product, shape }: { readonly product: Product; readonly shape: TileShape },
  write: Writing,
): TilesBody {
  const of = operands(product, write);
  const tile = sizeOfTile(shape);
  const across = Math.ceil(of.columns / tile.columns);
  const text = tileText({
    shape,
    row: "first_row",
    column: "first_column",
    depth: of.inner,
    a: (m, k) => `own_a(o, ${m}, ${k}, rows, depth)`,
    aAlongDepth: true,
    b: (k, n) => `own_b(o, ${k}, ${n}, depth, width)`,
    bAlongDepth: !of.forward,
    store: (m, n, sum) =>
      `if (${m} < rows && ${n} < width) { own_tail(o, ${m} * width + ${n}, ${of.finish(sum, n)}); }`,
  });
  return {
    name: `${of.name}Tiles`,
    form: "tiles",
    lanes: lanesOf(shape),
    rounds: () => roundsOf(shape, of.depth),
    groups: (rows) => {
      const down = Math.ceil(rows * of.perRow / of.columns / tile.rows);
      const side = Math.ceil(down / COLUMN);
      return [across * side, Math.ceil(down / side)];
    },
    beside: [tileMemory(shape), of.beside, loadText(of)].join("\n"),
    text: `  let rows = o.here * ${of.row};
  let width = ${of.width};
  let depth = ${of.inner};
  let across = ${write.count(across)};
  let first_row = (group.x / across * groups.y + group.y) * ${tile.rows}u;
  let first_column = group.x % across * ${tile.columns}u;
${text}`,
  };
}

// Functions that load four numbers of either matrix.
function loadText({ a, b, forward, straight }: ReturnType<typeof operands>): string {
  const [outside, four] = forward
    ? ["k >= depth", fourText((j) => `vectors[${b("k", `(n + ${j})`)}]`, (j) => `n + ${j} < width`)]
    : [
      "n >= width",
      fourText(
        (j) => straight ? `vectors[${b("k", "n")} + ${j}]` : `vectors[${b(`(k + ${j})`, "n")}]`,
        (j) => `k + ${j} < depth`,
      ),
    ];
  return `fn own_a(o: Model, m: u32, k: u32, rows: u32, depth: u32) -> vec4<f32> {
  if (m >= rows) { return vec4<f32>(); }
  let base = ${a.row("m", "0u")};
  ${a.four("base", "k", "depth")}
  return four;
}
fn own_b(o: Model, k: u32, n: u32, depth: u32, width: u32) -> vec4<f32> {
  if (${outside}) { return vec4<f32>(); }
  ${four}
  return four;
}`;
}

// What both forms are written with.
function operands({ step, tail }: Product, write: Writing) {
  const forward = "x" in step.reads;
  const [x, y] = [
    "x" in step.reads ? step.reads.x : step.reads.dy,
    "y" in step.writes ? step.writes.y : step.writes.dx,
  ];
  const sizes = sizesOf(step);
  const [depth, columns] = forward ? [sizes.inputs, sizes.outputs] : [sizes.outputs, sizes.inputs];
  const [inner, width, row] = [write.count(depth), write.count(columns), write.count(sizes.rows)];
  const a: Rows = "window" in step
    ? patchesOf(step, { images: x, name: "a" }, write)
    : rowsOf(x, { rows: row, width: inner, single: step.rows === 1 }, write);
  const bias = "bias" in step && step.bias ? write.slot(step.bias) : undefined;
  const perRow = sizes.rows * columns;
  return {
    name: step.op,
    forward,
    a,
    b: weightsAt(step, { inner, width }, write),
    /** Whether four weights along the depth, from a multiple of four on, lie side by side. */
    straight: !("window" in step) || step.outputs / step.groups % 4 === 0,
    inner,
    width,
    row,
    columns,
    depth,
    perRow,
    finish: (sum: string, n: string) => bias ? `${sum} + vectors[${bias} + ${n}]` : sum,
    beside: `${a.beside}\n${tailText(tail, { write, width: perRow, output: y })}`,
  };
}

// Index of the weight by which number k of a row counts in column n.
function weightsAt(
  step: Product["step"],
  { inner, width }: { readonly inner: string; readonly width: string },
  write: Writing,
): (k: string, n: string) => string {
  const kernel = write.slot(step.kernel);
  switch (step.op) {
    case "dense":
    case "conv2d":
      return (k, n) => `${kernel} + ${k} * ${width} + ${n}`;
    case "denseInput":
      return (k, n) => `${kernel} + ${n} * ${inner} + ${k}`;
    case "conv2dInput": {
      const { inputs, outputs, groups } = step;
      const [own, others] = [outputs / groups, inputs / groups];
      if (groups === 1) {
        return (k, n) => `${kernel} + (${k} / ${own}u * ${inputs}u + ${n}) * ${own}u + ${k} % ${own}u`;
      }
      return (k, n) =>
        `${kernel} + (${k} / ${own}u * ${others}u + ${n} % ${others}u) * ${outputs}u + ${n} / ${others}u * ${own}u + ${k} % ${own}u`;
    }
  }
}
