import type { Tensor } from "../../lowering/mod.ts";
import { type EachBody, NEIGHBOURS, type TilesBody } from "./body.ts";
import { CHUNK, chunkText } from "./chunk.ts";
import { lanesOf, roundsOf, sizeOfTile, tileMemory, type TileShape, tileText } from "./tile.ts";
import {
  heightOf,
  loadAndStore,
  weightsIn,
  type WeightsStep,
  type WrittenLayer,
  writtenLayers,
} from "./weights_text.ts";
import type { Writing } from "./writing.ts";

/** Gradients of the kernels and biases of some layers: xᵀ · dy and the sum of dy over rows. */
export interface Weights {
  readonly layers: readonly WeightsStep[];
  /** Cuts the rows into parts whose sums are added later, where there are many and a layer is small. */
  readonly split?: Split;
}

/** Parts of long sums. */
export interface Split {
  /** Of how many parts the sums of each layer are made; those of a single part are whole, and wait for nothing. */
  readonly parts: readonly number[];
  /** The sums of the parts: layer by layer, part by part, kernel and bias. */
  readonly sums: Tensor;
}

/** One invocation a weight, or a part of its sum. */
export function weights({ layers, split }: Weights, write: Writing): EachBody {
  const all = writtenLayers({ layers, split }, write);
  const text = all.map(({ x, dy, stride, inputs, width, size, whole, rows, parts, store }) =>
    `  if (j < ${whole}) {
    let part = j / ${size};
    let m = j % ${size} / ${width};
    let n = j % ${width};
    let depth = o.here * ${rows};
  ${chunkText({ part: "part", depth: "depth", parts })}
    var sum = 0.0;
    if (m < ${inputs}) {
      for (var k = first; k < end; k++) {
        let base = ${x.row("k", "n")};
        sum = fma(${x.at("base", "m")}, work[${dy} + k * ${stride} + n], sum);
      }
    } else {
      for (var k = first; k < end; k++) { sum += work[${dy} + k * ${stride} + n]; }
    }
    ${store("m", "n", "sum")}
    return;
  }
  j -= ${whole};`
  );
  const count = layers.reduce((sum, layer, l) => sum + weightsIn(layer) * (split?.parts[l] ?? 1), 0);
  const longest = (rows: number) => Math.max(...all.map(({ most }) => most(rows)));
  return {
    name: split ? "weightsParts" : "weights",
    form: "each",
    count: write.count(count),
    fixed: count,
    // kernels and biases of all layers have loops of their own, and devices that end loops begin each of them
    rounds: (rows) => longest(rows) + 1 + 2 * layers.length,
    detours: (rows, turns) => Math.min(2 * layers.length, NEIGHBOURS * turns) * (longest(rows) + 1),
    beside: [CHUNK, ...all.map(({ x }) => x.beside)].join("\n"),
    text: `  var j = i;\n${text.join("\n")}`,
  };
}

/** The same, tile by tile, of channels that are not grouped: a bias is one more row, of inputs that are all 1. */
export function weightsTiles(
  { layers, split, rows, shape }: Weights & { readonly rows: number; readonly shape: TileShape },
  write: Writing,
): TilesBody {
  const all = writtenLayers({ layers, split }, write);
  const tile = sizeOfTile(shape);
  const tiles = layers.map((layer) => tilesOf(layer, shape));
  const count = tiles.reduce((sum, { count }, l) => sum + count * (split?.parts[l] ?? 1), 0);
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
  const choose = all.map((layer, l) =>
    chooseText(
      layer,
      { index: l, layers: layers.length, rows, parts: split?.parts[l] ?? 1, ...tiles[l]! },
      write,
    )
  );
  return {
    name: split ? "weightsPartsTiles" : "weightsTiles",
    form: "tiles",
    lanes: lanesOf(shape),
    rounds: (rows) => roundsOf(shape, Math.max(...all.map(({ most }) => most(rows)))),
    groups: () => [Math.min(count, LINE), Math.ceil(count / LINE)],
    beside: `${tileMemory(shape)}\n${CHUNK}\n${loadAndStore(all)}`,
    text: `  var tile = group.x + ${LINE}u * group.y;
  var part = 0u;
  var layer = ${layers.length}u;
  var inputs = 0u; var height = 0u; var width = 0u; var most = 0u; var across = 1u;
  var depth = 0u; var parts = 1u;
  ${choose.join("\n  ")}
${chunkText({ part: "part", depth: "depth", parts: "parts" })}
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
  readonly parts: number;
  /** Rows of the largest batch. */
  readonly rows: number;
}

// Takes this layer if the tile is one of its own, and else counts its tiles off.
function chooseText(
  layer: WrittenLayer,
  { index, layers, rows, parts, ...of }: Choosing,
  write: Writing,
): string {
  const [count, across, whole, most] = [of.count, of.across, of.count * parts, layer.most(rows)].map((size) =>
    write.count(size)
  );
  return `if (layer == ${layers}u) {
    if (tile < ${whole}) {
      layer = ${index}u; inputs = ${layer.inputs}; height = ${layer.height}; width = ${layer.width};
      across = ${across}; most = ${most}; depth = o.here * ${layer.rows}; parts = ${layer.parts};
      part = tile / ${count}; tile = tile % ${count};
    } else { tile -= ${whole}; }
  }`;
}

/** Adds the sums of the parts, in their order; one invocation a weight. */
export function addParts({ layers, split }: Weights & { readonly split: Split }, write: Writing): EachBody {
  const all = writtenLayers({ layers, split }, write).map((written, l) => ({
    ...written,
    of: split.parts[l]!,
  }));
  const inParts = all.filter(({ of }) => of > 1);
  const count = layers.reduce((sum, layer, l) => sum + (split.parts[l]! > 1 ? weightsIn(layer) : 0), 0);
  const choose = inParts.map(({ size, parts, sums }, l) =>
    `  if (layer == ${inParts.length}u) {
    if (j < ${size}) { layer = ${l}u; size = ${size}; parts = ${parts}; at = ${sums}; } else { j -= ${size}; }
  }`
  );
  const stores = inParts.map(({ width, toWeights }, l) =>
    `  if (layer == ${l}u) { ${toWeights(`(j / ${width})`, `(j % ${width})`, "sum")} }`
  );
  return {
    name: "addParts",
    form: "each",
    rounds: () => Math.max(...split.parts) + 1,
    count: write.count(count),
    fixed: count,
    text: `  var j = i;
  var layer = ${inParts.length}u;
  var size = 0u;
  var parts = 0u;
  var at = 0u;
${choose.join("\n")}
  var sum = 0.0;
  for (var part = 0u; part < parts; part++) { sum += work[at + part * size + j]; }
${stores.join("\n")}`,
  };
}

function tilesOf(layer: WeightsStep, shape: TileShape) {
  const { rows, columns } = sizeOfTile(shape);
  const across = Math.ceil(layer.outputs / columns);
  return { across, count: Math.ceil(heightOf(layer) / rows) * across };
}
