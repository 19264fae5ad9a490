import assert from "node:assert/strict";
import { decodeImages, images, resizeImages } from "../../data/mod.ts";
import golden from "../golden/images.json" with { type: "json" };

interface Picture {
  readonly name: string;
  readonly file: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly max: number;
  readonly pixels: readonly number[];
}

const bytesOf = ({ file }: { readonly file: string }): Uint8Array =>
  Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));

/** The file of a golden picture. */
function named(name: string, list: readonly { readonly name: string; readonly file: string }[]): Uint8Array {
  return bytesOf(list.find((picture) => picture.name === name)!);
}

for (const picture of golden.png as readonly Picture[]) {
  Deno.test(`decodeImages() reads PNG exactly: ${picture.name}`, async () => {
    const x = await decodeImages([bytesOf(picture)]);
    const { height, width, channels, max } = picture;
    assert.deepEqual([x.size, x.height, x.width, x.channels], [1, height, width, channels]);
    assert.deepEqual(x.pixels, Float32Array.from(picture.pixels, (value) => value / max));
  });
}

for (const picture of golden.opacity as readonly Picture[]) {
  Deno.test(`decodeImages() lays PNG over a background: ${picture.name}`, async () => {
    const { channels, max, pixels, height, width } = picture;
    const wanted: number[] = [];
    for (let p = 0; p < height * width; p++) {
      const [...values] = pixels.slice(p * channels, (p + 1) * channels).map((value) => value / max);
      const opacity = values.pop()!;
      wanted.push(...values.map((value) => opacity * value + (1 - opacity) * 0.25));
    }
    const x = await decodeImages([bytesOf(picture)], { background: 0.25 });
    assert.deepEqual([x.height, x.width, x.channels], [height, width, channels - 1]);
    assert.ok(x.pixels.every((value, k) => Math.abs(value - wanted[k]!) < 1e-6));
    const plain = decodeImages([bytesOf(picture)], { names: ["a.png"] });
    if (picture.name.endsWith("opaque")) assert.deepEqual((await plain).pixels, x.pixels);
    else {await assert.rejects(plain, {
        message: /^Cannot decode image "a.png": the pixel in row \d+, column \d+ is not/,
      });}
  });
}

Deno.test("decodeImages() names the first pixel that is not opaque", async () => {
  await assert.rejects(decodeImages([named("gray with a key", golden.opacity)]), {
    name: "DataError",
    message: "Cannot decode image 0: the pixel in row 0, column 2 is not opaque (0); " +
      "say what lies behind, e.g. { background: 1 } for white",
  });
});

// Of 255. jpeg-js cuts where libjpeg rounds; and where chroma is stored at half the size, jpeg-js repeats it, while
// libjpeg smooths it: on this steep picture that makes the most of a difference.
const OFF: Readonly<Record<string, number>> = {
  "gray": 1,
  "colour, Adobe RGB": 1,
  "colour, 4:2:2": 6,
  "colour, 4:2:0": 12,
};

for (const picture of golden.jpeg as readonly Picture[]) {
  Deno.test(`decodeImages() reads JPEG about as libjpeg does: ${picture.name}`, async () => {
    const { height, width, channels, pixels, name } = picture;
    const x = await decodeImages([bytesOf(picture)]);
    assert.deepEqual([x.size, x.height, x.width, x.channels], [1, height, width, channels]);
    const off = Array.from(x.pixels, (value, k) => Math.abs(Math.round(value * 255) - pixels[k]!));
    assert.ok(Math.max(...off) <= (OFF[name] ?? 3), `${Math.max(...off)}`);
    assert.ok(off.reduce((a, b) => a + b) / off.length <= 4);
  });
}

Deno.test("decodeImages() stacks images of one size, and reads views into larger buffers", async () => {
  const file = named("gray, 8 bits", golden.png);
  const larger = new Uint8Array(file.length + 9);
  larger.set(file, 5);
  const x = await decodeImages([file, larger.subarray(5, 5 + file.length)]);
  assert.equal(String(x), "GrayImage, 2 images of 5 × 11 pixels");
  assert.deepEqual(x.take([0]).pixels, x.take([1]).pixels);
});

Deno.test("decodeImages() turns gray to colour and colour to gray where told, and resizes", async () => {
  const files = [named("gray, 8 bits", golden.png), named("colour, 8 bits", golden.png)];
  const colour = await decodeImages(files, { scitype: "ColorImage" });
  assert.deepEqual([colour.size, colour.channels], [2, 3]);
  assert.equal(colour.pixels[0], colour.pixels[2]);
  const gray = await decodeImages(files, { scitype: "GrayImage" });
  const [r, g, b] = (golden.png as readonly Picture[]).find(({ name }) => name === "colour, 8 bits")!.pixels;
  const luma = (0.299 * r! + 0.587 * g! + 0.114 * b!) / 255;
  assert.ok(Math.abs(gray.take([1]).pixels[0]! - luma) < 1e-6);
  const resize = { height: 3, width: 4 };
  const small = await decodeImages([files[0]!, named("gray", golden.jpeg)], { resize });
  assert.equal(String(small), "GrayImage, 2 images of 3 × 4 pixels");
});

const png = named("gray, 8 bits", golden.png);
const jpeg = named("gray", golden.jpeg);
const changed = (bytes: Uint8Array, at: number, value: number) => bytes.with(at, value);
const find = (bytes: Uint8Array, ...wanted: readonly number[]) =>
  bytes.findIndex((_, i) => wanted.every((value, k) => bytes[i + k] === value));

