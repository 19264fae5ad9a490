import assert from "node:assert/strict";
import fc from "fast-check";
import { rng } from "../../core/mod.ts";
import {
  categorical,
  drawImage,
  type Images,
  images,
  labels,
  type NestedPixels,
  partition,
  resizeImages,
  table,
  unpack,
} from "../../data/mod.ts";
import { digits } from "../../data/datasets/mod.ts";
import { accuracy } from "../../measures/mod.ts";
import { evaluate, holdout } from "../../meta/mod.ts";
import { constantClassifier } from "../../models/mod.ts";

const listed = (x: Images): number[] => Array.from(x.pixels);

Deno.test("images() reads nested arrays, flat arrays and tables to the same pixels", () => {
  const wanted = [0, 0.25, 0.5, 0.75, 1, 0, 0.25, 0.5];
  const size = { height: 2, width: 2 };
  const sources = [
    images([[[0, 0.25], [0.5, 0.75]], [[1, 0], [0.25, 0.5]]]),
    images([[Float32Array.of(0, 1), [2, 3]], [[4, 0], [1, 2]]], { max: 4 }),
    images(Float32Array.from(wanted), size),
    images(Float64Array.from(wanted), size),
    images(Uint8Array.of(0, 1, 2, 3, 4, 0, 1, 2), { ...size, max: 4 }),
    images(table([[0, 1, 2, 3], [4, 0, 1, 2]]), { ...size, max: 4 }),
    images(table({ a: [0, 4], b: [1, 0], c: [2, 1], d: [3, 2] }), { ...size, max: 4 }),
  ];
  for (const x of sources) {
    assert.deepEqual([x.size, x.height, x.width, x.channels, x.scitype], [2, 2, 2, 1, "GrayImage"]);
    assert.deepEqual(listed(x), wanted);
  }
});

Deno.test("images() divides bytes by 255", () => {
  const all = Uint8Array.from({ length: 256 }, (_, k) => k);
  const wanted = Float32Array.from(all, (value) => value / 255);
  assert.deepEqual(images(all, { height: 16, width: 16 }).pixels, wanted);
  assert.deepEqual(images(Uint8ClampedArray.from(all), { height: 16, width: 16 }).pixels, wanted);
});

Deno.test("images() reads colour, pixel by pixel", () => {
  const wanted = [1, 0, 0.5, 0, 1, 0.5];
  const size = { height: 1, width: 2 };
  const nested: NestedPixels = [[[[1, 0, 0.5], Float64Array.of(0, 1, 0.5)]]];
  for (const x of [images(nested), images(Float32Array.from(wanted), { ...size, channels: 3 })]) {
    assert.deepEqual([x.scitype, x.channels, listed(x)], ["ColorImage", 3, wanted]);
  }
  assert.deepEqual(listed(images(table([wanted]), { ...size, channels: 3 })), wanted);
});

Deno.test("images() drops opacity where all is opaque, and lays the rest over a background", () => {
  const size = { height: 1, width: 2, channels: 4 } as const;
  const opaque = Uint8ClampedArray.of(255, 0, 0, 255, 0, 255, 0, 255);
  assert.deepEqual(listed(images(opaque, size)), [1, 0, 0, 0, 1, 0]);
  const clear = Float32Array.of(1, 0, 0, 0.5, 0, 1, 0, 0);
  assert.deepEqual(listed(images(clear, { ...size, background: 1 })), [1, 0.5, 0.5, 1, 1, 1]);
  assert.deepEqual(listed(images(clear, { ...size, background: 0 })), [0.5, 0, 0, 0, 0, 0]);
  assert.deepEqual(listed(images([[[[1, 1, 0, 1]]]])), [1, 1, 0]);
});

