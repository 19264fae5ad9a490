import type { Step } from "../../lowering/mod.ts";
import { levelText } from "./level.ts";
import { patchesOf } from "./patches.ts";
import { type Rows, rowsOf } from "./rows_of.ts";
import { sizesOf } from "./sizes_of.ts";
import { fourText } from "./tile.ts";
import type { Weights } from "./weights.ts";
import type { Writing } from "./writing.ts";

/** A step that makes gradients of weights. */
export type WeightsStep = Extract<Step, { op: "denseWeights" | "embedWeights" | "conv2dWeights" }>;

/** A layer whose weights gradients are made of, as text. */
export interface WrittenLayer {
  readonly x: Rows;
  /** Where the gradients of its outputs begin, and how far apart their rows are. */
  readonly dy: string;
  readonly stride: string;
  readonly inputs: string;
  readonly width: string;
  readonly rows: string;
  /** Rows of its weights: inputs, and the bias. */
  readonly height: string;
  /** Its weights, and the parts of their sums; all of them. */
  readonly size: string;
  readonly parts: string;
  readonly whole: string;
  /** The longest that a sum can be, for batches of so many rows. */
  readonly most: (rows: number) => number;
  /** Where its sums of parts begin. */
  readonly sums: string;
  /** Statement that takes the sum of row `m` and column `n`, of part `part`. */
  readonly store: (m: string, n: string, sum: string) => string;
  /** Statement that takes it to the gradients. */
  readonly toWeights: (m: string, n: string, sum: string) => string;
}

/** Rows of a layer's weights: those of its kernel, and the bias. */
export function heightOf(layer: WeightsStep): number {
  return sizesOf(layer).inputs + (layer.bias ? 1 : 0);
}

/** Numbers in a layer's kernel and bias. */
export function weightsIn(layer: WeightsStep): number {
  return heightOf(layer) * layer.outputs;
}

/** The layers as text. */
export function writtenLayers({ layers, split }: Weights, write: Writing): WrittenLayer[] {
  let begin = 0;
  return layers.map((layer, l) => {
    const parts = split?.parts[l] ?? 1;
    const from = begin;
    if (parts > 1) begin += parts * weightsIn(layer);
    return writtenLayer(layer, { l, parts, sums: split && { tensor: split.sums, from } }, write);
  });
}

interface Placed {
  readonly l: number;
  readonly parts: number;
  readonly sums:
    | { readonly tensor: NonNullable<Weights["split"]>["sums"]; readonly from: number }
    | undefined;
}

function writtenLayer(layer: WeightsStep, { l, parts, sums }: Placed, write: Writing): WrittenLayer {
  const sizes = sizesOf(layer);
  const [inputs, width, rows, size, whole, of] = [
    sizes.inputs,
    sizes.outputs,
    sizes.rows,
    weightsIn(layer),
    parts * weightsIn(layer),
    parts,
  ].map((value) => write.count(value)) as [string, string, string, string, string, string]; // as many as went in
  const toWeights = gradientStore(layer, { inputs, width }, write);
  const at = sums ? `(${write.tensor(sums.tensor)} + ${write.count(sums.from)})` : "0u";
  return {
    x: inputsOf(layer, { l, inputs, rows }, write),
    ...gradientsOf(layer, width, write),
    inputs,
    width,
    rows,
    height: layer.bias ? `(${inputs} + 1u)` : inputs,
    size,
    parts: of,
    whole,
    most: (rows) => Math.ceil(rows * sizes.rows / parts),
    sums: at,
    store: parts === 1
      ? toWeights
      : (m, n, sum) => `work[${at} + part * ${size} + ${m} * ${width} + ${n}] = ${sum};`,
    toWeights,
  };
}

