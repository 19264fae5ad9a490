import assert from "node:assert/strict";
import fc from "fast-check";
import { openJournal } from "../../meta/_sqlite_journal.ts";
import { type JournalEntry, readJournal } from "../../meta/mod.ts";
import { entryAt } from "./_journal_writer.ts";
import { withinFolder } from "./_within_folder.ts";

const WRITER = new URL("_journal_writer.ts", import.meta.url).pathname;

const FIRST: JournalEntry = { number: 0, trial: "[1]", folds: [[0.5]] };

function withinFile<T>(use: (path: string) => T | Promise<T>): Promise<T> {
  return withinFolder((folder) => use(`${folder}/search.journal`));
}

async function written(path: string, entries: readonly JournalEntry[]): Promise<void> {
  using part = await openJournal(path, { key: "key", about: "about" });
  entries.forEach(part.write);
}

const odd = fc.string({ unit: "binary" });
const number = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 5e-324));
const result = fc.record({
  trial: fc.json(),
  folds: fc.array(fc.array(number, { maxLength: 3 }), { maxLength: 3 }),
  failure: fc.option(fc.oneof(odd, fc.constantFrom("NaN", "a\0b", "\ud800")), { nil: undefined }),
}).map(({ failure, ...rest }) => failure === undefined ? rest : { ...rest, failure });

Deno.test("a journal gives each entry back as it was, to the last bit", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(result, { minLength: 1, maxLength: 5 }), async (results) => {
      const entries = results.map((rest, number) => ({ number, ...rest }));
      await withinFile(async (path) => {
        await written(path, entries);
        using part = await openJournal(path, { key: "key", about: "about" });
        assert.deepEqual(entries.map(({ number }) => part.read(number)), entries);
        assert.equal(part.read(entries.length), undefined);
        assert.deepEqual(await readJournal(path), [{ about: "about", key: "key", entries }]);
      });
    }),
    { numRuns: 50 },
  );
});

Deno.test("a journal keeps searches apart, in the order in which they began, and their newest words", async () => {
  await withinFile(async (path) => {
    using b = await openJournal(path, { key: "b", about: "first" });
    using a = await openJournal(path, { key: "a", about: "second" });
    b.write(FIRST);
    a.write({ ...FIRST, number: 7 });
    assert.equal(a.read(0), undefined);
    using again = await openJournal(path, { key: "b", about: "renamed" });
    again.write({ ...FIRST, number: 1 });
    assert.deepEqual(await readJournal(path), [
      { about: "renamed", key: "b", entries: [FIRST, { ...FIRST, number: 1 }] },
      { about: "second", key: "a", entries: [{ ...FIRST, number: 7 }] },
    ]);
  });
});

Deno.test("a journal is a single file when all have closed it, and after it was read", async () => {
  await withinFolder(async (folder) => {
    const path = `${folder}/search.journal`;
    const files = () => [...Deno.readDirSync(folder)].map(({ name }) => name);
    const [first, second] = [
      await openJournal(path, { key: "a", about: "about" }),
      await openJournal(path, { key: "b", about: "about" }),
    ];
    first.write(FIRST);
    first[Symbol.dispose]();
    first[Symbol.dispose]();
    second.write(FIRST);
    second[Symbol.dispose]();
    assert.deepEqual(files(), ["search.journal"]);
    await readJournal(path);
    assert.deepEqual(files(), ["search.journal"]);
  });
});

Deno.test("processes that begin a journal at once, and write to the same search and to their own, lose nothing", async () => {
  await withinFile(async (path) => {
    const processes = Array.from({ length: 4 }, (_, i) => {
      const args = [
        "run",
        "--no-check",
        "--allow-read",
        "--allow-write",
        WRITER,
        path,
        "300",
        "all",
        `own ${i}`,
      ];
      return new Deno.Command(Deno.execPath(), { args, stdout: "null", stderr: "inherit" }).output();
    });
    for (const { success } of await Promise.all(processes)) assert.ok(success);
    const entries = Array.from({ length: 300 }, (_, number) => entryAt(number));
    const searches = await readJournal(path);
    assert.deepEqual(searches.map(({ key }) => key).sort(), ["all", "own 0", "own 1", "own 2", "own 3"]);
    for (const search of searches) assert.deepEqual(search.entries, entries);
  });
});

Deno.test("a journal takes the same result again, and refuses another one of the same trial", async () => {
  await withinFile(async (path) => {
    using part = await openJournal(path, { key: "key", about: "about" });
    part.write(FIRST);
    part.write({ ...FIRST });
    for (const other of [{ trial: "[2]" }, { folds: [[0.25]] }, { failure: "" }]) {
      assert.throws(() => part.write({ ...FIRST, ...other }), {
        message: `Cannot keep the journal in ${path}: trial 0 is there already, with another result; ` +
          "give another path, or remove what is there",
      });
    }
    assert.deepEqual(part.read(0), FIRST);
  });
});

Deno.test("a journal needs permission for its file alone, and reading it only to read", async () => {
  await withinFolder(async (folder) => {
    const path = `${folder}/search.journal`;
    const meta = new URL("../../meta", import.meta.url).href;
    const said = async (code: string, ...more: readonly string[]) => {
      await Deno.writeTextFile(
        `${folder}/script.ts`,
        `import { openJournal } from "${meta}/_sqlite_journal.ts";
        import { readJournal } from "${meta}/read_journal.ts";
        try { console.log(await ${code}) } catch ({ message }) { console.log(message) }`,
      );
      const args = [
        "run",
        "--no-check",
        "--no-prompt",
        `--allow-read=${path}`,
        ...more,
        `${folder}/script.ts`,
      ];
      const { stdout } = await new Deno.Command(Deno.execPath(), { args, stderr: "inherit" }).output();
      return new TextDecoder().decode(stdout).trim();
    };
    const [open, read] = [`openJournal("${path}", { key: "key", about: "words" })`, `readJournal("${path}")`];
    assert.match(await said(open), /^Cannot keep the journal in .* Requires write access .*--allow-write/);
    assert.match(await said(open, `--allow-write=${path}`), /^{/);
    assert.match(await said(read), /^\[ { about: "words", key: "key", entries: \[\] } \]$/);
  });
});
