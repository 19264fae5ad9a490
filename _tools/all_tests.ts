/** `deno task test [paths or flags]`: unit, conformance, documentation and platform tests; the last line says `N passed, N failed`. */

import { type Run, runTests } from "./_run_tests.ts";

/** Tests that start Node and a browser, and so need permissions. */
const PLATFORMS = "tests/platforms/";

/** Tests that need a WebGPU adapter: without one they are skipped, or fail where CI=true says that they must run. */
const WEBGPU = ["tests/backends/webgpu_test.ts", "tests/backends/webgpu/", "tests/backends/auto/"];

/** Tests of what reads files, on files that they write. */
const FILES = "tests/data/files/";

/** Tests that run files by onnxruntime, which reads its own binary. */
const ONNX = "tests/onnx/";

/** Documentation whose snippets open a WebGPU device where there is one. */
const OPENING = ["README.md", "backends/webgpu/", "backends/auto/"];

const unit = ["--doc", "--parallel", `--ignore=${[PLATFORMS, FILES, ONNX, ...WEBGPU, ...OPENING]}`];
const files = { permissions: ["--allow-read", "--allow-write"] };
const onnx = { permissions: ["--allow-read"] };
const webgpu = {
  maySkip: true,
  permissions: ["--allow-env=CI", "--allow-read=backends"],
};
const platforms = {
  maySkip: true,
  permissions: ["--allow-read", "--allow-write", "--allow-run", "--allow-env", "--allow-net", "--allow-sys"],
};

/** The run that has what the tests of a path need. */
function runOf(args: readonly string[]): Run {
  const asked = args.filter((arg) => !arg.startsWith("-"));
  const within = (folder: string) => asked.some((path) => `${path.replace(/^\.\//, "")}/`.startsWith(folder));
  if (WEBGPU.some(within)) return { ...webgpu, args };
  if (OPENING.some((path) => asked.includes(path))) return { args: ["--doc", ...args] };
  if (within(FILES)) return { ...files, args };
  if (within(ONNX)) return { ...onnx, args };
  return within(PLATFORMS) ? { ...platforms, args } : { args: [...unit, ...args] };
}

const all: readonly Run[] = [
  { args: unit },
  { ...files, args: [FILES] },
  { ...onnx, args: [ONNX] },
  // a process each, and no threads: Mesa's software driver corrupts memory where several end that have devices open
  ...OPENING.map((path) => ({ args: ["--doc", path] })),
  ...WEBGPU.map((path) => ({ ...webgpu, args: [path] })),
  { ...platforms, args: [PLATFORMS] },
];
await runTests(...(Deno.args.length === 0 ? all : [runOf(Deno.args)]));
