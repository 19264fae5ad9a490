import assert from "node:assert/strict";
import { labels, readIdx } from "../../data/mod.ts";

const word = (n: number): number[] => [n >>> 24, n >>> 16 & 255, n >>> 8 & 255, n & 255];

/** An IDX file of bytes. */
function idx(sizes: readonly number[], values: readonly number[]): Uint8Array {
  return Uint8Array.of(0, 0, 8, sizes.length, ...sizes.flatMap(word), ...values);
}

async function gzipped(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const PIXELS = [0, 51, 102, 153, 204, 255];
const gray = idx([3, 1, 2], PIXELS);
const classes = idx([3], [7, 2, 7]);

Deno.test("readIdx() reads images and labels, gzipped or not, from bytes of all kinds", async () => {
  const sources = [
    gray,
    await gzipped(gray),
    gray.buffer as ArrayBuffer,
    new Uint8Array([9, ...gray]).subarray(1),
  ];
  for (const source of sources) {
    const { x, y } = await readIdx({ images: source, labels: await gzipped(classes) });
    assert.equal(String(x), "GrayImage, 3 images of 1 × 2 pixels");
    assert.deepEqual(x.pixels, Float32Array.from(PIXELS, (value) => value / 255));
    assert.deepEqual([y.levels, labels(y)], [[2, 7], [7, 2, 7]]);
  }
});

Deno.test("readIdx() reads a URL", async () => {
  const url = new URL(`data:application/octet-stream;base64,${btoa(String.fromCharCode(...gray))}`);
  assert.equal((await readIdx({ images: url })).x.size, 3);
});

Deno.test("readIdx() reads images in colour, images without labels, none at all, and names levels", async () => {
  const { x } = await readIdx({ images: idx([1, 1, 2, 3], PIXELS) });
  assert.deepEqual([x.scitype, x.size, x.pixels.length], ["ColorImage", 1, 6]);
  assert.equal((await readIdx({ images: idx([6, 1, 1, 1], PIXELS) })).x.scitype, "GrayImage");
  const none = await readIdx({ images: idx([0, 2, 2], []), labels: idx([0], []) });
  assert.deepEqual([none.x.size, none.y.size], [0, 0]);
  const { y } = await readIdx({ images: gray, labels: idx([3], [1, 0, 1]) }, { levels: ["a", "b", "c"] });
  assert.deepEqual([y.levels, labels(y)], [["a", "b", "c"], ["b", "a", "b"]]);
});

const anew = "get or save the file anew";
const packed = await gzipped(gray);

const IMAGES: readonly (readonly [what: string, file: Uint8Array, message: string | RegExp])[] = [
  ["no bytes", Uint8Array.of(), `the file is truncated: it has 0 bytes; ${anew}`],
  [
    "another format",
    new TextEncoder().encode("<html>"),
    "it begins with 0x3c68746d, neither as an IDX file (0x0000) nor as gzip (0x1f8b); " +
    "give an IDX file, gzipped or not",
  ],
  [
    "labels",
    classes,
    "its magic number is 0x00000801, that of labels; give a file of images, 0x00000803, or 0x00000804 in colour",
  ],
  [
    "two axes",
    idx([1, 1], [1]),
    "its magic number is 0x00000802; give a file of images, 0x00000803, or 0x00000804 in colour",
  ],
  [
    "other numbers",
    gray.with(2, 0x0d),
    "its numbers are 32-bit floating numbers (magic number 0x00000d03); give a file of bytes, 0x08",
  ],
  [
    "unknown numbers",
    gray.with(2, 0x01),
    "its numbers are of no known type (magic number 0x00000103); give a file of bytes, 0x08",
  ],
  [
    "half a header",
    gray.subarray(0, 10),
    `the file is truncated: its header has 16 bytes, found 10; ${anew}`,
  ],
  [
    "missing pixels",
    gray.subarray(0, 20),
    `the file is truncated: 3 × 1 × 2 bytes follow its header, says the file, 6 in all, found 4; ${anew}`,
  ],
  [
    "bytes after the end",
    new Uint8Array([...gray, 1, 2]),
    `the file goes on after its end: 3 × 1 × 2 bytes follow its header, says the file, 6 in all, found 8; ${anew}`,
  ],
  [
    "no height",
    idx([0, 0, 2], []),
    "its sizes are 0 × 0 × 2; give images × height × width, and 1 or 3 channels",
  ],
  [
    "two channels",
    idx([1, 1, 3, 2], PIXELS),
    "its sizes are 1 × 1 × 3 × 2; give images × height × width, and 1 or 3 channels",
  ],
  [
    "a gzip cut short",
    packed.subarray(0, packed.length - 9),
    /^the gzip of \d+ bytes is truncated or damaged \(.+\); get or save the file anew$/,
  ],
  [
    "a damaged gzip",
    packed.with(packed.length - 6, packed.at(-6)! ^ 1),
    /^the gzip of \d+ bytes is truncated or damaged \(.+\); get or save the file anew$/,
  ],
];

for (const [what, file, message] of IMAGES) {
  Deno.test(`readIdx() refuses as images: ${what}`, async () => {
    const begin = "Cannot read images in the bytes given: ";
    const found: unknown = await readIdx({ images: file }).catch((error) => error);
    assert.ok(found instanceof RangeError && found.message.startsWith(begin), String(found));
    const rest = found.message.slice(begin.length);
    if (typeof message === "string") assert.equal(rest, message);
    else assert.match(rest, message);
  });
}

Deno.test("readIdx() refuses labels that are none, that have no level, or that are of other images", async () => {
  const calls: readonly (readonly [() => Promise<unknown>, string])[] = [
    [
      () => readIdx({ images: gray, labels: gray }),
      "Cannot read labels in the bytes given: its magic number is 0x00000803, that of images; " +
      "give a file of labels, 0x00000801",
    ],
    [
      () => readIdx({ images: gray, labels: idx([2], [0, 1]) }),
      "Cannot read images in the bytes given with labels in the bytes given: there are 3 images and 2 labels; " +
      "give files that belong together",
    ],
    [
      () => readIdx({ images: gray, labels: classes }, { levels: ["a", "b"] }),
      "Cannot read labels in the bytes given: row 0 holds 7, but there are 2 levels; " +
      "give a level for each label from 0",
    ],
  ];
  for (const [call, message] of calls) await assert.rejects(call(), { name: "DataError", message });
});
