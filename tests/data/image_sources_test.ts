import assert from "node:assert/strict";
import { decodeImages, images, readIdx, readImages, resizeImages } from "../../data/mod.ts";
import golden from "../golden/images.json" with { type: "json" };

/** As callers without types call: whatever is given is passed on, and errors come as rejections. */
type Call = (...given: readonly unknown[]) => Promise<unknown>;

// deno-lint-ignore no-explicit-any -- the calls of these tests are those that types refuse
const untyped = (of: (...given: any[]) => unknown): Call => async (...given) => await of(...given);

const make = untyped(images);
const decode = untyped(decodeImages);
const read = untyped(readImages);
const idx = untyped(readIdx);

const file = Uint8Array.from(atob(golden.png[0]!.file), (letter) => letter.charCodeAt(0));
const x = images([[[0, 1]]]);

/** A PNG of two chunks that claims to be larger than it is. */
function claiming(side: number): Uint8Array {
  const made = file.slice();
  const view = new DataView(made.buffer);
  view.setUint32(16, side);
  view.setUint32(20, side);
  return made;
}

const wanted = "give nested arrays, a typed array of all pixels, or a table of pixels";
const list = "give a list of images, each a list of rows of pixels";
const rows = "a list of rows is given, as of one image, and a list of images is wanted; " +
  "wrap it once more, e.g. images([[[0, 1], [1, 0]]])";

const REFUSED: readonly (readonly [call: () => Promise<unknown>, message: string])[] = [
  [
    () => decode(file),
    "Cannot decode images: got a Uint8Array; give a list of files' bytes, e.g. [bytes]",
  ],
  [() => decode(), "Cannot decode images: got undefined; give a list of files' bytes, e.g. [bytes]"],
  [
    () => decode(["a.png"]),
    'Cannot decode image 0: got "a.png" in place of bytes; give a file\'s bytes, e.g. await Deno.readFile("a.png")',
  ],
  [
    () => decode([file, Promise.resolve(file)]),
    "Cannot decode image 1: got a Promise in place of bytes; await it",
  ],
  [
    () => decode([null]),
    'Cannot decode image 0: got null in place of bytes; give a file\'s bytes, e.g. await Deno.readFile("a.png")',
  ],
  [
    () => make([[[0, 1]], undefined]),
    `Cannot make images: image 1 is undefined, not a list of rows of pixels; ${list}`,
  ],
  [
    () => make([undefined]),
    `Cannot make images: image 0 is undefined, not a list of rows of pixels; ${list}`,
  ],
  [() => make([[[0, 1], null]]), `Cannot make images: image 0, row 1 is null, not a list of pixels; ${list}`],
  [() => make(["ab"]), `Cannot make images: image 0 is "ab", not a list of rows of pixels; ${list}`],
  [() => make([[0, 1], [1, 0]]), `Cannot make images: ${rows}`],
  [() => make([Float32Array.of(0, 1)]), `Cannot make images: ${rows}`],
  [
    () => make([0, 1]),
    "Cannot make images: a list of numbers is given, not of images; give a list of images, each a list of rows: " +
    "wrap it, e.g. images([[[0, 1]]]); or a Float32Array of all pixels with { height, width }",
  ],
  [
    () => make([0, 1, 1, 0], { height: 2, width: 2 }),
    "Cannot make images: a list of numbers is given, not of images; " +
    "give all pixels as a typed array, e.g. Float32Array.from(pixels)",
  ],
  [() => make(null), `Cannot make images: got null; ${wanted}`],
  [() => make({ a: 1 }, { height: 1, width: 1 }), `Cannot make images: got an object; ${wanted}`],
  [
    () => make("foo.png"),
    'Cannot make images: got "foo.png"; for files, use decodeImages() of their bytes, or readImages() of a folder',
  ],
  [() => make(file.buffer), "Cannot make images: got an ArrayBuffer; give new Uint8Array(buffer)"],
  [() => make(x), "Cannot make images: they are images already; use them as they are"],
  [
    () => read(),
    'Cannot read images: got undefined in place of a folder; give its path, e.g. readImages("pets")',
  ],
  [
    () => idx("i.idx", "l.idx"),
    'Cannot read IDX files: got "i.idx" without images; name the files, e.g. { images: "i.idx", labels: "l.idx" }',
  ],
  [
    () => idx({ labels: file }),
    'Cannot read IDX files: got an object without images; name the files, e.g. { images: "i.idx", labels: "l.idx" }',
  ],
  [() => idx({ images: 3 }), "Cannot read a file: got 3; give the path of a file, a URL, or bytes"],
  [
    () => idx({ images: "https://a.org/i.gz" }),
    'Cannot read "https://a.org/i.gz": a string is taken for a path; give new URL("https://a.org/i.gz")',
  ],
  [
    () => read(new URL("https://a.org/pets")),
    'Cannot read "https://a.org/pets": a folder is read from files alone; give its path',
  ],
  [
    () => decode([claiming(100_000)], { names: ["a.png"] }),
    'Cannot decode image "a.png": 1 × 100000 × 100000 pixels are too large, they would take 40 GB of memory; ' +
    "choose a smaller size",
  ],
];

for (const [call, message] of REFUSED) {
  Deno.test(`functions of images say what they take: ${message}`, async () => {
    await assert.rejects(call(), { message });
  });
}

Deno.test("resizeImages() says how much memory is wanting", () => {
  assert.throws(() => resizeImages(x, { height: 1e5, width: 1e5 }), {
    name: "DataError",
    message:
      "Cannot resize images: 1 × 100000 × 100000 pixels are too large, they would take 40 GB of memory; " +
      "choose a smaller size",
  });
});

Deno.test("decodeImages() takes an ArrayBuffer", async () => {
  assert.deepEqual((await decodeImages([file.buffer])).pixels, (await decodeImages([file])).pixels);
});

Deno.test("images() takes nested bytes as going to 255, row by row and pixel by pixel", () => {
  const third = Math.fround(51 / 255);
  assert.deepEqual([...images([[Uint8Array.of(0, 255, 51), [0, 1, 0.5]]]).pixels], [0, 1, third, 0, 1, 0.5]);
  assert.deepEqual([...images([[[Uint8ClampedArray.of(255, 51, 0)]]]).pixels], [1, third, 0]);
  assert.deepEqual([...images([[Uint8Array.of(0, 1)]], { max: 1 }).pixels], [0, 1]);
});
