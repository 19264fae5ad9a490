/** `deno task test [paths or flags]`: unit, conformance, documentation and platform tests; the last line says `N passed, N failed`. */

import { runTests } from "./_run_tests.ts";

/** Tests that start Node and a browser, and so need permissions. */
const PLATFORMS = "tests/platforms/";

/** Tests that need a WebGPU adapter: without one they are skipped, or fail where CI=true says that they must run. */
const WEBGPU = ["tests/backends/webgpu_test.ts", "tests/backends/webgpu/", "tests/backends/auto/"];

const unit = { args: ["--doc", "--parallel", `--ignore=${[PLATFORMS, ...WEBGPU]}`, ...Deno.args] };
const webgpu = {
  args: ["--parallel", ...WEBGPU],
  maySkip: true,
  permissions: ["--allow-env=CI", "--allow-read=backends"],
};
const platforms = {
  args: [PLATFORMS],
  maySkip: true,
  permissions: ["--allow-read", "--allow-write", "--allow-run", "--allow-env", "--allow-net", "--allow-sys"],
};
await runTests(unit, ...(Deno.args.length === 0 ? [webgpu, platforms] : []));
