// When to stop: a network that learns its rows by heart if it is let, stopped by rows that it does not learn from, in
// every fold by other ones; judged against fixed numbers of epochs, and drawn.
//
//     deno run examples/early_stopping.ts
//
// Ends: Out of sample its log loss is 0\.[01]\d\d if it stops by itself, and 0\.[2-5]\d\d after 300 epochs\.
import { accuracy, adam, breastCancer, evaluate, iterated, logLoss, Machine, mlp } from "../mod.ts";
import { neuralNetworkClassifier, numberLimit, numberSinceBest, pipeline, plotTraining } from "../mod.ts";
import { standardiser, step, stratifiedCv, unpack } from "../mod.ts";

const data = unpack(breastCancer(), "diagnosis");
const network = neuralNetworkClassifier({
  builder: mlp({ hidden: [64] }),
  optimiser: adam({ eta: 0.01 }),
  epochs: 300,
  batchSize: 32,
});
const fixed = pipeline(standardiser(), network);
const controls = [step(1), numberSinceBest(10), numberLimit(300)];
const stopped = iterated(fixed, { controls }); // by a fifth of the rows, and the best is kept

using machine = new Machine(stopped, data, { seed: 1 });
const { report } = await machine.fit();
console.log(`${plotTraining(report)}\n`); // the training loss falls on, that of the rows held out does not

const models = [
  { tag: "10 epochs", model: fixed.with({ "last.epochs": 10 }) },
  { tag: "30 epochs", model: fixed.with({ "last.epochs": 30 }) },
  { tag: "300 epochs", model: fixed },
  { tag: "stopped", model: stopped },
  { tag: "stopped, all rows", model: stopped.with({ retrain: true }) },
];
const resampling = stratifiedCv({ folds: 5, shuffled: true });
const options = { resampling, repeats: 3, measures: [logLoss, accuracy], seed: 1 };
const evaluations = await evaluate(models, data, options);
console.log(evaluations); // ten epochs would do as well, but nobody knew that before

const [, , late, itself] = evaluations;
const kept = itself!.folds.map(({ report }) => report.kept).join(", ");
console.log(`Epochs that were kept in each fold: ${kept}`);
const losses = [itself!, late!].map((evaluation) => evaluation.of(logLoss).measurement.toFixed(3));
console.log(
  `Out of sample its log loss is ${losses[0]} if it stops by itself, and ${losses[1]} after 300 epochs.`,
);
