import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { wasm } from "../../backends/wasm/mod.ts";
import { cnn, convNet, resNet, vgg } from "../../builders/mod.ts";
import type { Backend, Builder } from "../../core/mod.ts";
import { Machine, rng, ShapeError } from "../../core/mod.ts";
import { categorical, images } from "../../data/mod.ts";
import { imageClassifier } from "../../models/mod.ts";

const ROWS = 5;

interface Shown {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

// What was learned of a few noisy images: losses, then the probabilities that it gives them.
async function outcome(
  backend: Backend,
  builder: Builder,
  { batchSize, ...size }: Shown & { batchSize: number },
) {
  const source = rng(5);
  const numbers = Float32Array.from(
    { length: ROWS * size.height * size.width * size.channels },
    () => source.uniform(),
  );
  const data = { x: images(numbers, size), y: categorical(["a", "b", "a", "b", "a"]) };
  using machine = new Machine(imageClassifier({ builder, epochs: 2, batchSize }), data, { backend, seed: 2 });
  const learned = await machine.fit();
  const { levels, probs } = await learned.predict(data.x);
  assert.deepEqual(levels, ["a", "b"]);
  return [...learned.report.trainingLosses, ...probs];
}

/** Smallest side of images that a builder takes. */
const BUILDERS: readonly (readonly [builder: Builder, least: number])[] = [
  [convNet({ channels: [3, 4] }), 1],
  [resNet({ stem: 2, channels: [2, 3] }), 1],
  [cnn({ channels: [3, 4, 2] }), 8],
  [vgg({ channels: [2, 3], hidden: [4] }), 4],
];

for (const [builder, least] of BUILDERS) {
  for (const [height, width] of [[1, 1], [3, 2], [7, 5], [9, 13]] as const) {
    const fits = Math.min(height, width) >= least;
    const claim = fits ? "learns as on the reference backend" : "is refused with a ShapeError";
    Deno.test(`imageClassifier() by ${builder.kind}, of ${height} × ${width} pixels, ${claim}`, async () => {
      using fast = wasm({ threads: 1 });
      using oracle = reference();
      // batches of one image, and of four with one left over
      for (const channels of [1, 3] as const) {
        for (const batchSize of [1, 4]) {
          const run = (backend: Backend) => outcome(backend, builder, { height, width, channels, batchSize });
          if (!fits) {
            await assert.rejects(run(fast), ShapeError);
            continue;
          }
          const [found, wanted] = [await run(fast), await run(oracle)];
          assert.equal(found.length, 3 + 2 * ROWS);
          found.forEach((value, i) =>
            assert.ok(Math.abs(value - wanted[i]!) < 1e-3, `${found}, not ${wanted}`)
          );
        }
      }
    });
  }
}
