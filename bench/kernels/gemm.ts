// The products of the wasm backend, both builds: each checked against float64, then timed against the peak of a loop of
// multiply-adds. `deno run --allow-read --allow-env bench/kernels/gemm.ts`
import { type Build, compile } from "../../_tools/build_wasm.ts";

type Kernel = (...args: number[]) => void;
type Shape = readonly [m: number, n: number, k: number];

interface Exports {
  readonly gemmNN: Kernel;
  readonly gemmTN: Kernel;
  readonly gemmNT: Kernel;
  readonly scratchBytes: () => number;
  readonly heapBase: () => number;
}

const SHAPES: readonly Shape[] = [
  ...shapes("512x1024x1024 256x1024x1024 1024x1024x256 128x128x784 64x64x64 196x32x144 256x10x1024"),
  ...shapes(
    "256x512x1024 32x128x784 8x1024x1024 1x128x784 3x128x784 784x128x1 10x8x4 10x3x8 1x8x4 1x3x8 97x131x61",
  ),
];
/** Each with what the backend fuses into it: NN a bias and a rectifier, TN the sums of B's columns, NT a mask or none. */
const KINDS = ["NN", "TN", "NT", "NT masked"] as const;
type Kind = (typeof KINDS)[number];
/** Floats between one matrix and the next. */
const ROOM = 1 << 21;
const memory = new WebAssembly.Memory({ initial: 1024, maximum: 65536, shared: true });
const floats = new Float32Array(memory.buffer);

function shapes(text: string): readonly Shape[] {
  return text.split(" ").map((shape) => {
    const [m, n, k] = shape.split("x").map(Number);
    return [m!, n!, k!];
  });
}

async function load<T>(name: string, build: Build): Promise<T> {
  const { bytes } = await compile(`backends/wasm/assembly/${name}.ts`, build);
  const module = new WebAssembly.Module(bytes);
  // what the entry exports is known to its caller alone
  return new WebAssembly.Instance(module, { env: { memory } }).exports as T;
}

/** Best milliseconds of one call, after enough of them that V8's optimiser has come and gone. */
function time(run: () => void): number {
  let calls = 0;
  for (const start = performance.now(); performance.now() - start < 250; calls++) run();
  const batch = Math.max(1, Math.floor(calls / 50));
  let best = Infinity;
  for (let round = 0; round < 12; round++) {
    const start = performance.now();
    for (let i = 0; i < batch; i++) run();
    best = Math.min(best, (performance.now() - start) / batch);
  }
  return best;
}

function operands(exports: Exports): readonly number[] {
  const base = (exports.heapBase() + 63) & ~63;
  return [0, 1, 2, 3, 4].map((i) => base + i * ROOM * 4);
}

function call(exports: Exports, kind: Kind, [m, n, k]: Shape): () => void {
  const [a, b, c, extra, scratch] = operands(exports);
  const lda = kind === "TN" ? m : k;
  const ldb = isTransposed(kind) ? k : n;
  // spelt out, for spreading would cost more than a tiny product
  if (kind === "NN") return () => exports.gemmNN(m, n, k, a!, lda, b!, ldb, c!, n, extra!, 1, scratch!);
  if (kind === "TN") return () => exports.gemmTN(m, n, k, a!, lda, b!, ldb, c!, n, extra!, scratch!);
  const mask = kind === "NT masked" ? extra! : 0;
  return () => exports.gemmNT(m, n, k, a!, lda, b!, ldb, c!, n, mask, scratch!);
}

function isTransposed(kind: Kind): boolean {
  return kind === "NT" || kind === "NT masked";
}

/** The largest error of a thousand results, in units of what k roundings may do. */
function error(exports: Exports, kind: Kind, [m, n, k]: Shape): number {
  const [a, b, c, extra] = operands(exports).map((at) => at >> 2);
  let worst = 0;
  for (let e = 0; e < m * n; e += Math.ceil(m * n / 1000)) {
    const [i, j] = [Math.floor(e / n), e % n];
    let sum = kind === "NN" ? floats[extra! + j]! : 0;
    let size = Math.abs(sum) + 1e-30;
    for (let q = 0; q < k; q++) {
      const x = floats[a! + (kind === "TN" ? q * m + i : i * k + q)]!;
      const y = floats[b! + (isTransposed(kind) ? j * k + q : q * n + j)]!;
      sum += x * y;
      size += Math.abs(x * y);
    }
    if (kind === "NN") sum = Math.max(sum, 0);
    if (kind === "NT masked" && floats[extra! + e]! <= 0) sum = 0;
    worst = Math.max(worst, Math.abs(floats[c! + e]! - sum) / (size * (k + 2) * 2 ** -24));
  }
  return worst;
}

function refill(exports: Exports): void {
  const at = operands(exports)[0]! >> 2;
  let state = 1;
  for (let e = 0; e < 4 * ROOM; e++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    floats[at + e] = state / 2 ** 31;
  }
}

function cell(exports: Exports, kind: Kind, shape: Shape, peak: number): string {
  refill(exports);
  const run = call(exports, kind, shape);
  run();
  const worst = error(exports, kind, shape);
  if (!(worst <= 1)) {
    throw new Error(`gemm ${kind} ${shape.join(" × ")} is wrong: ${worst} times the error allowed`);
  }
  const ms = time(run);
  const speed = 2 * shape[0] * shape[1] * shape[2] / ms / 1e6;
  const took = ms < 0.01 ? `${(ms * 1e6).toFixed(0)} ns` : `${(ms * 1e3).toFixed(1)} µs`;
  return `${speed.toFixed(1)} (${(100 * speed / peak).toFixed(0)} %) ${took}`.padStart(26);
}

for (const build of ["relaxed", "deterministic"] as const) {
  const { peak } = await load<{ peak: (iterations: number, factor: number, term: number) => number }>(
    "peak",
    build,
  );
  // a loop so plain reaches the optimiser late: the first measure is thrown away
  time(() => void peak(1e4, 0.5, 0.5));
  const most = 80 * 1e4 / time(() => void peak(1e4, 0.5, 0.5)) / 1e6;
  console.log(`\n${build}: peak of multiply-adds ${most.toFixed(1)} GFLOP/s; GFLOP/s (of the peak) time`);
  console.log(`${"m × n × k".padEnd(20)}${KINDS.map((kind) => kind.padStart(26)).join("")}`);
  const exports = await load<Exports>("index", build);
  for (const shape of SHAPES) {
    console.log(
      shape.join(" × ").padEnd(20) + KINDS.map((kind) => cell(exports, kind, shape, most)).join(""),
    );
  }
}
