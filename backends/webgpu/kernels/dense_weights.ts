import type { Step } from "../../lowering/mod.ts";
import type { EachBody, TilesBody } from "./body.ts";
import { rowsOf } from "./dense.ts";
import { TILE, TILE_MEMORY, tileText } from "./tile.ts";
import type { Writing } from "./writing.ts";

type Layer = Extract<Step, { op: "denseWeights" }>;

/** Gradients of kernels and biases of several layers, xᵀ · dy and the sum of dy: one invocation a weight. */
export function denseWeights(layers: readonly Layer[], write: Writing): EachBody {
  const parts = layers.map((layer) => written(layer, write));
  const sizes = parts.map(({ height, width }) => `${height} * ${width}`);
  const text = parts.map(({ x, dy, inputs, rows, width, store }, l) =>
    `  if (j < ${sizes[l]}) {
    let m = j / ${width};
    let n = j % ${width};
    let depth = o.here * ${rows};
    var sum = 0.0;
    if (m < ${inputs}) {
      for (var k = 0u; k < depth; k++) {
        let base = ${x.row("k")};
        sum = fma(${x.at("base", "m")}, work[${dy} + k * ${width} + n], sum);
      }
    } else {
      for (var k = 0u; k < depth; k++) { sum += work[${dy} + k * ${width} + n]; }
    }
    ${store("m", "n", "sum")}
    return;
  }
  j -= ${sizes[l]};`
  ).join("\n");
  const fixed = layers.reduce(
    (sum, { inputs, outputs, bias }) => sum + (inputs + (bias ? 1 : 0)) * outputs,
    0,
  );
  return {
    name: "denseWeights",
    form: "each",
    count: sizes.join(" + "),
    fixed,
    text: `  var j = i;\n${text}`,
  };
}

/** The same, tile by tile: a bias is one more row, of inputs that are all 1. */
export function denseWeightsTiles(
  { layers, rows }: { readonly layers: readonly Layer[]; readonly rows: number },
  write: Writing,
): TilesBody {
  const parts = layers.map((layer) => ({ ...written(layer, write), ...tilesOf(layer, write), layer }));
  const body = tileText({
    row: `(tile / across) * ${TILE}u`,
    column: `(tile % across) * ${TILE}u`,
    depth: "most",
    a: (m, k) => `own_a(o, layer, ${m}, ${k}, rows, inputs, height)`,
    aAlongDepth: false,
    b: (k, n) => `own_b(o, layer, ${k}, ${n}, rows, width)`,
    bAlongDepth: false,
    store: (m, n, sum) => `if (${m} < height && ${n} < width) { own_store(o, layer, ${m}, ${n}, ${sum}); }`,
  });
  const choose = parts.map((part, l) =>
    `if (layer == ${layers.length}u) {
    if (tile < ${part.tiles}) {
      layer = ${l}u; inputs = ${part.inputs}; height = ${part.height}; width = ${part.width};
      rows = o.here * ${part.rows}; most = ${write.count(rows * part.layer.rows)}; across = ${part.across};
    } else { tile -= ${part.tiles}; }
  }`
  );
  return {
    name: "denseWeightsTiles",
    form: "tiles",
    groups: [parts.reduce((sum, { groups }) => sum + groups, 0), 1],
    beside: `${TILE_MEMORY}\n${loadAndStore(parts)}`,
    text: `  var tile = group.x;
  var layer = ${layers.length}u;
  var inputs = 0u; var height = 0u; var width = 0u; var most = 0u; var rows = 0u; var across = 1u;
  ${choose.join("\n  ")}
${body}`,
  };
}

type Written = ReturnType<typeof written>;

// Functions that know where the numbers of each layer are.
function loadAndStore(parts: readonly Written[]): string {
  const cases = (text: (part: Written) => string) =>
    parts.map((part, l) => l === parts.length - 1 ? text(part) : `if (layer == ${l}u) ${text(part)} else `)
      .join("");
  return `fn own_a(o: Model, layer: u32, m: u32, k: u32, rows: u32, inputs: u32, height: u32) -> f32 {
  if (k >= rows || m >= height) { return 0.0; }
  if (m == inputs) { return 1.0; }
  ${cases(({ x }) => `{ let base = ${x.row("k")}; return ${x.at("base", "m")}; }`)}
}
fn own_b(o: Model, layer: u32, k: u32, n: u32, rows: u32, width: u32) -> f32 {
  if (k >= rows || n >= width) { return 0.0; }
  ${cases(({ dy }) => `{ return work[${dy} + k * width + n]; }`)}
}
fn own_store(o: Model, layer: u32, m: u32, n: u32, sum: f32) {
  ${cases(({ store }) => `{ ${store("m", "n", "sum")} }`)}
}`;
}

function tilesOf({ inputs, outputs, bias }: Layer, write: Writing) {
  const across = Math.ceil(outputs / TILE);
  const groups = Math.ceil((inputs + (bias ? 1 : 0)) / TILE) * across;
  return { groups, tiles: write.count(groups), across: write.count(across) };
}

function written(layer: Layer, write: Writing) {
  const { x, dy } = layer.reads;
  const [inputs, width, rows] = [layer.inputs, layer.outputs, layer.rows].map((size) => write.count(size));
  const height = layer.bias ? `(${inputs} + 1u)` : inputs!;
  const kernel = write.gradient(layer.kernel);
  const bias = layer.bias && write.gradient(layer.bias);
  return {
    x: rowsOf(x, { rows: rows!, width: inputs!, single: layer.rows === 1 }, write),
    dy: write.tensor(dy),
    inputs: inputs!,
    width: width!,
    rows: rows!,
    height,
    store: (m: string, n: string, sum: string) => {
      const toKernel = `vectors[${kernel} + ${m} * ${width} + ${n}] = ${sum};`;
      return bias
        ? `if (${m} < ${inputs}) { ${toKernel} } else { vectors[${bias} + ${n}] = ${sum}; }`
        : toKernel;
    },
  };
}
