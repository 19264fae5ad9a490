import assert from "node:assert/strict";
import { DETERMINISTIC, RELAXED } from "../../../backends/wasm/binaries.ts";
import { inTiles } from "../../../backends/wasm/in_tiles.ts";
import { rng } from "../../../core/mod.ts";

interface Exports {
  readonly gemmNT: (...args: readonly number[]) => void;
  readonly heapBase: () => number;
}

interface Sizes {
  readonly rows: number;
  readonly width: number;
  readonly k: number;
}

const memory = new WebAssembly.Memory({ initial: 64, maximum: 65536, shared: true });
const floats = new Float32Array(memory.buffer);

function load(build: string): Exports {
  const module = new WebAssembly.Module(Uint8Array.fromBase64(build));
  // the signatures above are those of backends/wasm/assembly, which the calls below hold to
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
}

// The product in stretches of its columns, each in its place; NaN elsewhere.
function product(
  { gemmNT, heapBase }: Exports,
  { rows, width, k }: Sizes,
  stretches: readonly { readonly from: number; readonly width: number }[],
): Float32Array {
  const base = (heapBase() + 63) & ~63;
  const [a, b, c, scratch] = [0, 1, 2, 3].map((i) => base + i * 65536);
  const source = rng(k);
  for (let i = 0; i < rows * k; i++) floats[a! / 4 + i] = source.normal();
  for (let i = 0; i < width * k; i++) floats[b! / 4 + i] = source.normal();
  const result = floats.subarray(c! / 4, c! / 4 + rows * width).fill(NaN);
  for (const { from, width: n } of stretches) {
    gemmNT(rows, n, k, a!, k, b! + 4 * from * k, k, c! + 4 * from, width, 0, scratch!);
  }
  return result.slice();
}

// Every way to want up to three stretches of a few numbers, drawn at random.
function draw(width: number, seed: number) {
  const source = rng(seed);
  const stretches = [];
  for (let from = Math.floor(source.uniform() * width); from < width;) {
    const wide = Math.min(1 + Math.floor(source.uniform() * 12), width - from);
    stretches.push({ from, width: wide });
    from += wide + Math.floor(source.uniform() * 20);
  }
  return stretches;
}

for (const [build, binary] of Object.entries({ relaxed: RELAXED, deterministic: DETERMINISTIC })) {
  Deno.test(`wanted stretches in tiles have the bits of the whole product, ${build} build`, () => {
    const kernels = load(binary);
    for (let seed = 0; seed < 400; seed++) {
      const sizes = { rows: [1, 4, 5, 31][seed % 4]!, width: 1 + seed % 53, k: [3, 64, 70][seed % 3]! };
      const wanted = draw(sizes.width, seed);
      const whole = product(kernels, sizes, [{ from: 0, width: sizes.width }]);
      const parts = product(kernels, sizes, inTiles(wanted, sizes.width));
      for (const { from, width } of wanted) {
        for (let r = 0; r < sizes.rows; r++) {
          const [start, end] = [r * sizes.width + from, r * sizes.width + from + width];
          assert.deepEqual(parts.subarray(start, end), whole.subarray(start, end), `seed ${seed}, row ${r}`);
        }
      }
    }
  });
}

Deno.test("tiles that hold nothing wanted are left out", () => {
  assert.deepEqual(inTiles([{ from: 6, width: 8 }], 14), [{ from: 6, width: 8 }]);
  assert.deepEqual(inTiles([{ from: 3, width: 2 }, { from: 34, width: 10 }], 58), [
    { from: 3, width: 8 },
    { from: 34, width: 16 },
  ]);
  assert.deepEqual(inTiles([{ from: 1, width: 2 }, { from: 5, width: 3 }], 40), [{ from: 1, width: 8 }]);
  assert.deepEqual(inTiles([{ from: 17, width: 2 }], 19), [{ from: 16, width: 3 }]);
});
