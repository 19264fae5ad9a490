import assert from "node:assert/strict";
import { sideBySide } from "../../meta/_side_by_side.ts";

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("sideBySide() gives results in the order of tasks, however they end", async () => {
  const waits = [3, 1, 2, 0];
  const results = await sideBySide({ count: 4, limit: 4 }, async (i) => {
    for (let n = 0; n < waits[i]!; n++) await turn();
    return i * 10;
  });
  assert.deepEqual(results, [0, 10, 20, 30]);
});

Deno.test("sideBySide() has no more tasks under way than its limit, and that many where it can", async () => {
  let [running, most] = [0, 0];
  await sideBySide({ count: 7, limit: 3 }, async () => {
    most = Math.max(most, ++running);
    await turn();
    running--;
  });
  assert.equal(most, 3);
  assert.equal(running, 0);
});

Deno.test("sideBySide() begins nothing after a failure, waits for what is under way, then throws", async () => {
  const ended: number[] = [];
  const failing = sideBySide({ count: 5, limit: 2 }, async (i) => {
    if (i === 0) throw new RangeError("first");
    await turn();
    ended.push(i);
  });
  await assert.rejects(failing, /first/);
  assert.deepEqual(ended, [1]);
});