function inputsOf(
  layer: WeightsStep,
  { l, inputs, rows }: { readonly l: number; readonly inputs: string; readonly rows: string },
  write: Writing,
): Rows {
  const { x } = layer.reads;
  switch (layer.op) {
    case "conv2dWeights":
      return patchesOf(layer, { images: x, name: `${l}` }, write);
    case "embedWeights":
      return oneHotRows(layer, inputs, write);
    case "denseWeights":
      return rowsOf(x, { rows, width: inputs, single: layer.rows === 1 }, write);
  }
}

// What finds the numbers of a row is its level: 1 there, else 0.
function oneHotRows(
  { reads: { x }, code }: Extract<WeightsStep, { op: "embedWeights" }>,
  levels: string,
  write: Writing,
): Rows {
  const [offset, stride] = [write.count(code.offset), write.count(code.stride)];
  const codes = rowsOf(x, { rows: "1u", width: stride, single: true }, write);
  const at = (level: string, k: string) => `select(0.0, 1.0, ${level} == ${k})`;
  return {
    beside: "",
    row: (m, n) => levelText(codes.at(codes.row(m, n), offset), levels),
    at,
    four: (level, k, end) => fourText((j) => at(level, `${k} + ${j}`), (j) => `${k} + ${j} < ${end}`),
  };
}

function gradientsOf(
  { reads: { dy }, ...layer }: WeightsStep,
  width: string,
  write: Writing,
): Pick<WrittenLayer, "dy" | "stride"> {
  if (layer.op !== "embedWeights") return { dy: write.tensor(dy), stride: width };
  const { offset, stride } = layer.vector;
  return { dy: `(${write.tensor(dy)} + ${write.count(offset)})`, stride: write.count(stride) };
}

function gradientStore(
  layer: WeightsStep,
  { inputs, width }: { readonly inputs: string; readonly width: string },
  write: Writing,
): WrittenLayer["toWeights"] {
  const kernel = write.gradient(layer.kernel);
  const bias = layer.bias && write.gradient(layer.bias);
  return (m, n, sum) => {
    const toKernel = `vectors[${kernel} + ${m} * ${width} + ${n}] = ${sum};`;
    return bias
      ? `if (${m} < ${inputs}) { ${toKernel} } else { vectors[${bias} + ${n}] = ${sum}; }`
      : toKernel;
  };
}

/** Functions that know where the numbers of each layer are. */
export function loadAndStore(layers: readonly WrittenLayer[]): string {
  const cases = (text: (layer: WrittenLayer) => string) =>
    layers.map((layer, l) =>
      l === layers.length - 1 ? text(layer) : `if (layer == ${l}u) ${text(layer)} else `
    )
      .join("");
  const fourOfA = ({ x }: WrittenLayer) =>
    `{ let base = ${x.row("k", "0u")};
  ${x.four("base", "m", "inputs")}
  if (inputs >= m && inputs < m + 4u) { four[inputs - m] = 1.0; } // the bias; cut off where there is none
  return four; }`;
  const fourOfB = ({ dy, stride }: WrittenLayer) =>
    `{ ${fourText((j) => `work[${dy} + k * ${stride} + n + ${j}]`, (j) => `n + ${j} < width`)}
  return four; }`;
  return `${layers.map(({ x }) => x.beside).join("\n")}
fn own_a(o: Model, layer: u32, m: u32, deep: u32, range: vec2<u32>, inputs: u32) -> vec4<f32> {
  let k = range.x + deep;
  if (k >= range.y || m > inputs) { return vec4<f32>(); }
  ${cases(fourOfA)}
}
fn own_b(o: Model, layer: u32, deep: u32, n: u32, range: vec2<u32>, width: u32) -> vec4<f32> {
  let k = range.x + deep;
  if (k >= range.y) { return vec4<f32>(); }
  ${cases(fourOfB)}
}
fn own_store(o: Model, layer: u32, part: u32, m: u32, n: u32, sum: f32) {
  ${cases(({ store }) => `{ ${store("m", "n", "sum")} }`)}
}`;
}
