/**
 * Runs every example the way a reader would, and holds it to the permissions that it declares. An example that needs one
 * says so, with the reason, in a line of its own: `// Permissions: --allow-read=. (reads the file you name)`.
 * Deno logs each request for a permission, granted or not: where none is declared, that log must not come into being.
 */

import { deno } from "./_deno.ts";

const FOLDER = "examples";

/** The flags that an example declares. */
export function declared(source: string): readonly string[] {
  const line = /^\/\/ Permissions: (.+)$/m.exec(source)?.[1] ?? "";
  return line.match(/--allow-\S+/g) ?? [];
}

/** What is wrong with one example, in words; undefined if nothing. */
async function run(file: string, audit: string): Promise<string | undefined> {
  const flags = declared(await Deno.readTextFile(file));
  const code = await deno(["run", "--no-prompt", ...flags, file], { DENO_AUDIT_PERMISSIONS: audit });
  if (code !== 0) return `exit code ${code}`;
  const asked = await Deno.readTextFile(audit).catch(() => "");
  return asked !== "" && flags.length === 0 ? `asks for permissions and declares none:\n${asked}` : undefined;
}

if (import.meta.main) {
  const scratch = await Deno.makeTempDir({ prefix: "attune-" });
  const names = (await Array.fromAsync(Deno.readDir(FOLDER))).map(({ name }) => name);
  const examples = names.filter((name) => /^[^_].*\.ts$/.test(name)).sort();
  const faults: string[] = [];
  for (const name of examples) {
    console.log(`Example ${name}`);
    const fault = await run(`${FOLDER}/${name}`, `${scratch}/${name}.jsonl`);
    if (fault !== undefined) faults.push(`${name}: ${fault}`);
  }
  await Deno.remove(scratch, { recursive: true });
  for (const fault of faults) console.error(fault);
  console.log(`Examples: ${examples.length} run, ${faults.length} at fault`);
  if (faults.length > 0) Deno.exit(1);
}
