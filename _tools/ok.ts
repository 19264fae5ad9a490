/** `deno task ok`: everything that must hold before a change is sent. Runs all of it, the tests last, whatever fails. */

import { deno } from "./_deno.ts";

/** The files that `exports` of deno.json names. */
async function entryPoints(): Promise<readonly string[]> {
  const { exports } = JSON.parse(await Deno.readTextFile("deno.json"));
  return Object.values(exports).map(String);
}

const CHECKS: Readonly<Record<string, readonly string[]>> = {
  "format": ["fmt", "--check"],
  "lint": ["lint"],
  "types": ["check", "."],
  "import direction": ["run", "--allow-read=.", "_tools/imports.ts"],
  "documentation": ["doc", "--lint", ...await entryPoints()],
  "page of measures": ["task", "build:docs", "--check"],
  "publish": ["publish", "--dry-run", "--allow-dirty"],
  "examples": ["task", "examples"],
};

const failed: string[] = [];
for (const [name, args] of Object.entries(CHECKS)) {
  console.log(`\n== ${name}: deno ${args.join(" ")}`);
  if (await deno(args) !== 0) failed.push(name);
}
console.log(failed.length === 0 ? "\nAll checks passed" : `\nFailed: ${failed.join(", ")}`);

const tests = await deno(["task", "test"]);
Deno.exit(failed.length === 0 ? tests : 1);
