import assert from "node:assert/strict";
import { timeLimitOf } from "../../meta/_time_limit_of.ts";

Deno.test("a time limit counts from when it was made", () => {
  let time = 7000;
  const timeIsUp = timeLimitOf(2, () => time);
  assert.equal(timeIsUp(), undefined);
  time = 8999;
  assert.equal(timeIsUp(), undefined);
  time = 9000;
  assert.equal(timeIsUp(), "its time limit of 2 s has passed");
});
