// imageClassifier with its defaults on real images, digits also shifted and turned a little in training: how often it is
// right after its ten epochs, and how long they take on one thread. Fashion-MNIST takes part where Debian's package dataset-fashion-mnist is installed.
//
//     deno run --allow-read bench/images.ts
import { wasm } from "../backends/wasm/mod.ts";
import {
  accuracy,
  augment,
  fashionMnist,
  type ImageClassifier,
  imageClassifier,
  type LabelledImages,
  Machine,
  mnist,
  mode,
} from "../mod.ts";

interface Trial {
  readonly model: ImageClassifier;
  readonly train: LabelledImages;
  readonly test: LabelledImages;
}

async function judge(name: string, { model, train, test }: Trial): Promise<void> {
  using backend = wasm({ threads: 1 });
  using machine = new Machine(model, train, { backend, seed: 1, verbosity: 0 });
  const began = performance.now();
  const learned = await machine.fit();
  const seconds = (performance.now() - began) / 1e3;
  const share = accuracy(mode(await learned.predict(test.x)), test.y);
  console.log(
    `${name}, ${train.x.size} to learn from, ${test.x.size} to judge by: accuracy ${
      share.toFixed(4)
    } after ` +
      `${model.params.epochs} epochs, ${seconds.toFixed(1)} s (${
        (seconds / model.params.epochs).toFixed(2)
      } s an epoch)`,
  );
}

const digits = await mnist();
const rows = Array.from(digits.y.codes.keys());
const part = (from: number, to: number): LabelledImages => ({
  x: digits.x.take(rows.slice(from, to)),
  y: digits.y.take(rows.slice(from, to)),
});
for (const first of [9000, 8000, 7000]) {
  // a thousand digits are few to judge by: three different thousands
  const rest = { x: digits.x.take(without(first)), y: digits.y.take(without(first)) };
  const test = part(first, first + 1000);
  const name = `MNIST, digits ${first} to ${first + 999} held out`;
  await judge(name, { model: imageClassifier(), train: rest, test });
  const augmentation = augment({ shift: 1, rotate: 10 });
  await judge(`${name}, augmented`, { model: imageClassifier({ augmentation }), train: rest, test });
}
try {
  const { train, test } = await fashionMnist();
  await judge("Fashion-MNIST", { model: imageClassifier(), train, test });
} catch (error) {
  console.log(`Fashion-MNIST takes no part: ${error instanceof Error ? error.message : error}`);
}

function without(first: number): number[] {
  return rows.filter((row) => row < first || row >= first + 1000);
}
