/** `deno task test [paths or flags]`: unit, conformance, documentation and platform tests; the last line says `N passed, N failed`. */

import { runTests } from "./_run_tests.ts";

/** Tests that start Node and a browser, and so need permissions. */
const PLATFORMS = "tests/platforms/";

const unit = { args: ["--doc", "--parallel", `--ignore=${PLATFORMS}`, ...Deno.args] };
const platforms = {
  args: [PLATFORMS],
  maySkip: true,
  permissions: ["--allow-read", "--allow-write", "--allow-run", "--allow-env", "--allow-net", "--allow-sys"],
};
await runTests(unit, ...(Deno.args.length === 0 ? [platforms] : []));
