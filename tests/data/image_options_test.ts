import assert from "node:assert/strict";
import { decodeImages, drawImage, images, readIdx, readImages, resizeImages, table } from "../../data/mod.ts";
import { fashionMnist, mnist } from "../../data/datasets/mod.ts";
import golden from "../golden/images.json" with { type: "json" };

/** As callers without types call: whatever is given is passed on, and errors come as rejections. */
type Call = (...given: readonly unknown[]) => Promise<unknown>;

// deno-lint-ignore no-explicit-any -- the calls of these tests are those that types refuse
const untyped = (of: (...given: any[]) => unknown): Call => async (...given) => await of(...given);

const [make, decode, read, idx, resize, draw] = [
  images,
  decodeImages,
  readImages,
  readIdx,
  resizeImages,
  drawImage,
].map(untyped) as [Call, Call, Call, Call, Call, Call]; // six functions, six calls
const [digits, clothes] = [untyped(mnist), untyped(fashionMnist)];

const bytesOf = (name: string): Uint8Array => {
  const { file } = golden.png.find((picture) => picture.name === name)!;
  return Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
};
const gray = bytesOf("gray, 8 bits");
const colour = bytesOf("colour, 8 bits");
const x = images([[[0, 1]]]);

const decoding = "known parameters are scitype, resize, background";
const making = "known parameters are height, width, channels, max, background";

const REFUSED: readonly (readonly [call: () => Promise<unknown>, message: string])[] = [
  [
    () => decode([gray], { scitype: "gray" }),
    'Cannot set "scitype" of decodeImages: expected "GrayImage" or "ColorImage", got "gray"',
  ],
  [
    () => decode([colour], { scitype: null }),
    'Cannot set "scitype" of decodeImages: expected "GrayImage" or "ColorImage", got null',
  ],
  [
    () => read("pets", { scitype: "Gray" }),
    'Cannot set "scitype" of readImages: expected "GrayImage" or "ColorImage", got "Gray"',
  ],
  [() => make([[[0]]], { maximum: 255 }), `Cannot set "maximum" of images: ${making}`],
  [
    () => make([[[0]]], { heigth: 1 }),
    `Cannot set "heigth" of images: ${making}; did you mean "height"?`,
  ],
  [
    () => make([[[0]]], 255),
    "Cannot set options of images: got 255; give its options by name, e.g. { height: 28, width: 28 }",
  ],
  [
    () => decode([gray], { rezise: { height: 1, width: 1 } }),
    'Cannot set "rezise" of decodeImages: known parameters are names, scitype, resize, background; did you mean "resize"?',
  ],
  [
    () => decode([gray], "GrayImage"),
    'Cannot set options of decodeImages: got "GrayImage"; give its options by name, e.g. { scitype: "GrayImage" }',
  ],
  [() => read("pets", { size: 32 }), `Cannot set "size" of readImages: ${decoding}`],
  [() => read("pets", { names: [] }), `Cannot set "names" of readImages: ${decoding}`],
  [
    () => idx({ images: gray, label: gray }),
    'Cannot set "label" of readIdx: known parameters are images, labels; did you mean "labels"?',
  ],
  [
    () => idx({ images: gray }, { classes: ["a"] }),
    'Cannot set "classes" of readIdx: known parameters are levels',
  ],
  [
    () => idx({ images: gray }, ["a"]),
    'Cannot set options of readIdx: got an array; give its options by name, e.g. { levels: ["cat", "dog"] }',
  ],
  [() => digits({ n: 3 }), 'Cannot set "n" of mnist: known parameters are rows'],
  [
    () => digits(200),
    "Cannot set options of mnist: got 200; give its options by name, e.g. { rows: 200 }",
  ],
  [
    () => clothes({ folders: "downloads" }),
    'Cannot set "folders" of fashionMnist: known parameters are folder; did you mean "folder"?',
  ],
  [
    () => clothes("downloads"),
    'Cannot set options of fashionMnist: got "downloads"; give its options by name, e.g. { folder: "downloads" }',
  ],
  [
    () => draw(x, 0, { column: 3 }),
    'Cannot set "column" of drawImage: known parameters are shades, columns; did you mean "columns"?',
  ],
  [
    () => draw(x, 0, 40),
    "Cannot set options of drawImage: got 40; give its options by name, e.g. { columns: 40 }",
  ],
  [
    () => resize(x, { heigth: 1, width: 1 }),
    'Cannot set "heigth" of resizeImages: known parameters are height, width; did you mean "height"?',
  ],
  [
    () => resize(x),
    "Cannot set options of resizeImages: got undefined; give its options by name, e.g. { height: 32, width: 32 }",
  ],
  [
    () => decode([gray], { resize: 32 }),
    "Cannot set options of resizeImages: got 32; give its options by name, e.g. { height: 32, width: 32 }",
  ],
  [
    () => resize([[[0, 1]]], { height: 1, width: 1 }),
    "Cannot resize images: got an array; give what images(), decodeImages() or readImages() gives",
  ],
  [
    () => draw(table({ a: [1] }), 0),
    "Cannot draw an image: got an object; give what images(), decodeImages() or readImages() gives",
  ],
];

for (const [call, message] of REFUSED) {
  Deno.test(`functions of images refuse in these words: ${message}`, async () => {
    await assert.rejects(call(), { name: "TypeError", message });
  });
}

Deno.test("images() refuses numbers in quotation marks", async () => {
  const calls: readonly (readonly [options: unknown, message: string])[] = [
    [{ max: "255" }, 'Cannot make images: max is "255"; give a finite number above 0'],
    [{ height: "1" }, 'Cannot make images: height is "1"; give a whole number of at least 1'],
    [
      { channels: "3" },
      'Cannot make images: channels is "3"; give 1 (gray), 3 (colour) or 4 (colour and opacity)',
    ],
  ];
  for (const [options, message] of calls) {
    await assert.rejects(make([[[0]]], options), { name: "RangeError", message });
  }
});

Deno.test("decodeImages() leaves images alone that are of the scitype wanted", async () => {
  for (const [file, scitype] of [[gray, "GrayImage"], [colour, "ColorImage"]] as const) {
    assert.deepEqual((await decodeImages([file], { scitype })).pixels, (await decodeImages([file])).pixels);
  }
});
