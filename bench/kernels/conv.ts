// The convolutions of the wasm backend on the layers of W5 and others, both builds: billions of operations a second.
// Their numbers are held against the reference in tests/backends/wasm/conv_test.ts.
// `deno run --allow-read --allow-env bench/kernels/conv.ts`
import { type Build, compile } from "../../_tools/build_wasm.ts";
import { sizeOf } from "../../core/mod.ts";
import { conv2d, convWindow, type Window } from "../../nn/mod.ts";

type Kernel = (...args: number[]) => void;

interface Layer {
  readonly side: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: number;
  readonly stride: number;
  readonly groups: number;
}

const plain = { kernel: 3, stride: 1, groups: 1 };
const LAYERS: readonly Layer[] = [
  { side: 28, inputs: 1, outputs: 16, ...plain },
  { side: 14, inputs: 16, outputs: 32, ...plain },
  { side: 7, inputs: 32, outputs: 32, ...plain },
  { side: 56, inputs: 64, outputs: 64, ...plain },
  { side: 28, inputs: 64, outputs: 128, ...plain, stride: 2 },
  { side: 28, inputs: 64, outputs: 64, ...plain, groups: 64 },
];
const IMAGES = 50;
const NAMES = ["conv2d", "conv2dWeights", "conv2dInput"] as const;

const memory = new WebAssembly.Memory({ initial: 4096, maximum: 65536, shared: true });

async function load(name: string, build: Build): Promise<Kernel> {
  const { bytes } = await compile(`backends/wasm/assembly/${name}.ts`, build);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const camel = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return instance.exports[camel] as Kernel; // each file exports the kernel that it is named for
}

function windowOf({ side, inputs, outputs, kernel, stride, groups }: Layer): Window {
  const layer = conv2d(outputs, { kernel, stride, groups, padding: "same" });
  return convWindow(layer, { input: [side, side, inputs], path: "0" });
}

/** Writes the window as assembly/window.ts reads it. */
function describe(at: number, layer: Layer): void {
  const { input, output, size, stride, dilation, before, after } = windowOf(layer);
  const pairs = [input, output, size, stride, dilation, before, after].flat();
  const view = new DataView(memory.buffer, at);
  [...pairs, layer.groups, layer.inputs, layer.outputs].forEach((value, i) =>
    view.setInt32(8 * i, value, true)
  );
}

/** Best milliseconds of one call. */
function time(run: () => void): number {
  for (const start = performance.now(); performance.now() - start < 250;) run();
  let best = Infinity;
  for (let round = 0; round < 30; round++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

// window, images, weights, places, work: far enough apart for the largest
const [W, X, K, Y, WORK] = [1 << 16, 1 << 20, 60 << 20, 64 << 20, 120 << 20];
const gigaflops = (layer: Layer, ms: number) =>
  2 * IMAGES * sizeOf(windowOf(layer).output) * layer.outputs * (layer.inputs / layer.groups) *
  layer.kernel ** 2 / ms /
  1e6;

for (const build of ["relaxed", "deterministic"] as const) {
  const kernels = await Promise.all(
    ["conv2d", "conv2d_weights", "conv2d_input"].map((name) => load(name, build)),
  );
  console.log(`\n${build}, ${IMAGES} images: GFLOP/s of ${NAMES.join(", ")}`);
  for (const layer of LAYERS) {
    describe(W, layer);
    const [forward, weights, input] = kernels as [Kernel, Kernel, Kernel]; // three were loaded
    const times = [
      time(() => forward(W, IMAGES, X, K, 0, Y, 0, WORK)),
      time(() => weights(W, IMAGES, X, Y, K, 0, WORK)),
      time(() => input(W, IMAGES, Y, K, X, 0, WORK)),
    ];
    const title = `${layer.side} × ${layer.side} × ${layer.inputs} → ${layer.outputs}, ` +
      `stride ${layer.stride}, ${layer.groups} group${layer.groups > 1 ? "s" : ""}`;
    console.log(title.padEnd(48), times.map((ms) => gigaflops(layer, ms).toFixed(1).padStart(6)).join(" "));
  }
}
