import assert from "node:assert/strict";
import { DETERMINISTIC, RELAXED } from "../../../backends/wasm/binaries.ts";

type Kind = "NN" | "TN" | "NT";

interface Exports {
  readonly gemmNN: (...args: readonly number[]) => void;
  readonly gemmTN: (...args: readonly number[]) => void;
  readonly gemmNT: (...args: readonly number[]) => void;
  readonly scratchBytes: () => number;
  readonly heapBase: () => number;
}

interface Case {
  readonly kind: Kind;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** Floats that each row is longer than its matrix is wide. */
  readonly slack: number;
  /** Bias and relu of NN, sums of TN, mask of NT. */
  readonly epilogue: boolean;
}

/** What stands behind every row and every result, and must still stand there afterwards. */
const GUARD = -12345.5;
const BUILDS = { relaxed: RELAXED, deterministic: DETERMINISTIC };
const memory = new WebAssembly.Memory({ initial: 640, maximum: 65536, shared: true });
const floats = new Float32Array(memory.buffer);

function load(build: keyof typeof BUILDS): Exports {
  const module = new WebAssembly.Module(Uint8Array.fromBase64(BUILDS[build]));
  // the signatures above are those of backends/wasm/assembly/gemm.ts, which the calls below hold to
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
}

/** Places blocks one after another, each on 16 bytes with 64 guarded floats behind it. */
function arena(base: number): (count: number) => number {
  let next = (base + 63) & ~63;
  return (count) => {
    const at = next;
    next += ((count + 3) & ~3) * 4 + 256;
    assert.ok(next < memory.buffer.byteLength, "the test's memory is too small");
    floats.fill(GUARD, at >> 2, next >> 2);
    return at;
  };
}

/** A rows × columns matrix of numbers that have few bits, so that their products are exact in float32. */
function fill(at: number, rows: number, columns: number, ld: number, seed: number): void {
  let state = seed | 1;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      floats[(at >> 2) + i * ld + j] = (state >> 20) / 1024;
    }
  }
}

interface Placed {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly extra: number;
  readonly lda: number;
  readonly ldb: number;
  readonly ldc: number;
}

function place(exports: Exports, { kind, m, n, k, slack, epilogue }: Case): Placed & { scratch: number } {
  const [aRows, aColumns] = kind === "TN" ? [k, m] : [m, k];
  const [bRows, bColumns] = kind === "NT" ? [n, k] : [k, n];
  const [lda, ldb, ldc] = [aColumns + slack, bColumns + slack, n + slack];
  const take = arena(exports.heapBase());
  const placed = {
    ...{ lda, ldb, ldc },
    ...{ a: take(aRows * lda), b: take(bRows * ldb), c: take(m * ldc) },
    extra: epilogue ? take(kind === "NT" ? m * ldc : n) : 0,
    scratch: take(exports.scratchBytes() / 4),
  };
  fill(placed.a, aRows, aColumns, lda, 1 + m);
  fill(placed.b, bRows, bColumns, ldb, 7 + n);
  if (epilogue && kind === "NN") fill(placed.extra, 1, n, n, 3);
  if (epilogue && kind === "NT") fill(placed.extra, m, n, ldc, 5);
  return placed;
}

function call(exports: Exports, { kind, m, n, k, epilogue }: Case, at: ReturnType<typeof place>): void {
  const common = [m, n, k, at.a, at.lda, at.b, at.ldb, at.c, at.ldc, at.extra];
  if (kind === "NN") exports.gemmNN(...common, epilogue ? 1 : 0, at.scratch);
  else if (kind === "TN") exports.gemmTN(...common, at.scratch);
  else exports.gemmNT(...common, at.scratch);
}

/** The result in float64, and the sum of magnitudes that bounds its error. */
function expected(of: Case, at: Placed, i: number, j: number): readonly [value: number, size: number] {
  const { kind, k, epilogue } = of;
  const [aStep, aRow] = kind === "TN" ? [at.lda, 1] : [1, at.lda];
  const [bStep, bColumn] = kind === "NT" ? [1, at.ldb] : [at.ldb, 1];
  const [a, b, extra] = [at.a >> 2, at.b >> 2, at.extra >> 2];
  let value = epilogue && kind === "NN" ? floats[extra + j]! : 0;
  let size = Math.abs(value);
  for (let q = 0; q < k; q++) {
    const product = floats[a + i * aRow + q * aStep]! * floats[b + q * bStep + j * bColumn]!;
    value += product;
    size += Math.abs(product);
  }
  if (epilogue && kind === "NN") return [Math.max(value, 0), size];
  if (epilogue && kind === "NT" && floats[extra + i * at.ldc + j]! <= 0) return [0, 0];
  return [value, size];
}

