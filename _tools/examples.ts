/**
 * Runs every example the way a reader would, and holds it to the permissions that it declares. An example that needs one
 * says so, with the reason, in a line of its own: `// Permissions: --allow-read=. (reads the file you name)`.
 * Deno logs each request for a permission, granted or not: where none is declared, that log must not come into being.
 * An example whose last line is a claim says what it has to look like: `// Ends: mean error 0\.0[1-4]\d\d`.
 */

const FOLDER = "examples";

/** The flags that an example declares. */
export function declared(source: string): readonly string[] {
  const line = /^\/\/ Permissions: (.+)$/m.exec(source)?.[1] ?? "";
  return line.match(/--allow-\S+/g) ?? [];
}

/** What the last line that an example prints has to look like, where it says so. */
export function ending(source: string): RegExp | undefined {
  const line = /^\/\/ Ends: (.+)$/m.exec(source)?.[1];
  return line === undefined ? undefined : new RegExp(`^${line}$`);
}

/** What is wrong with one example, in words; undefined if nothing. */
async function run(file: string, audit: string): Promise<string | undefined> {
  const source = await Deno.readTextFile(file);
  const flags = declared(source);
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", ...flags, file],
    env: { DENO_AUDIT_PERMISSIONS: audit },
    stderr: "inherit",
  }).output();
  const text = new TextDecoder().decode(stdout);
  console.log(text);
  if (code !== 0) return `exit code ${code}`;
  const last = text.trimEnd().split("\n").at(-1)!; // of any text there is one
  const wanted = ending(source);
  if (wanted && !wanted.test(last)) return `its last line is not ${wanted}: ${last}`;
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
