import assert from "node:assert/strict";
import { owned } from "../../core/mod.ts";

const part = () => {
  let freed = 0;
  return { freed: () => freed, [Symbol.dispose]: () => void freed++ };
};

const GONE =
  /^Error: Cannot (predict with|update) this Pair: it was disposed, or taken over by a later fit; use what/;

Deno.test("what is owned is freed once, each part of it, and refused afterwards", () => {
  const both = [part(), part()];
  const mine = owned(both, { kind: "Pair", parts: (held) => held });
  assert.equal(mine.for("predict with"), both);
  mine[Symbol.dispose]();
  mine[Symbol.dispose]();
  assert.deepEqual(both.map(({ freed }) => freed()), [1, 1]);
  assert.throws(() => mine.for("predict with"), GONE);
  assert.throws(() => mine.release(), GONE);
});

Deno.test("what is handed over is handed over once, and not freed by who had it", () => {
  const both = [part(), part()];
  const mine = owned(both, { kind: "Pair", parts: (held) => held });
  assert.equal(mine.release(), both);
  assert.throws(() => mine.release(), GONE);
  assert.throws(() => mine.for("predict with"), GONE);
  mine[Symbol.dispose]();
  assert.deepEqual(both.map(({ freed }) => freed()), [0, 0]);
});
