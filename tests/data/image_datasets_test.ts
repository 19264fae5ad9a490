import assert from "node:assert/strict";
import { labels } from "../../data/mod.ts";
import { fashionMnist, mnist } from "../../data/datasets/mod.ts";

// How many of each digit are among the first 10,000 of MNIST's training part.
const COUNTS = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978];

const all = await mnist();

Deno.test("mnist() gives 10,000 digits in bytes, as often as they are known to occur", () => {
  const { x, y } = all;
  assert.equal(String(x), "GrayImage, 10000 images of 28 × 28 pixels");
  assert.deepEqual([y.scitype, y.levels], ["Multiclass", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
  assert.deepEqual(COUNTS.map((_, digit) => y.codes.filter((code) => code === digit).length), COUNTS);
  assert.ok(x.pixels.every((value) => value === Math.fround(Math.round(value * 255) / 255)));
  assert.equal(x.pixels.reduce((most, value) => Math.max(most, value), 0), 1);
});

Deno.test("mnist() puts digits in an order of chance, and a prefix is what is taken first", async () => {
  const { x, y } = await mnist({ rows: 500 });
  assert.deepEqual(x.pixels, all.x.pixels.subarray(0, 500 * 784));
  assert.deepEqual(y.codes, all.y.codes.subarray(0, 500));
  assert.deepEqual(labels(y).slice(0, 8), [1, 4, 7, 2, 9, 7, 7, 3]); // fixed: seeds of examples rest on it
  // 500 draws from the shares of all: each count within 4 standard deviations
  for (const [digit, count] of COUNTS.entries()) {
    const share = count / 10_000;
    const found = y.codes.filter((code) => code === digit).length;
    assert.ok(
      Math.abs(found - 500 * share) < 4 * Math.sqrt(500 * share * (1 - share)),
      `${found} times ${digit}`,
    );
  }
});

Deno.test("mnist() keeps image and label together", () => {
  // The mean image of ones is a narrow stroke, that of zeros a ring: dark in the middle.
  const middle = (digit: number) => {
    const rows = Array.from(all.y.codes.keys()).filter((row) => all.y.codes[row] === digit);
    return rows.reduce((sum, row) => sum + all.x.pixels[row * 784 + 14 * 28 + 14]!, 0) / rows.length;
  };
  assert.ok(middle(1) > 0.7 && middle(0) < 0.1, `${middle(1)}, ${middle(0)}`);
});

Deno.test("mnist() takes no rows, and refuses more than there are", async () => {
  assert.equal((await mnist({ rows: 0 })).x.size, 0);
  for (const rows of [-1, 1.5, 10_001]) {
    await assert.rejects(mnist({ rows }), {
      name: "RangeError",
      message: `Cannot take ${rows} digits: there are 10000; give a whole number in [0, 10000]`,
    });
  }
});

Deno.test("fashionMnist() says which permission it lacks", async () => {
  await assert.rejects(fashionMnist({ folder: "nowhere" }), {
    name: "DataError",
    message: 'Cannot read "nowhere/train-images-idx3-ubyte.gz": that is not permitted; ' +
      "run with --allow-read=nowhere/train-images-idx3-ubyte.gz",
  });
});
