import assert from "node:assert/strict";
import { fileStore, type Moment, snapshots, type Store } from "../../meta/mod.ts";

function memory(): Store & { readonly files: ReadonlyMap<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    write: (name, bytes) => Promise.resolve(void files.set(name, bytes)),
    read: (name) => Promise.resolve(files.get(name)!),
    list: () => Promise.resolve([...files.keys()].reverse()), // in no order that could be relied on
    remove: (name) => Promise.resolve(void files.delete(name)),
  };
}

Deno.test("snapshots() keeps the newest few and the best, under names that tell iterations and loss", async () => {
  const store = memory();
  const kept = snapshots(store, { name: "net", last: 2 });
  assert.deepEqual([await kept.newest(), await kept.best(), await kept.list()], [undefined, undefined, []]);
  const losses = [0.5, 1e-7, 0.5, undefined, NaN, Infinity];
  for (const [i, loss] of losses.entries()) {
    await kept.write(Uint8Array.of(i), { iterations: i + 1, ...(loss !== undefined && { loss }) });
  }
  assert.deepEqual([...store.files.keys()], [
    "net-00000002-1e-7.attune",
    "net-00000005-NaN.attune",
    "net-00000006-Infinity.attune",
  ]);
  assert.deepEqual(await kept.newest(), Uint8Array.of(5));
  assert.deepEqual(await kept.best(), Uint8Array.of(1));
  assert.deepEqual(await kept.list(), [
    { name: "net-00000002-1e-7.attune", iterations: 2, loss: 1e-7 },
    { name: "net-00000005-NaN.attune", iterations: 5, loss: NaN },
    { name: "net-00000006-Infinity.attune", iterations: 6, loss: Infinity },
  ]);
});

Deno.test("snapshots() goes on from those of a process before, and leaves other files alone", async () => {
  const store = memory();
  const others = ["notes.txt", "other-00000009-1.attune", "net-9-1.attune", "snapshot-00000001.attune.part"];
  for (const name of others) await store.write(name, new Uint8Array());
  await snapshots(store).write(Uint8Array.of(1), { iterations: 1, loss: 0.1 });
  const kept = snapshots(store, { last: 1 });
  await kept.write(Uint8Array.of(2), { iterations: 2, loss: 0.2 });
  await kept.write(Uint8Array.of(3), { iterations: 123_456_789, loss: -0.5 });
  await kept.write(Uint8Array.of(4), { iterations: 123_456_789, loss: -0.5 });
  assert.deepEqual((await kept.list()).map(({ name }) => name), ["snapshot-123456789--0.5.attune"]);
  assert.deepEqual([await kept.newest(), await kept.best()], [Uint8Array.of(4), Uint8Array.of(4)]);
  assert.equal(store.files.size, others.length + 1);
});

Deno.test("of several with the least loss the first is the best", async () => {
  const kept = snapshots(memory(), { last: 1 });
  for (const i of [1, 2, 3]) await kept.write(Uint8Array.of(i), { iterations: i, loss: 0 });
  assert.deepEqual(await kept.best(), Uint8Array.of(1));
});

Deno.test("snapshots() refuses what would stand among those of another training, and what it cannot name", async () => {
  const kept = snapshots(memory());
  await kept.write(Uint8Array.of(5), { iterations: 5 });
  await assert.rejects(kept.write(Uint8Array.of(4), { iterations: 4 }), {
    name: "RangeError",
    message:
      "Cannot take a snapshot after 4 iterations: there is snapshot-00000005.attune of another training; " +
      "go on from there, or keep snapshots elsewhere",
  });
  for (const moment of [{ iterations: -1 }, { iterations: 0.5 }, { iterations: 6, loss: "x" }, {}]) {
    await assert.rejects(kept.write(Uint8Array.of(6), moment as Moment), { name: "TypeError" });
  }
  assert.throws(() => snapshots(memory(), { last: 0 }), { name: "RangeError" });
  assert.throws(() => snapshots(memory(), { name: "a-b" }), { name: "TypeError" });
  assert.throws(() => snapshots(memory(), { keep: 3 } as object), { name: "TypeError", message: /"keep"/ });
});

Deno.test("fileStore() refuses folders and names that are none", async () => {
  assert.throws(() => fileStore(""), { name: "TypeError" });
  const store = fileStore("somewhere");
  for (const name of ["", "../up", "a/b", "a\\b", ".hidden", "a.part"]) {
    await assert.rejects(store.read(name), { name: "TypeError", message: /^Cannot call a file / });
    await assert.rejects(store.write(name, new Uint8Array()), { name: "TypeError" });
    await assert.rejects(store.remove(name), { name: "TypeError" });
  }
});

Deno.test("stores, bytes and moments that are none are refused by what they are", async () => {
  assert.throws(() => snapshots("folder" as unknown as Store), {
    name: "TypeError",
    message: 'Cannot keep snapshots in "folder": give a store, e.g. fileStore("training")',
  });
  const kept = snapshots(memory());
  await assert.rejects(kept.write("text" as unknown as Uint8Array, { iterations: 1 }), {
    name: "TypeError",
    message: 'Cannot take a snapshot of "text": give bytes, e.g. await save(machine)',
  });
  await assert.rejects(kept.write(Uint8Array.of(1), { iterations: 1, los: 3 } as { iterations: number }), {
    name: "TypeError",
    message: /"los".*loss/,
  });
  await assert.rejects(kept.write(Uint8Array.of(1), undefined as unknown as { iterations: number }), {
    name: "TypeError",
    message: /^Cannot take a snapshot of/,
  });
});
