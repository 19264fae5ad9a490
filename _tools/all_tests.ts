/** `deno task test [paths or flags]`: unit, conformance and documentation tests; the last line says `N passed, N failed`. */

import { runTests } from "./_run_tests.ts";

await runTests(["--doc", "--parallel", ...Deno.args]);
