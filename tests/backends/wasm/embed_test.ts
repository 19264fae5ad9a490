import assert from "node:assert/strict";
import { DETERMINISTIC, RELAXED } from "../../../backends/wasm/binaries.ts";
import { rng } from "../../../core/mod.ts";

interface Exports {
  readonly embed: (...args: readonly number[]) => void;
  readonly embedWeights: (...args: readonly number[]) => void;
  readonly scratchBytes: () => number;
  readonly heapBase: () => number;
}

interface Sizes {
  readonly rows: number;
  readonly levels: number;
  readonly units: number;
}

/** What stands around everything that kernels write, and must still stand there afterwards. */
const GUARD = -12345.5;
const MARGIN = 16;
const memory = new WebAssembly.Memory({ initial: 640, maximum: 65536, shared: true });
const floats = new Float32Array(memory.buffer);

function load(build: string): Exports {
  const module = new WebAssembly.Module(Uint8Array.fromBase64(build));
  // the signatures above are those of backends/wasm/assembly/embed.ts, which the calls below hold to
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
}

// Blocks of floats one after another, with guarded ones around them.
function blocks(base: number): (count: number) => Float32Array {
  let next = (base + 63) & ~63;
  return (count) => {
    const at = next + 4 * MARGIN;
    next = at + ((count + 3) & ~3) * 4;
    assert.ok(next + 4 * MARGIN < memory.buffer.byteLength, "the test's memory is too small");
    floats.fill(GUARD, at / 4 - MARGIN, next / 4 + MARGIN);
    return floats.subarray(at / 4, at / 4 + count);
  };
}

function isGuarded(block: Float32Array): boolean {
  const at = block.byteOffset / 4;
  const around = [
    ...floats.subarray(at - MARGIN, at),
    ...floats.subarray(at + block.length, at + block.length + MARGIN),
  ];
  return around.every((value) => value === GUARD);
}

// Codes in column 1 of 3, vectors from column 2 on, one column behind them; some codes are out of range.
function placed({ rows, levels, units }: Sizes, { heapBase, scratchBytes }: Exports) {
  const take = blocks(heapBase());
  const [x, wide] = [take(3 * rows), units + 3];
  const [y, kernel, scratch] = [take(wide * rows), take(levels * units), take(scratchBytes() / 4)];
  const source = rng(levels);
  for (let r = 0; r < rows; r++) x[3 * r + 1] = Math.floor((levels + 2) * source.uniform()) - 1;
  const level = (r: number) => Math.min(Math.max(x[3 * r + 1]!, 0), levels - 1);
  return { x, y, kernel, scratch, wide, level };
}

const CASES: Readonly<Record<string, Sizes>> = {
  "one level": { rows: 7, levels: 1, units: 3 },
  "more levels than rows": { rows: 5, levels: 20, units: 7 },
  "many more levels than rows": { rows: 5, levels: 40, units: 7 },
  "many rows": { rows: 5000, levels: 3, units: 2 },
  "more levels than are summed in one go": { rows: 600, levels: 60_000, units: 4 },
  "more units than are summed in one go": { rows: 6, levels: 3, units: 110_000 },
};

for (const [build, binary] of Object.entries({ relaxed: RELAXED, deterministic: DETERMINISTIC })) {
  for (const [name, sizes] of Object.entries(CASES)) {
    const { rows, levels, units } = sizes;

    Deno.test(`embed() copies the row of each code, ${build} build: ${name}`, () => {
      const kernels = load(binary);
      const { x, y, kernel, wide, level } = placed(sizes, kernels);
      kernel.forEach((_, i) => kernel[i] = i);
      const to = y.byteOffset + 8;
      kernels.embed(x.byteOffset + 4, 3, rows, levels, units, kernel.byteOffset, to, wide);
      for (let r = 0; r < rows; r++) {
        const row = y.subarray(r * wide, (r + 1) * wide);
        const wanted = kernel.subarray(level(r) * units, (level(r) + 1) * units);
        assert.ok(row.subarray(2, 2 + units).every((value, u) => value === wanted[u]), `row ${r}`);
        assert.deepEqual([row[0], row[1], row[wide - 1]], [GUARD, GUARD, GUARD], `around row ${r}`);
      }
      assert.ok(isGuarded(y) && isGuarded(kernel));
    });

    Deno.test(`embedWeights() adds the gradients of each code, ${build} build: ${name}`, () => {
      const kernels = load(binary);
      const { x, y, kernel, scratch, wide, level } = placed(sizes, kernels);
      const source = rng(units);
      y.forEach((_, i) => y[i] = source.normal());
      const sums = new Float64Array(kernel.length);
      for (let r = 0; r < rows; r++) {
        for (let u = 0; u < units; u++) sums[level(r) * units + u]! += y[r * wide + 2 + u]!;
      }
      const from = [x.byteOffset + 4, 3, y.byteOffset + 8, wide, rows, levels, units];
      kernels.embedWeights(...from, kernel.byteOffset, scratch.byteOffset);
      const off = sums.findIndex((sum, i) => kernel[i] !== Math.fround(sum));
      assert.equal(off, -1, `${kernel[off]} for ${sums[off]}`);
      assert.ok(isGuarded(kernel) && isGuarded(scratch));
    });
  }
}