function near(got: number, [value, size]: readonly [number, number], k: number, where: string): void {
  // k roundings of 2^-24 each, Higham 2002, equation 3.5
  const bound = size * (k + 2) * 2 ** -24;
  if (!(Math.abs(got - value) <= bound)) assert.fail(`${where}: got ${got}, expected ${value} ± ${bound}`);
}

function verify(exports: Exports, of: Case): void {
  const at = place(exports, of);
  call(exports, of, at);
  const { m, n, k, kind } = of;
  const name = JSON.stringify(of);
  const c = at.c >> 2;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      near(floats[c + i * at.ldc + j]!, expected(of, at, i, j), k, `${name} at ${i}, ${j}`);
    }
    for (let j = n; j < at.ldc; j++) {
      assert.equal(floats[c + i * at.ldc + j], GUARD, `${name}: row ${i} overran`);
    }
  }
  const end = c + m * at.ldc;
  for (let e = end; e < end + 64; e++) assert.equal(floats[e], GUARD, `${name}: C overran by ${e - end + 1}`);
  const behind = (at.scratch + exports.scratchBytes()) >> 2;
  for (let e = 0; e < 64; e++) assert.equal(floats[behind + e], GUARD, `${name}: scratch memory overran`);
  if (of.epilogue && kind === "TN") verifySums(of, at);
}

function verifySums(of: Case, at: Placed): void {
  for (let j = 0; j < of.n; j++) {
    let [value, size] = [0, 0];
    for (let q = 0; q < of.k; q++) {
      value += floats[(at.b >> 2) + q * at.ldb + j]!;
      size += Math.abs(floats[(at.b >> 2) + q * at.ldb + j]!);
    }
    near(floats[(at.extra >> 2) + j]!, [value, size], of.k, `${JSON.stringify(of)}: sum ${j}`);
  }
  for (let e = 0; e < 64; e++) assert.equal(floats[(at.extra >> 2) + of.n + e], GUARD, "the sums overran");
}

const SMALL = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 16, 17, 31, 32, 33];
const LARGE: readonly (readonly [number, number, number])[] = [
  ...[[64, 64, 64], [100, 100, 100], [257, 64, 100], [64, 257, 33], [33, 64, 257], [257, 257, 257]],
  ...[[1, 128, 784], [2, 128, 784], [3, 128, 784], [4, 130, 1025], [1, 1000, 3], [1, 3, 1000], [3, 1000, 1]],
  ...[[100, 10, 784], [784, 10, 100], [129, 2, 515], [130, 3, 1031], [33, 1031, 65], [97, 521, 259]],
  // more than one block of rows, of columns and of steps, and one more of each
  ...[[12, 520, 300], [261, 257, 401], [523, 259, 805], [260, 256, 400]],
] as unknown as readonly (readonly [number, number, number])[]; // spreading pairs widens the tuples

for (const build of ["relaxed", "deterministic"] as const) {
  for (const kind of ["NN", "TN", "NT"] as const) {
    Deno.test(`gemm${kind} of the ${build} build agrees with float64 for every small size`, () => {
      const exports = load(build);
      for (const m of SMALL) {
        for (const n of SMALL) {
          for (const k of SMALL) {
            verify(exports, { kind, m, n, k, slack: (m + n + k) % 4, epilogue: (m ^ n ^ k) % 2 === 0 });
          }
        }
      }
    });

    Deno.test(`gemm${kind} of the ${build} build agrees with float64 where blocks end unevenly`, () => {
      const exports = load(build);
      for (const [m, n, k] of LARGE) {
        for (const epilogue of [false, true]) verify(exports, { kind, m, n, k, slack: m % 3, epilogue });
      }
    });
  }
}

/** How often a prefix of relaxed SIMD instructions, 0xFD 0x100 to 0xFD 0x113 in LEB128, stands in the bytes. */
function relaxedInstructions(build: keyof typeof BUILDS): number {
  const bytes = Uint8Array.fromBase64(BUILDS[build]);
  let count = 0;
  for (let i = 0; i + 2 < bytes.length; i++) {
    if (bytes[i] === 0xfd && bytes[i + 1]! >= 0x80 && bytes[i + 1]! <= 0x93 && bytes[i + 2] === 0x02) count++;
  }
  return count;
}

Deno.test("the deterministic build has no relaxed instruction, and the relaxed one shows that they are found", () => {
  assert.equal(relaxedInstructions("deterministic"), 0);
  assert.ok(relaxedInstructions("relaxed") > 100);
});
