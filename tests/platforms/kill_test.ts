import assert from "node:assert/strict";
import { load } from "../../mod.ts";
import { rng } from "../../core/mod.ts";
import { fileStore } from "../../meta/mod.ts";
import { EPOCHS, trainIn } from "./_long_training.ts";

const RUNS = 20;
const chance = rng(1);

async function within<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "attune-" });
  try {
    return await use(`${folder}/snapshots`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Trains in another process, which is ended by SIGKILL some time after an epoch: maybe while it writes the next snapshot. */
async function killed(
  folder: string,
  { epoch, after }: { readonly epoch: number; readonly after: number },
): Promise<void> {
  const script = new URL("_long_training.ts", import.meta.url).pathname;
  const args = ["run", "--no-check", "--allow-read", "--allow-write", script, folder];
  const child = new Deno.Command(Deno.execPath(), { args, stdout: "piped", stderr: "inherit" }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream());
  let told = "";
  for await (const text of lines) {
    told += text;
    if (told.split("\n").length > epoch) break;
  }
  await new Promise((resolve) => setTimeout(resolve, after));
  try {
    child.kill("SIGKILL");
  } catch (error) {
    assert.match(String(error), /already terminated/); // it was faster
  }
  await child.status;
}

Deno.test(`training that was killed at any moment leaves no snapshot unreadable, and ends with the same weights: ${RUNS} times`, async () => {
  const whole = await within(trainIn);
  const reached: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await within(async (folder) => {
      await killed(folder, { epoch: Math.floor(chance.uniform() * EPOCHS), after: 10 * chance.uniform() });
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
