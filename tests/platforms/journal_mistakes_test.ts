import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openJournal } from "../../meta/_sqlite_journal.ts";
import { type JournalEntry, readJournal } from "../../meta/mod.ts";
import { withinFolder } from "./_within_folder.ts";

const entryOf = (number: number): JournalEntry => ({ number, trial: "[1]", folds: [[0.5]] });

/** Opens the journal as a search does, and reads all of one trial; nothing may stay open. */
async function kept(path: string): Promise<JournalEntry | undefined> {
  using part = await openJournal(path, { key: "key", about: "about" });
  return part.read(3);
}

/** A journal of ten trials, with something done to it by others. */
async function spoiled(path: string, sql: string): Promise<void> {
  using part = await openJournal(path, { key: "key", about: "about" });
  for (let number = 0; number < 10; number++) part.write(entryOf(number));
  part[Symbol.dispose]();
  using db = new DatabaseSync(path);
  db.exec(sql);
}

async function refused(path: string, told: string): Promise<void> {
  await assert.rejects(kept(path), { message: `Cannot keep the journal in ${path}: ${told}` });
  await assert.rejects(readJournal(path), { message: `Cannot read the journal in ${path}: ${told}` });
}

Deno.test("a journal refuses files of other kinds, and leaves each as it was", async () => {
  const other = "it is a file of another kind; give another path";
  const database = "it is a database of something else; give another path";
  const format = "it is in format 2, and this version of attune knows format 1; give another path";
  await withinFolder(async (folder) => {
    const path = `${folder}/file`;
    const makers: readonly (readonly [told: string, make: () => unknown])[] = [
      [other, () => Deno.writeTextFile(path, "number,loss\n0,0.5\n".repeat(100))],
      [other, () => Deno.writeTextFile(path, "xy")],
      [database, () => spoiled(path, "PRAGMA application_id = 7")],
      [database, () => spoiled(path, "PRAGMA application_id = 0")],
      [format, () => spoiled(path, "PRAGMA user_version = 2")],
    ];
    for (const [told, make] of makers) {
      await make();
      const before = await Deno.readFile(path);
      await refused(path, told);
      assert.deepEqual(await Deno.readFile(path), before);
      assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["file"]);
      await Deno.remove(path);
    }
  });
});

Deno.test("a journal says why there can be none at a path", async () => {
  await withinFolder(async (folder) => {
    await refused(folder, "it is a folder; give the path of a file");
    const deep = `${folder}/deep/search.journal`;
    await assert.rejects(kept(deep), {
      message:
        `Cannot keep the journal in ${deep}: its folder is not there, or may not be written; make one that is`,
    });
    const none = `${folder}/search.journal`;
    await assert.rejects(readJournal(none), {
      message: `Cannot read the journal in ${none}: there is no such file; give the path of a journal`,
    });
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  });
  // deno-lint-ignore no-explicit-any -- calls that types forbid
  for (const path of ["", ":memory:", "file:a.db", undefined, new URL("file:///a")] as any[]) {
    await assert.rejects(kept(path), {
      name: "TypeError",
      message: /^Cannot keep a journal in .*: give the path/,
    });
    await assert.rejects(readJournal(path), { name: "TypeError", message: /^Cannot read a journal in / });
  }
});

Deno.test("an empty file becomes a journal, as a process leaves one that was killed at once", async () => {
  await withinFolder(async (folder) => {
    const path = `${folder}/search.journal`;
    await Deno.writeFile(path, new Uint8Array());
    assert.deepEqual(await readJournal(path), []);
    assert.equal(await kept(path), undefined);
    assert.deepEqual(await readJournal(path), [{ about: "about", key: "key", entries: [] }]);
  });
});

Deno.test("a journal names the row that others have changed, and keeps all others", async () => {
  for (
    const [set, broken] of [
      ["folds = '[[0.5'", 'folds are "[[0.5"'],
      ["folds = '[[null]]'", 'folds are "[[null]]"'],
      ["folds = '{}'", 'folds are "{}"'],
      ["folds = '[0.5]'", 'folds are "[0.5]"'],
      ["failure = 'bad'", 'failure is "bad"'],
      ["failure = '1'", 'failure is "1"'],
    ]
  ) {
    await withinFolder(async (folder) => {
      const path = `${folder}/search.journal`;
      await spoiled(path, `UPDATE entries SET ${set} WHERE number = 3`);
      await refused(
        path,
        `the ${broken} of trial 3, which was not written so; remove its row, and it will be judged again`,
      );
      using part = await openJournal(path, { key: "key", about: "about" });
      assert.deepEqual(part.read(2), entryOf(2));
      assert.deepEqual(part.read(4), entryOf(4));
    });
  }
});

Deno.test("a journal says that its file is damaged", async () => {
  await withinFolder(async (folder) => {
    const path = `${folder}/search.journal`;
    await spoiled(path, "SELECT 1");
    const bytes = await Deno.readFile(path);
    await Deno.writeFile(path, bytes.fill(0xff, 4096)); // all but the header and the list of tables
    await refused(
      path,
      "it is damaged; move it elsewhere, where the command sqlite3 may recover it, and begin a new one",
    );
    assert.deepEqual((await Deno.readFile(path)).subarray(4096), bytes.subarray(4096));
  });
});

Deno.test("a journal that another process keeps locked says so, and can be read meanwhile", async () => {
  await withinFolder(async (folder) => {
    const path = `${folder}/search.journal`;
    using part = await openJournal(path, { key: "key", about: "about" });
    part.write(entryOf(0));
    using other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    assert.throws(() => part.write(entryOf(1)), {
      message: `Cannot keep the journal in ${path}: another process keeps it locked; end that first`,
    });
    assert.deepEqual((await readJournal(path))[0]?.entries, [entryOf(0)]);
    other.exec("ROLLBACK");
    part.write(entryOf(1));
  });
});

Deno.test("a journal names the runtimes that have node:sqlite where there is none", async () => {
  await withinFolder(async (folder) => {
    const module = new URL("../../meta/read_journal.ts", import.meta.url).href;
    await Deno.writeTextFile(`${folder}/map.json`, `{ "imports": { "node:sqlite": "./none.ts" } }`);
    await Deno.writeTextFile(
      `${folder}/script.ts`,
      `import { readJournal } from "${module}";
      try { await readJournal("a.journal") } catch ({ message }) { console.log(message) }`,
    );
    const args = [
      "run",
      "--no-check",
      "--no-config",
      `--import-map=${folder}/map.json`,
      `${folder}/script.ts`,
    ];
    const { stdout } = await new Deno.Command(Deno.execPath(), { args, stderr: "inherit" }).output();
    assert.equal(
      new TextDecoder().decode(stdout).trim(),
      "Cannot read the journal in a.journal: there is no node:sqlite here; run Deno 2.2 or newer, or Node 22.13 or newer",
    );
  });
});
