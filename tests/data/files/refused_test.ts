import assert from "node:assert/strict";
import { readIdx, readImages } from "../../../data/mod.ts";
import { picture, withFolder } from "./_folder.ts";

Deno.test("readImages() does not advise a permission where it is the operating system that refuses", async () => {
  await withFolder({ "pets/cat/1.png": picture("gray, 8 bits") }, async (folder) => {
    const path = `${folder}/pets`;
    await Deno.chmod(path, 0);
    try {
      const found: unknown = await readImages(path).catch((error) => error);
      if (!(found instanceof Error)) return; // a superuser may read all
      assert.ok(
        found.message.startsWith(`Cannot read "${path}": the operating system refuses it; `),
        found.message,
      );
      assert.ok(found.message.includes("EACCES"));
    } finally {
      await Deno.chmod(path, 0o700);
    }
  });
});

Deno.test({
  name: "readIdx() advises --allow-all for files that Deno guards so",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    await assert.rejects(readIdx({ images: "/proc/1/environ" }), {
      message: 'Cannot read "/proc/1/environ": that is not permitted; run with --allow-all',
    });
  },
});
