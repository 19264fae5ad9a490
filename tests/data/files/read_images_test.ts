import assert from "node:assert/strict";
import { decodeImages, labels, readImages, type ReadImagesOptions } from "../../../data/mod.ts";
import { type Files, picture, withFolder } from "./_folder.ts";

const gray = picture("gray, 8 bits");
const other = picture("gray, 8 bits, interlaced");
const colour = picture("colour, 8 bits");
const jpeg = picture("gray", "jpeg");

Deno.test("readImages() makes levels of sub-folders, and takes files by name", async () => {
  const files = {
    "b/10.png": other,
    "b/9.PNG": gray, // what a file is, its first bytes say
    "a b/x": gray,
    "a b/.hidden": "",
    ".git/config": "",
    "labels.csv": "x,1",
    "10/1.png": other,
  };
  await withFolder(files, async (folder) => {
    for (const path of [folder, `${folder}/`, new URL(`file://${folder}`), new URL(`file://${folder}/`)]) {
      const { x, y } = await readImages(path);
      assert.deepEqual([y.scitype, y.levels], ["Multiclass", ["10", "a b", "b"]]);
      assert.deepEqual(labels(y), ["10", "a b", "b", "b"]);
      assert.deepEqual(x.pixels, (await decodeImages([other, gray, other, gray])).pixels);
    }
  });
});

Deno.test("readImages() mixes gray and colour, PNG and JPEG, and sizes, where told", async () => {
  const files = { "a/1.png": gray, "a/2.jpg": jpeg, "b/1.png": colour };
  await withFolder(files, async (folder) => {
    const { x, y } = await readImages(folder, { scitype: "ColorImage", resize: { height: 4, width: 6 } });
    assert.equal(String(x), "ColorImage, 3 images of 4 × 6 pixels");
    assert.deepEqual([...y.codes], [0, 0, 1]);
  });
});

Deno.test("readImages() follows links", async () => {
  await withFolder({ "real/a/1.png": gray, "linked/": "" }, async (folder) => {
    await Deno.symlink(`${folder}/real/a`, `${folder}/linked/class`);
    assert.deepEqual((await readImages(`${folder}/linked`)).y.levels, ["class"]);
  });
});

const REFUSED: readonly (readonly [files: Files, message: string, options?: ReadImagesOptions])[] = [
  [{}, 'Cannot read images in "FOLDER": it has no sub-folders; make one for each class, with its images'],
  [
    { "a/1.png": gray, "2.jpeg": gray },
    'Cannot read images in "FOLDER": "2.jpeg" lies in no sub-folder, so it has no class; move it into one',
  ],
  [
    { "a/1.png": gray, "b/.hidden": "" },
    'Cannot read images in "FOLDER": the sub-folder "b" is empty; put images into it, or remove it',
  ],
  [
    { "a/1.png": gray, "a/b/1.png": gray },
    'Cannot read images in "FOLDER": "a/b" is a folder in a folder; move its images up, or out',
  ],
  [
    { "a/1.png": gray, "b/notes.txt": "cats" },
    'Cannot decode image "FOLDER/b/notes.txt": it begins neither as a PNG nor as a JPEG does; ' +
    "give PNG or JPEG files",
  ],
  [
    { "a/1.png": gray.subarray(0, 50) },
    'Cannot decode image "FOLDER/a/1.png": the PNG is truncated: it has 50 bytes, and goes on; ' +
    "get or save the file anew",
  ],
  [
    { "a/1.png": gray, "b/2.jpg": jpeg },
    'Cannot stack images: "FOLDER/b/2.jpg" has 19 × 27 pixels (height × width), "FOLDER/a/1.png" has 5 × 11; ' +
    "bring them to one size, e.g. { resize: { height: 5, width: 11 } }",
  ],
  [
    { "a/1.png": colour, "b/2.jpg": gray },
    'Cannot stack images: "FOLDER/b/2.jpg" is a GrayImage, "FOLDER/a/1.png" a ColorImage; ' +
    'choose one, e.g. { scitype: "ColorImage" }',
  ],
];

for (const [files, message, options] of REFUSED) {
  Deno.test(`readImages() refuses in these words: ${message}`, async () => {
    await withFolder(files, async (folder) => {
      await assert.rejects(readImages(folder, options), {
        name: "DataError",
        message: message.replaceAll("FOLDER", folder),
      });
    });
  });
}

Deno.test("readImages() says when there is no such folder, or when it is a file", async () => {
  await withFolder({ "a": "" }, async (folder) => {
    await assert.rejects(readImages(`${folder}/b`), {
      message: `Cannot read "${folder}/b": there is no such file; give a path that exists`,
    });
    await assert.rejects(readImages(`${folder}/a`), {
      message: `Cannot read "${folder}/a": it is a file; give a folder`,
    });
  });
});

Deno.test({
  name: "readImages() says which permission it lacks",
  permissions: { read: false },
  fn: async () => {
    await assert.rejects(readImages("pets"), {
      name: "DataError",
      message: 'Cannot read "pets": that is not permitted; run with --allow-read=pets',
    });
  },
});
