import type { Step, Tensor } from "../../lowering/mod.ts";
import { type EachBody, NEIGHBOURS, type TilesBody } from "./body.ts";
import { rowsOf } from "./dense.ts";
import { fourText, lanesOf, roundsOf, sizeOfTile, tileMemory, type TileShape, tileText } from "./tile.ts";
import type { Writing } from "./writing.ts";

type Layer = Extract<Step, { op: "denseWeights" }>;

/** Gradients of the kernels and biases of some layers: xᵀ · dy and the sum of dy over rows. */
export interface Weights {
  readonly layers: readonly Layer[];
  /** Cuts the rows into parts whose sums are added later, where a batch is long and the layers are small. */
  readonly split?: Split;
}

/** Parts of long sums. */
export interface Split {
  readonly parts: number;
  /** The sums of each part: all weights of all layers, kernel and bias of one after the other. */
  readonly sums: Tensor;
}

/** Numbers in the kernels and biases of layers. */
export function countWeights(layers: readonly Layer[]): number {
  return layers.reduce((sum, layer) => sum + heightOf(layer) * layer.outputs, 0);
}

/** One invocation a weight. */
export function denseWeights({ layers, split }: Weights, write: Writing): EachBody {
  const all = written({ layers, split }, write);
  const text = all.layers.map(({ x, dy, inputs, width, size, rows, store }) =>
    `  if (j < ${size}) {
    let m = j / ${width};
    let n = j % ${width};
    let depth = o.here * ${rows};
    let first = part * own_chunk(depth);
    let end = min(depth, first + own_chunk(depth));
    var sum = 0.0;
    if (m < ${inputs}) {
      for (var k = first; k < end; k++) {
        let base = ${x.row("k")};
        sum = fma(${x.at("base", "m")}, work[${dy} + k * ${width} + n], sum);
      }
    } else {
      for (var k = first; k < end; k++) { sum += work[${dy} + k * ${width} + n]; }
    }
    ${store("m", "n", "sum")}
    return;
  }
  j -= ${size};`
  );
  const parts = split?.parts ?? 1;
  return {
    name: split ? "denseWeightsParts" : "denseWeights",
    form: "each",
    count: `${parts}u * ${all.count}`,
    fixed: parts * countWeights(layers),
    // kernels and biases of all layers have loops of their own, and devices that end loops begin each of them
    rounds: (rows) => Math.ceil(longest(layers, rows) / parts) + 1 + 2 * layers.length,
    detours: (rows, turns) =>
      Math.min(2 * layers.length, NEIGHBOURS * turns) * (Math.ceil(longest(layers, rows) / parts) + 1),
    beside: chunk(parts),
    text: `  let part = i / ${all.count};\n  var j = i % ${all.count};\n${text.join("\n")}`,
  };
}

/** The same, tile by tile: a bias is one more row, of inputs that are all 1. */
export function denseWeightsTiles(
  { layers, split, rows, shape }: Weights & { readonly rows: number; readonly shape: TileShape },
  write: Writing,
): TilesBody {
  const all = written({ layers, split }, write);
  const parts = split?.parts ?? 1;
  const tile = sizeOfTile(shape);
  const tiles = layers.map((layer) => tilesOf(layer, shape));
  const count = tiles.reduce((sum, { count }) => sum + count, 0);
  const body = tileText({
    shape,
    row: `(tile / across) * ${tile.rows}u`,
    column: `(tile % across) * ${tile.columns}u`,
    depth: "most",
    a: (m, k) => `own_a(o, layer, ${m}, ${k}, vec2(first, end), inputs)`,
    aAlongDepth: false,
    b: (k, n) => `own_b(o, layer, ${k}, ${n}, vec2(first, end), width)`,
    bAlongDepth: false,
    store: (m, n, sum) =>
      `if (${m} < height && ${n} < width) { own_store(o, layer, part, ${m}, ${n}, ${sum}); }`,
  });
  const choose = all.layers.map((layer, l) => {
    const most = Math.ceil(rows * layers[l]!.rows / parts);
    return chooseText(layer, { index: l, layers: layers.length, most, ...tiles[l]! }, write);
  });
  return {
    name: split ? "denseWeightsPartsTiles" : "denseWeightsTiles",
    form: "tiles",
    lanes: lanesOf(shape),
    rounds: (rows) => roundsOf(shape, Math.ceil(longest(layers, rows) / parts)),
    groups: () => [Math.min(count, LINE), parts * Math.ceil(count / LINE)],
    beside: `${tileMemory(shape)}\n${chunk(parts)}\n${loadAndStore(all.layers)}`,
    text: `  var tile = group.x + ${LINE}u * (group.y / ${parts}u);
  let part = group.y % ${parts}u;
  var layer = ${layers.length}u;
  var inputs = 0u; var height = 0u; var width = 0u; var most = 0u; var depth = 0u; var across = 1u;
  ${choose.join("\n  ")}
  let first = part * own_chunk(depth);
  let end = min(depth, first + own_chunk(depth));
${body}`,
  };
}

/** Tiles in a line: dimensions end at 65,535 workgroups. */
const LINE = 32768;

