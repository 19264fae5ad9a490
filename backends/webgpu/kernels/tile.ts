import { LANES } from "./body.ts";

/** Rows and columns of a tile of a product, and how deep it goes at once. */
export const [TILE, DEPTH] = [32, 16];

/** A product C = A · B of m × k and k × n numbers, as text. */
export interface Tile {
  /** First row and column of this workgroup's tile. */
  readonly row: string;
  readonly column: string;
  /** The length of the sums: the same for all invocations of a workgroup. */
  readonly depth: string;
  /** WGSL of A's number at `m`, `k`, 0 outside, and whether numbers along k lie side by side. */
  readonly a: (m: string, k: string) => string;
  readonly aAlongDepth: boolean;
  /** WGSL of B's number at `k`, `n`, 0 outside. */
  readonly b: (k: string, n: string) => string;
  readonly bAlongDepth: boolean;
  /** Statement that takes the sum of row `m` and column `n`; it sees to what lies outside. */
  readonly store: (m: string, n: string, sum: string) => string;
}

/** Workgroup memory of a tile. */
export const TILE_MEMORY = `var<workgroup> tile_a: array<vec4<f32>, ${TILE * DEPTH / 4}>;
var<workgroup> tile_b: array<vec4<f32>, ${TILE * DEPTH / 4}>;`;

/**
 * Statements that make one tile: 8 × 8 invocations with 4 × 4 sums each, numbers on their way through workgroup
 * memory. Each sum is added up in the order of k, as it is anywhere else, so that bits do not depend on the tiling.
 */
export function tileText({ row, column, depth, a, aAlongDepth, b, bAlongDepth, store }: Tile): string {
  const loads = TILE * DEPTH / LANES;
  const load = (into: string, text: (along: string, k: string) => string, alongDepth: boolean) =>
    `for (var l = 0u; l < ${loads}u; l++) {
      let e = l * ${LANES}u + lane;
      let k = ${alongDepth ? `e % ${DEPTH}u` : `e / ${TILE}u`};
      let along = ${alongDepth ? `e / ${DEPTH}u` : `e % ${TILE}u`};
      ${into}[k * ${TILE / 4}u + along / 4u][along % 4u] = ${text("along", "k")};
    }`;
  const sums = ["x", "y", "z", "w"];
  const multiply = Array.from(
    { length: DEPTH },
    (_, k) =>
      `a = tile_a[${k * TILE / 4}u + lane_row]; b = tile_b[${k * TILE / 4}u + lane_column];
    ${sums.map((s) => `s_${s} = fma(vec4(a.${s}), b, s_${s});`).join(" ")}`,
  ).join("\n    ");
  const stores = sums.flatMap((m, i) =>
    sums.map((n, j) => store(`(row + ${i}u)`, `(column + ${j}u)`, `s_${m}.${n}`))
  );
  return `  let lane_row = lane / 8u;
  let lane_column = lane % 8u;
  var a: vec4<f32>; var b: vec4<f32>;
  ${sums.map((s) => `var s_${s} = vec4<f32>();`).join(" ")}
  for (var deep = 0u; deep < ${depth}; deep += ${DEPTH}u) {
    ${load("tile_a", (m, k) => a(`(${row} + ${m})`, `(deep + ${k})`), aAlongDepth)}
    ${load("tile_b", (n, k) => b(`(deep + ${k})`, `(${column} + ${n})`), bAlongDepth)}
    workgroupBarrier();
    ${multiply}
    workgroupBarrier();
  }
  let row = ${row} + 4u * lane_row;
  let column = ${column} + 4u * lane_column;
  ${stores.join("\n  ")}`;
}
