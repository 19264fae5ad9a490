import assert from "node:assert/strict";
import { threefry } from "../../core/mod.ts";
import { dropoutMask, type MaskOptions } from "../../nn/mod.ts";

const OPTIONS: MaskOptions = { seed: [1, 2], layer: 0, step: 0, rate: 0.5 };

function mask(size: number, options: Partial<MaskOptions> = {}): Uint8Array {
  const made = new Uint8Array(size);
  dropoutMask(made, { ...OPTIONS, ...options });
  return made;
}

for (const rate of [0.1, 0.25, 0.5, 0.9]) {
  Deno.test(`dropoutMask() drops a share of ${rate}, within four deviations`, () => {
    const n = 100_000;
    const kept = mask(n, { rate }).reduce((sum, one) => sum + one, 0);
    assert.ok(Math.abs(kept / n - (1 - rate)) < 4 * Math.sqrt(rate * (1 - rate) / n), `${kept} of ${n}`);
  });
}

Deno.test("dropoutMask() compares the words of Threefry under a key of its own with rate · 2³²", () => {
  const block = new Uint32Array(2);
  threefry(1, 2, 3, 7, block);
  const [k0 = 0, k1 = 0] = [...block];
  const want = Array.from({ length: 40 }, (_, i) => {
    threefry(k0, k1, Math.floor(i / 2), 0, block);
    return block[i % 2]! >= Math.round(0.3 * 2 ** 32) ? 1 : 0;
  });
  assert.deepEqual([...mask(40, { layer: 3, step: 7, rate: 0.3 })], want);
});

// From tests/golden/make/dropout_masks.py. A change of the scheme must not go unnoticed: seeds that were saved would
// give other networks.
Deno.test("dropoutMask() gives the masks that it always gave", () => {
  assert.equal(mask(24).join(""), "110101010000001000011111");
  assert.equal(
    mask(24, { seed: [0xffffffff, 5], layer: 2, step: 1000, rate: 0.2 }).join(""),
    "110111011111111111101001",
  );
});

Deno.test("dropoutMask() of more numbers begins with the mask of fewer, odd sizes too", () => {
  assert.deepEqual(mask(101).subarray(0, 33), mask(33));
});

Deno.test("dropoutMask() differs by seed, layer and step", () => {
  const others = [{ seed: [2, 1] }, { seed: [1, 3] }, { layer: 1 }, { step: 1 }] as const;
  const all = [{}, ...others].map((options) => mask(64, options).join(""));
  assert.equal(new Set(all).size, all.length);
});

Deno.test("dropoutMask() keeps everything at rate 0", () => {
  assert.ok(mask(1000, { rate: 0 }).every((one) => one === 1));
});