Deno.test("images() takes single pixels, and no images at all", () => {
  assert.equal(String(images([[[0]]])), "GrayImage, 1 image of 1 × 1 pixels");
  for (
    const none of [images([], { height: 2, width: 3 }), images(new Float32Array(), { height: 2, width: 3 })]
  ) {
    assert.deepEqual([none.size, none.pixels.length, none.take([]).size], [0, 0, 0]);
  }
  const colour = images(new Uint8Array(), { height: 2, width: 3, channels: 3 });
  assert.equal(String(colour), "ColorImage, 0 images of 2 × 3 pixels");
});

Deno.test("images are frozen, copy what they are made of, and share nothing with what is taken", () => {
  const source = Float32Array.of(0, 1, 0.5);
  const x = images(source, { height: 1, width: 1 });
  source.fill(0);
  assert.deepEqual(listed(x), [0, 1, 0.5]);
  assert.ok(Object.isFrozen(x));
  const taken = x.take([0, 1, 2]);
  assert.notEqual(taken.pixels.buffer, x.pixels.buffer);
});

Deno.test("images take any rows, in any order", () => {
  fc.assert(fc.property(
    fc.record({
      n: fc.integer({ min: 1, max: 6 }),
      h: fc.integer({ min: 1, max: 4 }),
      w: fc.integer({ min: 1, max: 4 }),
    }),
    fc.boolean(),
    fc.array(fc.nat(), { maxLength: 9 }),
    ({ n, h, w }, colour, picks) => {
      const channels = colour ? 3 : 1;
      const each = h * w * channels;
      const source = Float32Array.from({ length: n * each }, (_, k) => (k % 97) / 97);
      const x = images(source, { height: h, width: w, channels });
      const rows = picks.map((pick) => pick % n);
      const taken = x.take(rows);
      assert.deepEqual([taken.size, taken.height, taken.width, taken.channels], [
        rows.length,
        h,
        w,
        channels,
      ]);
      const wanted = rows.flatMap((row) => Array.from(source.subarray(row * each, (row + 1) * each)));
      assert.deepEqual(listed(taken), wanted);
    },
  ));
});

Deno.test("images() makes digits of the table of their pixels", () => {
  const { x, y } = unpack(digits(), "digit");
  const made = images(x, { height: 8, width: 8, max: 16 });
  assert.equal(String(made), "GrayImage, 1797 images of 8 × 8 pixels");
  assert.equal(made.pixels[2], 5 / 16); // row 0, column 2 of the first digit
  assert.equal(made.pixels[8 + 3], 15 / 16);
  assert.equal(labels(y)[3], 3);
  assert.equal(
    drawImage(made, 3),
    " :**%.  \n   %#   \n    =*: \n  =++#: ",
  );
});

const size = { height: 1, width: 2 };
const untyped = (source: unknown) => () => images(source as NestedPixels);

