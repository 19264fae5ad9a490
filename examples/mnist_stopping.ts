// The MNIST story: a convolutional network that stops by digits of its own, keeps snapshots from which it could go on
// after a crash, brings its best weights back, is written as a file, and draws its curves.
//
//     deno run --allow-read=mnist --allow-write=mnist examples/mnist_stopping.ts
//
// Ends: From the file: the same \d+ of 300 digits wrong, a rate of 0\.0\d\d
// Permissions: --allow-read=mnist --allow-write=mnist (keeps snapshots, the machine and pictures in that folder)
import { adam, augment, cnn, fileStore, imageClassifier, iterated, keepBest, load, Machine } from "../mod.ts";
import { misclassificationRate, mnist, mode, numberLimit, numberSinceBest, partition } from "../mod.ts";
import { plotTraining, save, saveSnapshots, snapshots, step, withIterationsDo } from "../mod.ts";

const { x, y } = await mnist({ rows: 1000 });
const [train, test] = partition(x.size, 0.7);
const network = imageClassifier({
  builder: cnn({ filter: 3, channels: [16, 32, 32] }),
  optimiser: adam({ eta: 0.003 }),
  augmentation: augment({ shift: 1, rotate: 15 }),
  batchSize: 50,
});

const store = fileStore("mnist");
for (const name of await store.list()) if (name.startsWith("digits")) await store.remove(name); // of an earlier run
const kept = snapshots(store, { name: "digits", last: 3 });
const model = iterated(network, {
  controls: [
    step(1),
    numberSinceBest(6), // stops when the held-out loss has not fallen for six epochs
    numberLimit(30), // or after thirty
    saveSnapshots(kept), // the newest three, and the best
    withIterationsDo((epochs) => console.log(`epoch ${epochs}`)),
    keepBest(),
  ],
});

using machine = new Machine(model, { x, y }, { seed: 1 });
const learned = await machine.fit({ rows: train! });
console.log(`\n${learned}\n`);
console.log(`Snapshots: ${(await kept.list()).map(({ iterations }) => iterations).join(", ")}`);

const plot = plotTraining(learned, { title: "Training on 560 digits, stopped by 140" });
console.log(`\n${plot}\n`);
await store.write("training.svg", new TextEncoder().encode(plot.svg));
await store.write("digits.attune", await save(machine));

const [images, truth] = [x.take(test!), y.take(test!)];
const wrong = mode(await learned.predict(images)).codes.filter((code, i) => code !== truth.codes[i]).length;
using again = await load<typeof model>(await store.read("digits.attune"));
const guess = mode(await again.learned.predict(images));
const same = guess.codes.filter((code, i) => code !== truth.codes[i]).length === wrong ? "the same" : "other";
const rate = misclassificationRate(guess, truth);
console.log(`From the file: ${same} ${wrong} of 300 digits wrong, a rate of ${rate.toFixed(3)}`);
