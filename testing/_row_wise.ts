import assert from "node:assert/strict";
import { allRows, type Observations, type Rows } from "../core/observations.ts";
import { rng } from "../core/rng.ts";
import { content } from "./_content.ts";

/** Fails unless what is made of rows is the same one by one, without the first, in another order, and of none. */
export async function isRowWise<X extends Observations, Z extends Observations>(
  way: (x: X) => Promise<Z>,
  x: X,
): Promise<void> {
  const all = await way(x);
  const same = async (rows: Rows) =>
    assert.deepEqual(content(await way(x.take(rows))), content(all.take(rows)));
  for (let row = 0; row < x.size; row++) await same([row]);
  await same(allRows(x.size).subarray(1));
  await same(rng(1).permutation(x.size));
  await same([]);
}