const REFUSED: readonly (readonly [call: () => unknown, message: string])[] = [
  [
    () => images([[[0, 255]]]),
    "Cannot make images: image 0, row 0, column 1 holds 255, not a number in [0, 1]; " +
    "say which number is full brightness, e.g. { max: 255 }",
  ],
  [
    () => images([[[0, NaN]]]),
    "Cannot make images: image 0, row 0, column 1 holds NaN, not a number in [0, 1]; give numbers in [0, 1]",
  ],
  [
    () => images([[[0, 300]]], { max: 255 }),
    "Cannot make images: image 0, row 0, column 1 holds 300, not a number in [0, 255]; give numbers in [0, 255]",
  ],
  [
    untyped([[["a"]]]),
    "Cannot make images: image 0, row 0, column 0 holds string, not a number in [0, 1]; give numbers in [0, 1]",
  ],
  [
    untyped([[[null]]]),
    "Cannot make images: image 0, row 0, column 0 holds object, not a number in [0, 1]; give numbers in [0, 1]",
  ],
  [
    () => images(Float32Array.of(0, 1, 1, -1), { height: 2, width: 1 }),
    "Cannot make images: image 1, row 1, column 0 holds -1, not a number in [0, 1]; give numbers in [0, 1]",
  ],
  [
    () => images([[[0, 1]], [[0, 1], [1, 0]]]),
    "Cannot make images: image 1 has 2 rows, not 1; give images of one size",
  ],
  [
    () => images([[[0, 1]], [[0]]]),
    "Cannot make images: image 1, row 0 has 1 pixels, not 2; give images of one size",
  ],
  [
    () => images([[[[0, 0, 0], [0, 0]]]]),
    "Cannot make images: image 0, row 0, column 1 has 2 numbers, not 3; give images of one size",
  ],
  [
    () => images([[[[0, 0]]]]),
    "Cannot make images: a pixel has 2 numbers; give 1 (gray), 3 (colour) or 4 (colour and opacity)",
  ],
  [
    () => images([]),
    "Cannot make images: none is given, so their sizes do not show; give { height, width }, or images with pixels",
  ],
  [
    () => images([[]]),
    "Cannot make images: the first has no pixels, so sizes do not show; " +
    "give { height, width }, or images with pixels",
  ],
  [
    () => images(Float32Array.of(0, 0, 0), size),
    "Cannot make images: 3 numbers are given, but an image of 1 × 2 × 1 has 2; give a multiple of that, or other sizes",
  ],
  [
    () => images(Uint8Array.of(0, 0, 0, 255, 0, 0, 0, 51), { ...size, channels: 4 }),
    "Cannot make images: the pixel in row 0, column 1 is not opaque (0.2); " +
    "say what lies behind, e.g. { background: 1 } for white",
  ],
  [
    () => images(Uint8Array.of(0, 0, 0, 255, 0, 0, 0, 0), { height: 1, width: 1, channels: 4 }),
    "Cannot make images: the pixel in row 0, column 0 of image 1 is not opaque (0); " +
    "say what lies behind, e.g. { background: 1 } for white",
  ],
  [
    () => images(table({ a: [1], b: [1], c: [1] }), size),
    "Cannot make images: the table has 3 columns, but an image of 1 × 2 × 1 has 2 numbers; " +
    "give those columns alone, or other sizes",
  ],
  [
    () => images(table({ a: [1], b: categorical(["x"]) }), size),
    'Cannot make images: column "b" is Multiclass; give columns of numbers, or drop it',
  ],
  [
    () => images(table({ a: [1, 1], b: [0, null] }), size),
    'Cannot make images: column "b", row 1 holds NaN, not a number in [0, 1]; give numbers in [0, 1]',
  ],
];

for (const [call, message] of REFUSED) {
  Deno.test(`images() refuses in these words: ${message}`, () => {
    assert.throws(call, { name: "DataError", message });
  });
}

Deno.test("images() and what works on them refuse options that make no sense", () => {
  const x = images([[[0, 1]]]);
  const whole = "give a whole number of at least 1";
  const calls: readonly (readonly [() => unknown, string])[] = [
    [() => images([], { height: 0, width: 1 }), `Cannot make images: height is 0; ${whole}`],
    [() => images([], { height: 1, width: 1.5 }), `Cannot make images: width is 1.5; ${whole}`],
    [
      () => images(Uint8Array.of(), { ...size, channels: 2 as 1 }),
      "Cannot make images: channels is 2; give 1 (gray), 3 (colour) or 4 (colour and opacity)",
    ],
    [() => images([[[0]]], { max: 0 }), "Cannot make images: max is 0; give a finite number above 0"],
    [
      () => images([[[[0, 0, 0, 0]]]], { background: 255 }),
      "Cannot make images: background is 255; give a number in [0, 1], 0 for black and 1 for white",
    ],
    [() => resizeImages(x, { height: 0, width: 1 }), `Cannot resize images: height is 0; ${whole}`],
    [() => x.take([1]), "Cannot take row 1: there are 1 rows, counted from 0; pass whole numbers in [0, 1)"],
    [
      () => drawImage(x, 1),
      "Cannot take row 1: there are 1 rows, counted from 0; pass whole numbers in [0, 1)",
    ],
    [() => drawImage(x, 0, { columns: 0 }), `Cannot draw an image: columns is 0; ${whole}`],
    [
      () => drawImage(x, 0, { shades: "#" }),
      "Cannot draw an image: shades has 1 characters; give two or more, from dark to bright",
    ],
  ];
  for (const [call, message] of calls) assert.throws(call, { name: "RangeError", message });
  assert.throws(() => images(Uint8Array.of(1), {} as never), {
    name: "TypeError",
    message:
      "Cannot make images: their height and width are not said; give them, e.g. { height: 28, width: 28 }",
  });
});

