// Species from a table with words and holes: describe it, compose a model, judge it, and ask what it goes by.
//     deno run examples/penguins.ts
// Ends: With bill lengths shuffled among the birds, it is wrong about \d\d % more of them\.
import { accuracy, adam, constantClassifier, evaluate, logLoss, Machine, mlp, schema } from "../mod.ts";
import { neuralNetworkClassifier, partition, penguins, permutationImportance, pipeline } from "../mod.ts";
import { rng, standardiser, stratifiedCv, unpack } from "../mod.ts";

const birds = penguins();
console.log(`${schema(birds)}\n`); // islands and sexes are words, and some values are missing
const { x, y } = unpack(birds, "species");

const network = neuralNetworkClassifier({
  builder: mlp({ hidden: [16] }),
  optimiser: adam({ eta: 0.005 }),
  epochs: 30,
  batchSize: 16,
  embeddingDims: { island: 2 }, // two numbers for each island, learned
  unknown: true, // a bird of unknown sex, or from an island never seen, is fine
  missing: "indicator",
});
const model = pipeline(standardiser({ count: true }), network); // means and deviations of the training rows

const models = [{ tag: "network", model }, { tag: "baseline", model: constantClassifier() }];
const resampling = stratifiedCv({ folds: 10, shuffled: true });
const measures = [logLoss, accuracy];
console.log(await evaluate(models, { x, y }, { resampling, repeats: 5, measures, seed: 1 }));

const [train, test] = partition(y.size, 0.7, { stratify: y, rng: rng(1) });
using machine = new Machine(model, { x, y }, { seed: 1 });
const learned = await machine.fit({ rows: train! });
console.log(`${learned}\n`);
const unseen = { x: x.take(test!), y: y.take(test!) };
const [importance] = await permutationImportance(learned, unseen, { measures: accuracy, repeats: 20 });
console.log(`${importance}\n`);
const bill = importance!.columns.find(({ column }) => column === "bill_length_mm")!;
const percent = Math.round(100 * bill.importance);
console.log(`With bill lengths shuffled among the birds, it is wrong about ${percent} % more of them.`);