const REFUSED: readonly (readonly [what: string, files: readonly Uint8Array[], message: string | RegExp])[] =
  [
    ["nothing", [], "Cannot decode images: none is given; give at least one"],
    ["no bytes", [new Uint8Array()], 'Cannot decode image "a": it is empty; give PNG or JPEG files'],
    [
      "text",
      [new TextEncoder().encode("<html>")],
      'Cannot decode image "a": it begins neither as a PNG nor as a JPEG does; give PNG or JPEG files',
    ],
    [
      "a PNG cut short",
      [png.subarray(0, 60)],
      'Cannot decode image "a": the PNG is truncated: it has 60 bytes, and goes on; get or save the file anew',
    ],
    [
      "a PNG without its last chunk",
      [png.subarray(0, png.length - 12)],
      /^Cannot decode image "a": the PNG is truncated: it has \d+ bytes, and goes on; /,
    ],
    [
      "a PNG without width",
      [png.with(16, 0).with(17, 0).with(18, 0).with(19, 0)],
      /^Cannot decode image "a": the PNG has 0 × \d+ pixels; get or save the file anew$/,
    ],
    [
      "a PNG without height",
      [png.with(20, 0).with(21, 0).with(22, 0).with(23, 0)],
      /^Cannot decode image "a": the PNG has \d+ × 0 pixels; get or save the file anew$/,
    ],
    [
      "a PNG with a changed byte",
      [changed(png, png.length - 20, 0x77)],
      /^Cannot decode image "a": the PNG is damaged \(CRC mismatch for chunk IDAT\..*\); get or save the file anew$/,
    ],
    [
      "a PNG with a changed header",
      [changed(png, 12, 0x77)],
      'Cannot decode image "a": the PNG begins with "wHDR" and not with its header; get or save the file anew',
    ],
    [
      "an interlaced PNG of small samples",
      [named("interlaced, 1 bit", golden.refused)],
      'Cannot decode image "a": the PNG is interlaced with 1 bits a sample, which is not read; ' +
      "save it without interlacing",
    ],
    [
      "a JPEG cut short in its pixels",
      [jpeg.subarray(0, jpeg.length - 10)],
      /^Cannot decode image "a": the JPEG is truncated: it has \d+ bytes, and no end; get or save the file anew$/,
    ],
    [
      "a JPEG cut short in its header",
      [jpeg.subarray(0, 50)],
      'Cannot decode image "a": the JPEG is truncated: it has 50 bytes, and no end; get or save the file anew',
    ],
    [
      "a JPEG in CMYK",
      [named("CMYK", golden.refused)],
      'Cannot decode image "a": the JPEG has 4 components (as CMYK has), not 1 or 3; ' +
      "save it as an ordinary JPEG in gray or RGB, or as PNG",
    ],
    [
      "a JPEG without loss",
      [changed(jpeg, find(jpeg, 0xff, 0xc0) + 1, 0xc3)],
      'Cannot decode image "a": the JPEG is coded in a way that is not read (frame 0xc3); ' +
      "save it as an ordinary JPEG in gray or RGB, or as PNG",
    ],
    [
      "a JPEG of 12 bits",
      [changed(jpeg, find(jpeg, 0xff, 0xc0) + 4, 12)],
      'Cannot decode image "a": the JPEG has 12 bits a sample, not 8; ' +
      "save it as an ordinary JPEG in gray or RGB, or as PNG",
    ],
    [
      "sizes that differ",
      [png, jpeg],
      'Cannot stack images: "b" has 19 × 27 pixels (height × width), "a" has 5 × 11; ' +
      "bring them to one size, e.g. { resize: { height: 5, width: 11 } }",
    ],
    [
      "gray and colour",
      [png, named("colour, 8 bits", golden.png)],
      'Cannot stack images: "b" is a ColorImage, "a" a GrayImage; choose one, e.g. { scitype: "ColorImage" }',
    ],
  ];

for (const [what, files, message] of REFUSED) {
  Deno.test(`decodeImages() refuses ${what}, by name`, async () => {
    const names = ["a", "b"].slice(0, files.length);
    await assert.rejects(decodeImages(files, { names }), { name: "DataError", message });
  });
}

Deno.test("decodeImages() gives images or a DataError, whichever byte of a file is changed", async () => {
  for (const file of [png, jpeg]) {
    for (let at = 0; at < file.length; at++) {
      const broken = changed(file, at, file[at]! ^ 0x55);
      const found = await decodeImages([broken]).catch((error: Error) => error);
      assert.ok(!(found instanceof Error) || found.name === "DataError", `byte ${at}: ${found}`);
      if (file === png && at > 7) assert.ok(found instanceof Error, `byte ${at} of a PNG has a checksum`);
    }
  }
});

Deno.test("decodeImages() wants as many names as files", async () => {
  await assert.rejects(decodeImages([png], { names: [] }), {
    message: "Cannot name the images: 0 names are given for 1 files; give one name each",
  });
});

for (const { from, height, width, pixels } of golden.resize) {
  Deno.test(`resizeImages() enlarges to ${height} × ${width} as Pillow does`, () => {
    const found = resizeImages(images([from]), { height, width }).pixels;
    assert.ok(found.every((value, k) => Math.abs(value - pixels[k]!) < 1e-6)); // float32 both
  });
}
