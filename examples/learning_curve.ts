// How long to train: cross-entropy on rows that are not learned from, after 1 to 200 epochs on a log scale, for five seeds of
// the weights. Each seed is one training run of 200 epochs, judged on its way.
//
//     deno run --allow-write=pictures examples/learning_curve.ts
//
// Ends: Of 25 points, the mean over 5 seeds is least after \d+ epochs: logLoss 0\.1\d+; trained were 1000 epochs in all\.
// Permissions: --allow-write=pictures (puts the picture into that folder; without it, it is drawn in the terminal only)
import { adam, iris, learningCurve, logLoss, mlp, neuralNetworkClassifier } from "../mod.ts";
import { pipeline, plotLearningCurve, progress, range, relu, standardiser, unpack } from "../mod.ts";

const data = unpack(iris(), "species");
const network = neuralNetworkClassifier({
  builder: mlp({ hidden: [8], activation: relu }),
  optimiser: adam({ eta: 0.01 }),
  batchSize: 10,
});
const model = pipeline(standardiser(), network);
const epochs = range(model, "last.epochs", { lower: 1, upper: 200, scale: "log10" });

let trained = 0;
const show = progress();
const curve = await learningCurve(model, data, {
  range: epochs,
  resolution: 30, // whole numbers that coincide count once
  measure: logLoss,
  seeds: 5,
  seed: 1, // splits the rows
  listener(event) {
    if (event.type === "epoch") trained++;
    show(event);
  },
});

const plot = plotLearningCurve(curve);
console.log(`${plot}\n`);
const { state } = await Deno.permissions.query({ name: "write", path: "pictures" });
if (state === "granted") {
  await Deno.mkdir("pictures", { recursive: true });
  await Deno.writeTextFile("pictures/learning_curve.svg", plot.svg);
}

const means = curve.measurements.map((losses) => losses.reduce((sum, loss) => sum + loss) / losses.length);
const least = Math.min(...means);
console.log(
  `Of ${means.length} points, the mean over ${curve.seeds.length} seeds is least after ` +
    `${curve.values[means.indexOf(least)]} epochs: logLoss ${
      least.toPrecision(3)
    }; trained were ${trained} epochs in all.`,
);
