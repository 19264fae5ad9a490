import { openJournal } from "../../meta/_sqlite_journal.ts";
import type { JournalEntry } from "../../meta/mod.ts";

/** The entry of this number, the same in every process: it takes long enough to make for writes to mix. */
export function entryAt(number: number): JournalEntry {
  return {
    number,
    trial: JSON.stringify({ values: [number, "a"] }),
    folds: [[1 / (number + 3), NaN], [-0, Infinity]],
    ...(number % 5 === 0 ? { failure: `trial ${number} failed` } : {}),
  };
}

/** Writes so many entries to the part of this key, and tells the number of each after it was written. */
export async function writeTo(path: string, key: string, { count }: { readonly count: number }) {
  using part = await openJournal(path, { key, about: `about ${key}` });
  for (let number = 0; number < count; number++) {
    part.write(entryAt(number));
    console.log(number);
  }
}

if (import.meta.main) {
  const [path, count, ...keys] = Deno.args;
  for (const key of keys) await writeTo(path!, key, { count: Number(count) });
}