interface Choosing {
  readonly index: number;
  readonly layers: number;
  /** Tiles of the layer, and tiles side by side. */
  readonly count: number;
  readonly across: number;
  /** The longest that sums can be. */
  readonly most: number;
}

// Takes this layer if the tile is one of its own, and else counts its tiles off.
function chooseText(layer: WrittenLayer, { index, layers, ...sizes }: Choosing, write: Writing): string {
  const [count, across, most] = [sizes.count, sizes.across, sizes.most].map((size) => write.count(size));
  return `if (layer == ${layers}u) {
    if (tile < ${count}) {
      layer = ${index}u; inputs = ${layer.inputs}; height = ${layer.height}; width = ${layer.width};
      across = ${across}; most = ${most}; depth = o.here * ${layer.rows};
    } else { tile -= ${count}; }
  }`;
}

/** Adds the sums of the parts, in their order; one invocation a weight. */
export function addParts({ layers, split }: Weights & { readonly split: Split }, write: Writing): EachBody {
  const all = written({ layers }, write);
  const sums = write.tensor(split.sums);
  const text = all.layers.map(({ width, size, store }) =>
    `  if (j < ${size}) {
    ${store(`(j / ${width})`, `(j % ${width})`, "sum")}
    return;
  }
  j -= ${size};`
  );
  return {
    name: "addParts",
    form: "each",
    rounds: () => split.parts + 1,
    count: all.count,
    fixed: countWeights(layers),
    text: `  var sum = 0.0;
  for (var part = 0u; part < ${split.parts}u; part++) { sum += work[${sums} + part * ${all.count} + i]; }
  var j = i;
${text.join("\n")}`,
  };
}

// The longest sum, for batches of so many rows.
function longest(layers: readonly Layer[], rows: number): number {
  return rows * Math.max(...layers.map((layer) => layer.rows));
}

function chunk(parts: number): string {
  return `fn own_chunk(depth: u32) -> u32 { return (depth + ${parts - 1}u) / ${parts}u; }`;
}

interface WrittenLayer {
  readonly x: ReturnType<typeof rowsOf>;
  readonly dy: string;
  readonly inputs: string;
  readonly width: string;
  readonly rows: string;
  readonly height: string;
  readonly size: string;
  /** Statement that takes the sum of row `m` and column `n`, of part `part`. */
  readonly store: (m: string, n: string, sum: string) => string;
}

function written({ layers, split }: Weights, write: Writing) {
  const count = write.count(countWeights(layers));
  const sums = split && write.tensor(split.sums);
  let begin = 0;
  const parts = layers.map((layer): WrittenLayer => {
    const { x, dy } = layer.reads;
    const [inputs, width, rows, size] = [
      layer.inputs,
      layer.outputs,
      layer.rows,
      heightOf(layer) * layer.outputs,
    ].map((value) => write.count(value)) as [string, string, string, string]; // as many as went in
    const kernel = write.gradient(layer.kernel);
    const bias = layer.bias && write.gradient(layer.bias);
    const at = write.count(begin);
    begin += heightOf(layer) * layer.outputs;
    const toWeights = (m: string, n: string, sum: string) => {
      const toKernel = `vectors[${kernel} + ${m} * ${width} + ${n}] = ${sum};`;
      return bias
        ? `if (${m} < ${inputs}) { ${toKernel} } else { vectors[${bias} + ${n}] = ${sum}; }`
        : toKernel;
    };
    return {
      x: rowsOf(x, { rows, width: inputs, single: layer.rows === 1 }, write),
      dy: write.tensor(dy),
      inputs,
      width,
      rows,
      size,
      height: layer.bias ? `(${inputs} + 1u)` : inputs,
      store: sums === undefined
        ? toWeights
        : (m, n, sum) => `work[${sums} + part * ${count} + ${at} + ${m} * ${width} + ${n}] = ${sum};`,
    };
  });
  return { layers: parts, count };
}

// Functions that know where the numbers of each layer are.
function loadAndStore(layers: readonly WrittenLayer[]): string {
  const cases = (text: (layer: WrittenLayer) => string) =>
    layers.map((layer, l) =>
      l === layers.length - 1 ? text(layer) : `if (layer == ${l}u) ${text(layer)} else `
    )
      .join("");
  const fourOfA = ({ x }: WrittenLayer) =>
    `{ let base = ${x.row("k")};
  ${fourText((j) => x.at("base", `m + ${j}`), (j) => `m + ${j} < inputs`).replace("return four;", "")}
  if (inputs >= m && inputs < m + 4u) { four[inputs - m] = 1.0; } // the bias; cut off where there is none
  return four; }`;
  const fourOfB = ({ dy }: WrittenLayer) =>
    `{ ${fourText((j) => `work[${dy} + k * width + n + ${j}]`, (j) => `n + ${j} < width`)} }`;
  return `fn own_a(o: Model, layer: u32, m: u32, deep: u32, range: vec2<u32>, inputs: u32) -> vec4<f32> {
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

function tilesOf(layer: Layer, shape: TileShape) {
  const { rows, columns } = sizeOfTile(shape);
  const across = Math.ceil(layer.outputs / columns);
  return { across, count: Math.ceil(heightOf(layer) / rows) * across };
}

function heightOf({ inputs, bias }: Layer): number {
  return inputs + (bias ? 1 : 0);
}
