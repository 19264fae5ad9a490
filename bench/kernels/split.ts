// One product on two threads, each half of the rows, beside the same on one: where splitting would pay.
// The second thread spins for a while after each product and then sleeps; both ways of finding it are timed.
// `deno run --allow-read --allow-env bench/kernels/split.ts`
import { compile } from "../../_tools/build_wasm.ts";

type Shape = readonly [m: number, n: number, k: number];

interface Exports {
  readonly gemmNN: (...args: number[]) => void;
  readonly heapBase: () => number;
}

const SHAPES: readonly Shape[] = [
  [1024, 1024, 1024],
  [512, 1024, 1024],
  [256, 1024, 1024],
  [128, 128, 784],
  [256, 64, 64],
  [64, 64, 64],
  [64, 64, 30],
];
/** Milliseconds between two products after which the second thread has gone to sleep. */
const ASLEEP = 2;
/** Words of the control block: number of the order, number of the last order done, then the arguments. */
const [ORDER, DONE, ARGUMENTS, WORDS] = [0, 1, 2, 64];

const SECOND = `
onmessage = ({ data: { memory, module, at, spins } }) => {
  const { gemmNN } = new WebAssembly.Instance(module, { env: { memory } }).exports;
  const words = new Int32Array(memory.buffer, at, ${WORDS});
  postMessage("ready");
  for (let done = 0;; done++) {
    for (let i = 0; i < spins && Atomics.load(words, ${ORDER}) === done; i++);
    Atomics.wait(words, ${ORDER}, done);
    const [m, n, k, a, b, c, bias, scratch] = words.subarray(${ARGUMENTS});
    gemmNN(m, n, k, a, k, b, n, c, n, bias, 1, scratch);
    Atomics.store(words, ${DONE}, done + 1);
  }
};`;

const memory = new WebAssembly.Memory({ initial: 1024, maximum: 65536, shared: true });
const { bytes } = await compile("backends/wasm/assembly/index.ts", "relaxed");
const module = new WebAssembly.Module(bytes);
// what the entry exports is known to its caller alone
const exports = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
const control = (exports.heapBase() + 63) & ~63;
const at = (i: number) => control + 4096 + i * (1 << 23);
const [a, b, c, bias] = [at(0), at(1), at(2), at(3)];
const [firstScratch, secondScratch] = [at(4), at(5)];
const words = new Int32Array(memory.buffer, control, WORDS);
new Float32Array(memory.buffer, a, 1 << 22).forEach((_, i, all) => all[i] = Math.sin(i));

function single([m, n, k]: Shape): void {
  exports.gemmNN(m, n, k, a, k, b, n, c, n, bias, 1, firstScratch);
}

function split([m, n, k]: Shape): void {
  const top = Math.ceil(m / 10) * 5; // whole tiles of five rows
  const rest = [m - top, n, k, a + top * k * 4, b, c + top * n * 4, bias, secondScratch];
  words.set(rest, ARGUMENTS);
  const order = Atomics.add(words, ORDER, 1) + 1;
  Atomics.notify(words, ORDER);
  exports.gemmNN(top, n, k, a, k, b, n, c, n, bias, 1, firstScratch);
  while (Atomics.load(words, DONE) !== order);
}

/** Median milliseconds of a call, `pause` milliseconds after the one before. */
function time(run: () => void, pause = 0): number {
  const taken: number[] = [];
  for (const end = performance.now() + 700; performance.now() < end;) {
    for (const wake = performance.now() + pause; performance.now() < wake;);
    const start = performance.now();
    run();
    taken.push(performance.now() - start);
  }
  return taken.sort((x, y) => x - y)[taken.length >> 1]!;
}

function check(shape: Shape): void {
  const [m, n] = shape;
  const result = () => new Float32Array(memory.buffer, c, m * n).slice();
  single(shape);
  const one = result();
  new Float32Array(memory.buffer, c, m * n).fill(NaN);
  split(shape);
  if (result().some((value, i) => value !== one[i])) {
    throw new Error(`${shape.join(" × ")} in two halves has other bits than in one`);
  }
}

const worker = new Worker(URL.createObjectURL(new Blob([SECOND])), { type: "module" });
await new Promise<void>((resolve) => {
  worker.onmessage = () => resolve();
  worker.postMessage({ memory, module, at: control, spins: 20_000 });
});
console.log(
  "GFLOP/s, medians: one thread, two threads (second one spinning), two threads (second one asleep)",
);
for (const shape of SHAPES) {
  check(shape);
  const [m, n, k] = shape;
  const speed = (ms: number) => (2 * m * n * k / ms / 1e6).toFixed(1).padStart(8);
  const figures = [
    time(() => single(shape)),
    time(() => split(shape)),
    time(() => split(shape), ASLEEP),
  ];
  console.log(shape.join(" × ").padEnd(20) + figures.map(speed).join(""));
}
Deno.exit(); // the second thread sleeps, and would never hear that it shall end
