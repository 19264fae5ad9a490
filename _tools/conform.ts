/** `deno task conform NAME`: the conformance suite of one backend, `tests/backends/NAME_test.ts`. */

import { runTests } from "./_run_tests.ts";

const FOLDER = "tests/backends";
const SUFFIX = "_test.ts";

/** The backends that have a conformance test, in order. */
async function known(): Promise<readonly string[]> {
  const files = (await Array.fromAsync(Deno.readDir(FOLDER))).map(({ name }) => name);
  return files.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length)).sort();
}

const [name = "", ...flags] = Deno.args;
const names = await known();
if (!names.includes(name)) {
  console.error(`Cannot test backend "${name}": known backends are ${names.join(", ")}`);
  Deno.exit(2);
}
// a backend that needs a device asks whether it must be here
await runTests({ args: [...flags, `${FOLDER}/${name}${SUFFIX}`], permissions: ["--allow-env=CI"] });
