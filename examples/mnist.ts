// Real handwritten digits: the convolutional network of the MLJFlux tutorial, judged out of sample ten times over.
//
//     deno run examples/mnist.ts
//
// Ends: mean misclassification rate 0\.0([0-3]\d\d|4([0-5]\d|6[0-7])) ± 0\.0\d+
import {
  adam,
  augment,
  cnn,
  drawImage,
  evaluate,
  holdout,
  imageClassifier,
  Machine,
  misclassificationRate,
  mnist,
  mode,
  oneCycle,
  partition,
  summary,
} from "../mod.ts";

const { x, y } = await mnist({ rows: 1000 });
console.log(
  `The data: ${x.size} of MNIST's digits, ${x.height} × ${x.width} pixels each. The first is a ${
    y.levels[y.codes[0]!]
  }:`,
);
console.log(drawImage(x, 0));

// Three blocks of a 3 × 3 convolution with relu and a 2 × 2 max-pool, then a dense layer; in training, each epoch
// sees each digit turned and moved a little.
const model = imageClassifier({
  builder: cnn({ filter: 3, channels: [16, 32, 32] }),
  optimiser: adam({ eta: oneCycle({ peak: 0.015 }) }),
  augmentation: augment({ shift: 1, rotate: 15 }),
  batchSize: 50,
  epochs: 10,
});

// One holdout by hand: learn from 70 %, and look at some of what it gets wrong in the rest.
const [train = [], test = []] = partition(x.size, 0.7);
using machine = new Machine(model, { x, y }, { seed: 1 });
const began = performance.now();
const learned = await machine.fit({ rows: train });
const perEpoch = (performance.now() - began) / model.params.epochs;
console.log(`\nThe network:\n${summary(learned.network)}\n`);
console.log(`Learned from ${train.length} digits: ${perEpoch.toFixed(0)} ms an epoch.`);

const [images, truth] = [x.take(test), y.take(test)];
const guess = mode(await learned.predict(images));
const wrong = Array.from(truth.codes.keys()).filter((i) => guess.codes[i] !== truth.codes[i]);
console.log(`${wrong.length} of the other ${test.length} are taken for another digit, such as these:`);
console.log(beside(
  wrong.slice(0, 3).map((i) => [
    `a ${truth.levels[truth.codes[i]!]}, taken for a ${truth.levels[guess.codes[i]!]}`,
    ...drawImage(images, i).split("\n"),
  ]),
));

// How good is it really? One holdout of 300 digits says little: ten of them, each with a seed of its own.
const rates: number[] = [];
console.log("\nseed  misclassification rate on 30 % held out");
for (let seed = 1; seed <= 10; seed++) {
  const evaluation = await evaluate(model, { x, y }, {
    resampling: holdout({ share: 0.7, shuffled: true }),
    measures: misclassificationRate,
    seed,
  });
  rates.push(evaluation.of(misclassificationRate).measurement as number); // of a measure that gives numbers
  console.log(`${String(seed).padStart(4)}  ${rates.at(-1)!.toFixed(4)}`);
}
const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
const squares = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0);
const error = Math.sqrt(squares / (rates.length - 1) / rates.length);
console.log(`mean misclassification rate ${mean.toFixed(4)} ± ${error.toFixed(4)}`);

// Pictures side by side, each under its title.
function beside(pictures: readonly (readonly string[])[]): string {
  const lines = Math.max(0, ...pictures.map((picture) => picture.length));
  return Array.from(
    { length: lines },
    (_, line) => pictures.map((picture) => (picture[line] ?? "").padEnd(30)).join(""),
  )
    .join("\n");
}
