import assert from "node:assert/strict";
import { irisAccuracy } from "./iris.ts";
import { needs } from "./_needs.ts";

const ignore = !await needs("Node", "node") || !await needs("npm", "npm");

async function run(program: string, args: readonly string[], cwd: string) {
  const { code, stdout, stderr } = await new Deno.Command(program, { args: [...args], cwd }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assert.equal(code, 0, `${program} ${args.join(" ")}\n${out}\n${err}`);
  return { out: out!.trim(), err: err!.trim() };
}

Deno.test(
  "the packed library, installed by npm, trains irises in Node to the accuracy of Deno",
  { ignore },
  async () => {
    const folder = await Deno.makeTempDir({ prefix: "attune-" });
    try {
      const tarball = `${folder}/attune.tgz`;
      await run(Deno.execPath(), ["pack", "--quiet", "--allow-dirty", "-o", tarball], ".");
      const script = await Deno.readTextFile("tests/platforms/iris.ts");
      const { outputText } = await transpiled(script);
      await Deno.writeTextFile(`${folder}/iris.mjs`, outputText);
      await Deno.writeTextFile(`${folder}/package.json`, `{ "private": true }`);
      await run("npm", ["install", "--no-audit", "--no-fund", tarball], folder);
      const { out, err } = await run("node", ["iris.mjs"], folder);
      assert.deepEqual({ out, err }, { out: await irisAccuracy(), err: "" });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
);

// The same function on the packed library: types taken out, imports by the package's name, and printed.
async function transpiled(source: string): Promise<{ readonly outputText: string }> {
  const { stripTypeScriptTypes } = await import("node:module");
  const text = stripTypeScriptTypes(source).replace("../../mod.ts", "@attune/attune");
  return { outputText: `${text}\nconsole.log(await irisAccuracy());\n` };
}
