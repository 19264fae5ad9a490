import assert from "node:assert/strict";
import { rng } from "../../core/mod.ts";
import { readJournal } from "../../meta/mod.ts";
import { killed } from "./_killed.ts";
import { CANDIDATES, searchBy, SEARCHES } from "./_long_search.ts";
import { withinFolder } from "./_within_folder.ts";

const RUNS = 10;
const chance = rng(3);

/** How many candidates the journal has; there may be no file yet. */
async function keptIn(path: string): Promise<number> {
  const [search, ...others] = await readJournal(path).catch(({ message }: Error) => {
    assert.match(message, /there is no such file/);
    return [];
  });
  assert.deepEqual(others, []);
  return search?.entries.length ?? 0;
}

for (const search of Object.keys(SEARCHES)) {
  for (const threads of [1, 2]) {
    const where = threads === 1 ? "1 thread" : "2 threads";
    Deno.test(`${search} search on ${where} that was killed, maybe twice, ends as one that never was: ${RUNS} times`, async () => {
      const whole = await searchBy({ search, threads: 1 });
      const reached: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        await withinFolder(async (folder) => {
          const journal = `${folder}/search.journal`;
          const script = ["_long_search.ts", search, `${threads}`, journal] as const;
          for (let kill = 0; kill <= run % 2; kill++) {
            const lines = 1 + Math.floor(chance.uniform() * CANDIDATES / (1 + run % 2));
            await killed(script, { lines, after: 5 * chance.uniform() });
          }
          const kept = await keptIn(journal);
          reached.push(kept);
          const told: number[] = [];
          assert.deepEqual(await searchBy({ search, threads, journal }, (done) => told.push(done)), whole);
          if (kept < CANDIDATES) assert.equal(told[0], kept); // what it has is not judged again
          assert.equal(await keptIn(journal), CANDIDATES);
        });
      }
      const midway = reached.filter((kept) => kept > 0 && kept < CANDIDATES);
      assert.ok(midway.length >= RUNS / 2, `candidates kept: ${reached.join(", ")}`);
    });
  }
}
