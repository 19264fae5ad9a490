import assert from "node:assert/strict";
import { fileStore } from "../../meta/mod.ts";

Deno.test("fileStore() makes its folder, replaces files whole, lists those that are whole, and removes them", async () => {
  const folder = await Deno.makeTempDir({ prefix: "attune-" });
  try {
    const store = fileStore(`${folder}/deep/down/`);
    assert.deepEqual(await store.list(), []);
    await store.write("b", Uint8Array.of(1, 2, 3));
    await store.write("b", Uint8Array.of(4));
    await store.write("a", new Uint8Array());
    await Deno.writeFile(`${folder}/deep/down/c.part`, Uint8Array.of(1)); // as a process leaves it that was ended
    assert.deepEqual(await store.list(), ["a", "b"]);
    assert.deepEqual(await store.read("b"), Uint8Array.of(4));
    await store.write("c", Uint8Array.of(5));
    assert.deepEqual(await store.read("c"), Uint8Array.of(5));
    await store.remove("b");
    await store.remove("b");
    assert.deepEqual(await store.list(), ["a", "c"]);
    await assert.rejects(store.read("b"), { code: "ENOENT" });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