Deno.test("images are parted, shuffled and evaluated on like any other observations", async () => {
  const n = 20;
  const x = images(Float32Array.from({ length: n }, (_, i) => i / n), { height: 1, width: 1 });
  const y = categorical(Array.from({ length: n }, (_, i) => i % 4 ? "often" : "rarely"));
  const [train, test] = partition(x.size, 0.7, { stratify: y, rng: rng(1) });
  assert.deepEqual([x.take(train!).size, x.take(test!).size], [14, 6]);
  assert.deepEqual(listed(x.take(test!)), Array.from(test!, (row) => Math.fround(row / n)));
  const evaluation = await evaluate(constantClassifier(), { x, y }, {
    resampling: holdout({ share: 0.5 }),
    measures: accuracy,
  });
  assert.equal(evaluation.of(accuracy).measurement, 0.8); // of the last ten, 8 are of the frequent class
});

const sides = fc.integer({ min: 1, max: 9 });
const pixels = fc.tuple(sides, sides).chain(([height, width]) =>
  fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: height * width,
    maxLength: height * width,
  })
    .map((values) => images(Float64Array.from(values), { height, width }))
);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;

Deno.test("resizeImages() keeps the mean where it shrinks, stays between the extremes, and keeps what is even", () => {
  fc.assert(fc.property(pixels, sides, sides, (x, height, width) => {
    const found = listed(resizeImages(x, { height, width }));
    assert.equal(found.length, height * width);
    const [least, most] = [Math.min(...listed(x)), Math.max(...listed(x))];
    assert.ok(found.every((value) => value >= least - 1e-6 && value <= most + 1e-6));
    if (height <= x.height && width <= x.width) assert.ok(Math.abs(mean(found) - mean(listed(x))) < 1e-5);
    if (height === x.height && width === x.width) assert.deepEqual(found, listed(x));
  }));
});

Deno.test("resizeImages() averages blocks, and channels apart", () => {
  const gray = images([[[0, 1, 0.5, 0.5], [1, 0, 0.5, 0.5]]]);
  assert.deepEqual(listed(resizeImages(gray, { height: 1, width: 2 })), [0.5, 0.5]);
  const colour = images([[[[1, 0, 0], [0, 0, 1]], [[1, 0, 0], [0, 0, 1]]]]);
  assert.deepEqual(listed(resizeImages(colour, { height: 1, width: 1 })), [0.5, 0, 0.5]);
  const three = images([[[0, 1, 0]]]);
  assert.deepEqual(listed(resizeImages(three, { height: 1, width: 2 })).map((v) => Math.round(v * 3)), [
    1,
    1,
  ]);
  const two = resizeImages(images([[[0, 1]], [[1, 0]]]), { height: 1, width: 4 });
  assert.deepEqual(listed(two), [0, 0.25, 0.75, 1, 1, 0.75, 0.25, 0]);
});

Deno.test("drawImage() draws gray and colour, wide and flat images", () => {
  assert.equal(drawImage(images([[[0, 0.5, 1]]]), 0, { shades: ".+#" }), ".+#");
  assert.equal(drawImage(images([[[[1, 1, 1], [0, 0, 0]]]]), 0), "@ ");
  const wide = images(new Float32Array(200 * 100).fill(1), { height: 100, width: 200 });
  const lines = drawImage(wide, 0).split("\n");
  assert.deepEqual([lines.length, new Set(lines)], [20, new Set(["@".repeat(80)])]);
});
