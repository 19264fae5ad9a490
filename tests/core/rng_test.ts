import assert from "node:assert/strict";
import { type Rng, rng, threefry } from "../../core/mod.ts";

// Salmon, Moraes, Dror and Shaw 2011: known answers that come with their Random123, threefry2x32 with 20 rounds.
const KNOWN:
  readonly (readonly [counter: readonly [number, number], key: readonly [number, number], words: string])[] =
    [
      [[0, 0], [0, 0], "6b200159 99ba4efe"],
      [[0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], "1cb996fc bb002be7"],
      [[0x243f6a88, 0x85a308d3], [0x13198a2e, 0x03707344], "c4923a9c 483df7a0"],
    ];

for (const [[c0, c1], [k0, k1], words] of KNOWN) {
  Deno.test(`threefry() gives the known answer ${words} (Random123: kat_vectors)`, () => {
    const out = new Uint32Array(2);
    threefry(k0, k1, c0, c1, out);
    assert.equal([...out].map((word) => word.toString(16).padStart(8, "0")).join(" "), words);
  });
}

Deno.test("rng() draws words of Threefry under the seed, counted from 0", () => {
  const [source, out] = [rng(7), new Uint32Array(2)];
  for (let i = 0; i < 5; i++) {
    threefry(7, 0, i, 0, out);
    assert.equal(source.bits(), out[0]);
  }
  assert.deepEqual(rng(7).key, [7, 0]);
  assert.deepEqual(rng(5 * 2 ** 32 + 7).key, [7, 5]);
});

Deno.test("rng() gives the same numbers for the same seed, others for each other", () => {
  assert.deepEqual(draws(rng(3), 50), draws(rng(3), 50));
  const firsts = Array.from({ length: 1000 }, (_, seed) => rng(seed).uniform());
  assert.equal(new Set(firsts).size, 1000);
  assert.notEqual(rng(2 ** 32).uniform(), rng(0).uniform());
});

Deno.test("fork() depends on key and label alone, never on what was drawn or forked before", () => {
  const used = rng(3);
  draws(used, 100);
  used.fork("other");
  assert.deepEqual(used.fork("a").key, rng(3).fork("a").key);
  assert.deepEqual(used.fork(4).key, rng(3).fork(4).key);
});

Deno.test("drawing from a fork leaves its source as it was", () => {
  const source = rng(3);
  draws(source.fork("a"), 10);
  assert.equal(source.uniform(), rng(3).uniform());
});

Deno.test("fork() gives another key for each label: numbers, names, and names of numbers", () => {
  const labels: (string | number)[] = Array.from({ length: 20_000 }, (_, i) => i);
  for (let i = 0; i < 20_000; i++) labels.push(`${i}`, `${i}/kernel`);
  labels.push("", "order", "dropout", "weights", "ordre");
  const source = rng(0);
  assert.equal(new Set(labels.map((label) => source.fork(label).key.join())).size, labels.length);
  assert.notDeepEqual(source.fork("a").fork("b").key, source.fork("b").fork("a").key);
});

Deno.test("forks are uncorrelated with their source and with each other", () => {
  const n = 20_000;
  const streams = [rng(1), rng(1).fork(0), rng(1).fork(1), rng(1).fork("a"), rng(2)].map((r) => draws(r, n));
  streams.forEach((a, i) =>
    streams.slice(i + 1).forEach((b) => {
      const correlation = 12 * a.reduce((sum, u, k) => sum + (u - 0.5) * (b[k]! - 0.5), 0) / n;
      assert.ok(Math.abs(correlation) < 4 / Math.sqrt(n), `${correlation}`);
    })
  );
});

Deno.test("uniform() fills [0, 1) evenly, to the last of its 53 bits", () => {
  const n = 100_000;
  const values = draws(rng(5), n);
  assert.ok(values.every((u) => u >= 0 && u < 1 && Number.isInteger(u * 2 ** 53)));
  const counts = new Array<number>(100).fill(0);
  for (const u of values) counts[Math.floor(100 * u)]!++;
  assert.ok(chiSquared(counts) < 149, `${chiSquared(counts)}`); // 99 degrees of freedom: one in a thousand is above
  const odd = values.filter((u) => u * 2 ** 53 % 2 === 1).length;
  assert.ok(Math.abs(odd / n - 0.5) < 4 * 0.5 / Math.sqrt(n), `${odd} odd`);
});

Deno.test("normal() has the moments of the normal distribution, and its tails", () => {
  const n = 200_000;
  const source = rng(6);
  const values = Array.from({ length: n }, () => source.normal());
  const moment = (order: number) => values.reduce((sum, z) => sum + z ** order, 0) / n;
  // the k-th moment has variance (E z²ᵏ − (E zᵏ)²) / n
  for (const [order, want, variance] of [[1, 0, 1], [2, 1, 2], [3, 0, 15], [4, 3, 96]] as const) {
    assert.ok(
      Math.abs(moment(order) - want) < 4 * Math.sqrt(variance / n),
      `moment ${order}: ${moment(order)}`,
    );
  }
  const beyond = values.filter((z) => Math.abs(z) > 1.959964).length / n;
  assert.ok(Math.abs(beyond - 0.05) < 4 * Math.sqrt(0.05 * 0.95 / n), `${beyond}`);
  assert.ok(values.every(Number.isFinite));
});

Deno.test("permutation() orders 0 … n − 1, each once", () => {
  for (const n of [0, 1, 2, 3, 10, 1000]) {
    assert.deepEqual(
      [...rng(n).permutation(n)].sort((a, b) => a - b),
      Array.from({ length: n }, (_, i) => i),
    );
  }
});

Deno.test("permutation() gives each of the 24 orders of four equally often", () => {
  const source = rng(8);
  const counts = new Map<string, number>();
  for (let i = 0; i < 24_000; i++) {
    const order = source.permutation(4).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.equal(counts.size, 24);
  assert.ok(chiSquared([...counts.values()]) < 49.7, "23 degrees of freedom: one in a thousand is above");
});

const REFUSALS: readonly (readonly [string, () => unknown, string])[] = [
  ["rng(-1)", () => rng(-1), "Cannot seed a random source: expected an integer in [0, 2^53), got -1"],
  ["rng(0.5)", () => rng(0.5), "Cannot seed a random source: expected an integer in [0, 2^53), got 0.5"],
  ["rng(NaN)", () => rng(NaN), "Cannot seed a random source: expected an integer in [0, 2^53), got NaN"],
  [
    "rng(2 ** 53)",
    () => rng(2 ** 53),
    "Cannot seed a random source: expected an integer in [0, 2^53), got 9007199254740992",
  ],
  [
    "fork(-1)",
    () => rng(0).fork(-1),
    "Cannot fork a random source: expected an integer in [0, 2^32), got -1",
  ],
  [
    "fork(1.5)",
    () => rng(0).fork(1.5),
    "Cannot fork a random source: expected an integer in [0, 2^32), got 1.5",
  ],
  [
    "fork(2 ** 32)",
    () => rng(0).fork(2 ** 32),
    "Cannot fork a random source: expected an integer in [0, 2^32), got 4294967296",
  ],
];

for (const [call, make, message] of REFUSALS) {
  Deno.test(`${call} is refused: ${message}`, () => assert.throws(make, { name: "RangeError", message }));
}

function draws(source: Rng, n: number): number[] {
  return Array.from({ length: n }, () => source.uniform());
}

function chiSquared(counts: readonly number[]): number {
  const mean = counts.reduce((sum, c) => sum + c, 0) / counts.length;
  return counts.reduce((sum, c) => sum + (c - mean) ** 2 / mean, 0);
}
