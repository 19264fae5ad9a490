import assert from "node:assert/strict";
import { load } from "../../mod.ts";
import { rng } from "../../core/mod.ts";
import { fileStore } from "../../meta/mod.ts";
import { killed } from "./_killed.ts";
import { EPOCHS, trainIn } from "./_long_training.ts";
import { withinFolder } from "./_within_folder.ts";

const RUNS = 20;
const chance = rng(1);

function within<T>(use: (folder: string) => Promise<T>): Promise<T> {
  return withinFolder((folder) => use(`${folder}/snapshots`));
}

Deno.test(`training that was killed at any moment leaves no snapshot unreadable, and ends with the same weights: ${RUNS} times`, async () => {
  const whole = await within(trainIn);
  const reached: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await within(async (folder) => {
      const lines = Math.floor(chance.uniform() * EPOCHS); // maybe while it writes the next snapshot
      await killed(["_long_training.ts", folder], { lines, after: 10 * chance.uniform() });
      const store = fileStore(folder);
      const names = await store.list();
      for (const name of names) (await load(await store.read(name), { verbosity: 0 }))[Symbol.dispose]();
      reached.push(Number(/-(\d+)-/.exec(names.at(-1) ?? "")?.[1] ?? 0));
      assert.deepEqual(await trainIn(folder), whole);
    });
  }
  const midway = reached.filter((epochs) => epochs > 0 && epochs < EPOCHS);
  assert.ok(midway.length >= RUNS / 2, `epochs reached: ${reached.join(", ")}`);
});
