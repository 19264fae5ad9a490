import assert from "node:assert/strict";
import { rng } from "../../core/mod.ts";
import { openJournal } from "../../meta/_sqlite_journal.ts";
import { readJournal } from "../../meta/mod.ts";
import { entryAt } from "./_journal_writer.ts";
import { killed } from "./_killed.ts";
import { withinFolder } from "./_within_folder.ts";

const RUNS = 20;

/** More entries than any run lives to write. */
const COUNT = 1_000_000;

const chance = rng(2);

Deno.test(`what a journal has kept is there after a kill at any moment: ${RUNS} times`, async () => {
  await withinFolder(async (folder) => {
    const path = `${folder}/search.journal`;
    const reached: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const told = await killed(["_journal_writer.ts", path, `${COUNT}`, `${run}`], {
        lines: 1 + Math.floor(1000 * chance.uniform()),
        after: 10 * chance.uniform(),
      });
      const search = (await readJournal(path)).at(run); // with what the killed process left beside the file
      assert.equal(search?.key, `${run}`);
      const { entries } = search;
      assert.ok(entries.length >= told, `${told} were told, ${entries.length} are there`);
      assert.deepEqual(entries, entries.map((_, number) => entryAt(number)));
      reached.push(entries.length);
    }
    assert.ok(Math.max(...reached) < COUNT);
    assert.deepEqual((await readJournal(path)).map(({ entries }) => entries.length), reached);
  });
});

Deno.test(`a journal that was being made when its process was killed is gone on with: ${RUNS} times`, async () => {
  const begun = performance.now();
  await withinFolder((folder) =>
    killed(["_journal_writer.ts", `${folder}/a`, "9", "key"], { lines: 1, after: 0 })
  );
  const usual = performance.now() - begun; // until it has written
  const states = new Set<string>();
  for (let run = 0; run < RUNS; run++) {
    await withinFolder(async (folder) => {
      const path = `${folder}/search.journal`;
      await killed(["_journal_writer.ts", path, `${COUNT}`, "key"], {
        lines: 0,
        after: 1.5 * usual * chance.uniform(),
      });
      states.add([...Deno.readDirSync(folder)].map(({ name }) => name).sort().join());
      using part = await openJournal(path, { key: "key", about: "about" });
      part.write(entryAt(COUNT));
      assert.deepEqual(part.read(COUNT), entryAt(COUNT));
    });
  }
  assert.ok(states.size > 1, [...states].join("; ")); // not always before the file was there
});
