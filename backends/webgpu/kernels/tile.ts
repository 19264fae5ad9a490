/** How a product is cut into tiles: workgroups of `down` × `across` invocations, each with 4 × (4 · `wide`) sums. */
export interface TileShape {
  readonly down: number;
  readonly across: number;
  readonly wide: 1 | 2;
}

/** Ways to cut a product: small tiles, wide ones, and large ones that many invocations share. */
export const SHAPES: readonly [TileShape, ...TileShape[]] = [
  { down: 8, across: 8, wide: 1 },
  { down: 8, across: 8, wide: 2 },
  { down: 16, across: 16, wide: 1 },
];

/** How deep a tile goes at once. */
const DEPTH = 16;

/** Rows and columns of a tile. */
export function sizeOfTile(
  { down, across, wide }: TileShape,
): { readonly rows: number; readonly columns: number } {
  return { rows: 4 * down, columns: 4 * across * wide };
}

/** A product C = A · B of m × k and k × n numbers, as text. */
export interface Tile {
  readonly shape: TileShape;
  /** First row and column of this workgroup's tile. */
  readonly row: string;
  readonly column: string;
  /** The length of the sums: the same for all invocations of a workgroup. */
  readonly depth: string;
  /** WGSL of four numbers of A, from `m`, `k` on along k or along m, 0 outside: whichever way they lie side by side. */
  readonly a: (m: string, k: string) => string;
  readonly aAlongDepth: boolean;
  /** The same of B, from `k`, `n` on. */
  readonly b: (k: string, n: string) => string;
  readonly bAlongDepth: boolean;
  /** Statement that takes the sum of row `m` and column `n`; it sees to what lies outside. */
  readonly store: (m: string, n: string, sum: string) => string;
}

/** Workgroup memory of a tile. */
export function tileMemory(shape: TileShape): string {
  const { rows, columns } = sizeOfTile(shape);
  return `var<workgroup> tile_a: array<vec4<f32>, ${rows * DEPTH / 4}>;
var<workgroup> tile_b: array<vec4<f32>, ${columns * DEPTH / 4}>;`;
}

/** Bytes of it. */
export function bytesOf(shape: TileShape): number {
  const { rows, columns } = sizeOfTile(shape);
  return (rows + columns) * DEPTH * 4;
}

/** How often its loops go round for sums of a length. */
export function roundsOf(shape: TileShape, depth: number): number {
  const { rows, columns } = sizeOfTile(shape);
  const loads = Math.ceil(rows * DEPTH / 4 / lanesOf(shape)) +
    Math.ceil(columns * DEPTH / 4 / lanesOf(shape)) + 2;
  return 1 + Math.ceil(depth / DEPTH) * (1 + loads);
}

/**
 * Statements that make one tile, numbers on their way through workgroup memory. Each sum is added up in the order of
 * k, as it is anywhere else, so that bits do not depend on how a product is cut.
 */
export function tileText(tile: Tile): string {
  const { shape, row, column, depth, a, aAlongDepth, b, bAlongDepth } = tile;
  const { rows, columns } = sizeOfTile(shape);
  const loadA = loadText(
    "tile_a",
    { length: rows, lanes: lanesOf(shape), alongDepth: aAlongDepth },
    (m, k) => a(`(${row} + ${m})`, `(deep + ${k})`),
  );
  const loadB = loadText(
    "tile_b",
    { length: columns, lanes: lanesOf(shape), alongDepth: bAlongDepth },
    (n, k) => b(`(deep + ${k})`, `(${column} + ${n})`),
  );
  return `  let lane_row = lane / ${shape.across}u;
  let lane_column = lane % ${shape.across}u;
  ${sums(shape).map((name) => `var ${name} = vec4<f32>();`).join(" ")}
  for (var deep = 0u; deep < ${depth}; deep += ${DEPTH}u) {
    ${loadA}
    ${loadB}
    workgroupBarrier();
    ${multiplyText(shape)}
    workgroupBarrier();
  }
  ${storeText(tile)}`;
}

/** Invocations of a workgroup. */
export function lanesOf({ down, across }: TileShape): number {
  return down * across;
}

interface Load {
  readonly length: number;
  readonly lanes: number;
  readonly alongDepth: boolean;
}

// All invocations load a part, four numbers at a time, neighbours what lies side by side.
function loadText(
  into: string,
  { length, lanes, alongDepth }: Load,
  text: (along: string, k: string) => string,
): string {
  const loop = (body: string) =>
    `for (var e = lane; e < ${length * DEPTH / 4}u; e += ${lanes}u) {
      ${body}
    }`;
  if (!alongDepth) {
    return loop(`${into}[e] = ${text(`(4u * (e % ${length / 4}u))`, `(e / ${length / 4}u)`)};`);
  }
  const stores = ["x", "y", "z", "w"].map((part, j) =>
    `${into}[(k + ${j}u) * ${length / 4}u + along / 4u][along % 4u] = four.${part};`
  );
  return loop(`let k = 4u * (e % ${DEPTH / 4}u);
      let along = e / ${DEPTH / 4}u;
      let four = ${text("along", "k")};
      ${stores.join(" ")}`);
}

/** Statements that declare `four`: `at(j)` where `inside(j)` holds, 0 elsewhere; all at once where all are inside. */
export function fourText(at: (j: string) => string, inside: (j: string) => string): string {
  const all = `vec4(${[0, 1, 2, 3].map((j) => at(`${j}u`)).join(", ")})`;
  const some = [0, 1, 2].map((j) => `if (${inside(`${j}u`)}) { four.${ROWS[j]} = ${at(`${j}u`)}; }`);
  return `var four = vec4<f32>();
  if (${inside("3u")}) { four = ${all}; } else { ${some.join(" ")} }`;
}

const ROWS = ["x", "y", "z", "w"];

function sums({ wide }: TileShape): string[] {
  return ROWS.flatMap((m) => Array.from({ length: wide }, (_, w) => `s_${m}${w}`));
}

// Written out: compilers do not unroll loops whose bounds they check.
function multiplyText({ down, across, wide }: TileShape): string {
  return Array.from({ length: DEPTH }, (_, k) => {
    const b = Array.from(
      { length: wide },
      (_, w) => `tile_b[${k * across * wide}u + lane_column * ${wide}u + ${w}u]`,
    );
    const products = ROWS.map((m) =>
      b.map((_, w) => `s_${m}${w} = fma(vec4(a.${m}), b${w}, s_${m}${w});`).join(" ")
    );
    return `{ let a = tile_a[${k * down}u + lane_row]; ${
      b.map((text, w) => `let b${w} = ${text};`).join(" ")
    } ${products.join(" ")} }`;
  }).join("\n    ");
}

function storeText({ shape: { wide }, row, column, store }: Tile): string {
  const stores = ROWS.flatMap((m, i) =>
    Array.from(
      { length: wide },
      (_, w) => ROWS.map((n, j) => store(`(row + ${i}u)`, `(column + ${4 * w + j}u)`, `s_${m}${w}.${n}`)),
    ).flat()
  );
  return `let row = ${row} + 4u * lane_row;
  let column = ${column} + ${4 * wide}u * lane_column;
  ${stores.join("\n  ")}`;
}
