import assert from "node:assert/strict";
import { labels, readIdx } from "../../../data/mod.ts";
import { fashionMnist, mnist } from "../../../data/datasets/mod.ts";
import config from "../../../deno.json" with { type: "json" };
import { withFolder } from "./_folder.ts";

const gray = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, 102, 255);
const classes = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 9, 0);

async function gzipped(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

Deno.test("readIdx() reads files by path and by URL", async () => {
  await withFolder({ "x.gz": await gzipped(gray), "y": classes }, async (folder) => {
    const { x, y } = await readIdx({ images: `${folder}/x.gz`, labels: new URL(`file://${folder}/y`) });
    assert.deepEqual([x.size, labels(y)], [2, [9, 0]]);
  });
});

Deno.test("readIdx() names the file and what is wrong with it", async () => {
  await withFolder({ "x": gray, "y": classes, "short": gray.subarray(0, 19) }, async (folder) => {
    const calls: readonly (readonly [() => Promise<unknown>, string])[] = [
      [
        () => readIdx({ images: `${folder}/short` }),
        `Cannot read images in "${folder}/short": the file is truncated: 2 × 1 × 2 bytes follow its header, ` +
        "says the file, 4 in all, found 3; get or save the file anew",
      ],
      [
        () => readIdx({ images: `${folder}/y`, labels: `${folder}/x` }),
        `Cannot read images in "${folder}/y": its magic number is 0x00000801, that of labels; ` +
        "give a file of images, 0x00000803, or 0x00000804 in colour",
      ],
      [
        () => readIdx({ images: `${folder}/none` }),
        `Cannot read "${folder}/none": there is no such file; give a path that exists`,
      ],
      [() => readIdx({ images: folder }), `Cannot read "${folder}": it is a folder; give a file`],
    ];
    for (const [call, message] of calls) await assert.rejects(call(), { name: "DataError", message });
  });
});

const NAMES = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"];

Deno.test("fashionMnist() reads its four files, and names its classes", async () => {
  const [x, y] = [await gzipped(gray), await gzipped(classes)];
  const files = Object.fromEntries(
    NAMES.map((name) => [`${name}-ubyte.gz`, name.includes("images") ? x : y]),
  );
  await withFolder(files, async (folder) => {
    const { train, test } = await fashionMnist({ folder });
    assert.equal(String(train.x), "GrayImage, 2 images of 1 × 2 pixels");
    assert.deepEqual([labels(test.y), test.y.levels.length], [["Ankle boot", "T-shirt/top"], 10]);
  });
});

Deno.test("fashionMnist() says what to install where its files are not", async () => {
  await withFolder({ "train-images-idx3-ubyte.gz": await gzipped(gray) }, async (folder) => {
    await assert.rejects(fashionMnist({ folder }), {
      name: "DataError",
      message: `Cannot load Fashion-MNIST: its files are not all in "${folder}"; ` +
        "apt install dataset-fashion-mnist, or give the folder that has them",
    });
  });
});

Deno.test("mnist() loads the version that deno.json pins", async () => {
  const source = await Deno.readTextFile("data/datasets/mnist.ts");
  assert.ok(source.includes(`"${config.imports.mnist}"`));
  assert.equal((await mnist({ rows: 1 })).x.size, 1);
});
