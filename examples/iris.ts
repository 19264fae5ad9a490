// The whole story on Fisher's irises: learn, go on learning at a higher rate, and be judged out of sample.
//
//     deno run examples/iris.ts
import {
  accuracy,
  adam,
  constantClassifier,
  evaluate,
  iris,
  logLoss,
  Machine,
  macroF1,
  mlp,
  neuralNetworkClassifier,
  schema,
  stratifiedCv,
  summary,
  unpack,
} from "../mod.ts";

const table = iris();
console.log("The data: 150 irises of three species, measured in centimetres.");
console.log(`${schema(table)}\n`);

// What to learn: a model is hyperparameters and nothing else. The builder makes the network from the data's shape.
const { x, y } = unpack(table, "species");
const model = neuralNetworkClassifier({
  builder: mlp({ hidden: [16] }),
  optimiser: adam({ eta: 0.005 }),
  epochs: 30,
  batchSize: 10,
});
console.log(`The model:\n${model}\n`);

// Bound to data in a machine, it learns.
using machine = new Machine(model, { x, y }, { seed: 1 });
const first = await machine.fit();
const before = first.report.losses;
console.log(
  `Cross-entropy on the training rows after ${before.length} epochs: ${
    show(logLoss(await first.predict(x), y))
  }`,
);

// A higher rate and more epochs: it does not start over, only the added epochs run.
machine.model = machine.model.with({ "optimiser.eta": 0.01, epochs: 100 });
const second = await machine.fit();
const after = second.report.losses;
const kept = before.every((loss, epoch) => loss === after[epoch]);
console.log(`After ${after.length}, the rate doubled: ${show(logLoss(await second.predict(x), y))}`);
console.log(
  `The first ${before.length} epochs were ${kept ? "kept" : "run again"}, ${
    after.length - before.length
  } were added.\n`,
);

console.log(`The network:\n${summary(second.network)}\n`);

// How good is it on flowers that it has not seen? Six folds, each with its share of every species; beside it, the
// baseline that always predicts how frequent each species is.
const evaluations = await evaluate([machine.model, constantClassifier()], { x, y }, {
  resampling: stratifiedCv({ shuffled: true }),
  measures: [logLoss, accuracy, macroF1],
  seed: 1,
});
console.log(`Out of sample:\n${evaluations[0]}\n`);
console.log(`Against the baseline:\n${evaluations}`);

function show(loss: number): string {
  return loss.toPrecision(3);
}
