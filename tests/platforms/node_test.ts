import assert from "node:assert/strict";
import { decodedBytes } from "./images.ts";
import { irisAccuracy } from "./iris.ts";
import { goneOn } from "./saved.ts";
import { needs } from "./_needs.ts";

const ignore = !await needs("Node", "node") || !await needs("npm", "npm");

async function run(program: string, args: readonly string[], cwd: string) {
  const { code, stdout, stderr } = await new Deno.Command(program, { args: [...args], cwd }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assert.equal(code, 0, `${program} ${args.join(" ")}\n${out}\n${err}`);
  return { out: out!.trim(), err: err!.trim() };
}

Deno.test(
  "the packed library, installed by npm, trains irises, decodes images, saves and goes on in Node as in Deno",
  { ignore },
  async () => {
    const folder = await Deno.makeTempDir({ prefix: "attune-" });
    try {
      const tarball = `${folder}/attune.tgz`;
      await run(Deno.execPath(), ["pack", "--quiet", "--allow-dirty", "-o", tarball], ".");
      await Deno.writeTextFile(`${folder}/package.json`, `{ "private": true }`);
      await run("npm", ["install", "--no-audit", "--no-fund", tarball], folder);
      const scripts = [["iris", irisAccuracy], ["images", decodedBytes], ["saved", goneOn]] as const;
      for (const [file, called] of scripts) {
        const script = await Deno.readTextFile(`tests/platforms/${file}.ts`);
        await Deno.writeTextFile(`${folder}/${file}.mjs`, await transpiled(script, called.name));
        const { out, err } = await run("node", [`${file}.mjs`], folder);
        assert.deepEqual({ out, err }, { out: await called(), err: "" });
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
);

// The same function on the packed library: types taken out, imports by the package's name, and printed.
async function transpiled(source: string, called: string): Promise<string> {
  const { stripTypeScriptTypes } = await import("node:module");
  const text = stripTypeScriptTypes(source).replace("../../mod.ts", "@attune/attune");
  return `${text}\nconsole.log(await ${called}());\n`;
}
