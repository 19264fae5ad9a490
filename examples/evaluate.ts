// Which model is better, and is the difference real? Three networks and the baseline on two data sets, judged out of
// sample by the same folds, compared by a test that allows for what folds share, and drawn.
//
//     deno run --allow-write=pictures examples/evaluate.ts
//
// Ends: The best on wine is [^:]+: log loss 0\.0\d\d, 1\.0\d\d less than the baseline
// Permissions: --allow-write=pictures (puts the plots into that folder; without it they are drawn in the terminal only)
import {
  accuracy,
  adam,
  auc,
  batchNorm,
  breastCancer,
  brierLoss,
  builder,
  type Categorical,
  chain,
  compare,
  constantClassifier,
  dense,
  dropout,
  evaluate,
  type Evaluations,
  logLoss,
  type Measure,
  neuralNetworkClassifier,
  type Plot,
  plotConfusion,
  plotFolds,
  plotPrecisionRecall,
  plotReliability,
  plotRoc,
  relu,
  rowReport,
  stratifiedCv,
  type Table,
  unpack,
  wine,
} from "../mod.ts";

// The columns have very different scales. A first layer of batchNorm learns them, from training rows only.
const linear = builder(({ outputs }) => chain(batchNorm(), dense(outputs)));
const hidden = builder(({ outputs }) => chain(batchNorm(), dense(16, { activation: relu }), dense(outputs)));
const wide = builder(({ outputs }) =>
  chain(batchNorm(), dense(128, { activation: relu }), dropout(0.5), dense(outputs))
);
const base = neuralNetworkClassifier({ optimiser: adam({ eta: 0.01 }), batchSize: 32, epochs: 30 });
const models = [
  { tag: "logistic", model: base.with({ builder: linear }) },
  { tag: "16 hidden units", model: base.with({ builder: hidden }) },
  { tag: "128, dropout", model: base.with({ builder: wide }) },
  { tag: "baseline", model: constantClassifier() },
];

async function judge(
  name: string,
  data: { readonly x: Table; readonly y: Categorical },
  measures: readonly Measure<never, never>[],
): Promise<Evaluations> {
  console.log(
    `\n${name}: ${data.x.size} rows of ${data.x.names.length} numbers; ${data.y.levels.join(", ")}`,
  );
  const evaluations = await evaluate(models, data, {
    resampling: stratifiedCv({ folds: 5, shuffled: true }),
    repeats: 3,
    measures,
    seed: 1,
  });
  console.log(`${evaluations}\n${compare(evaluations, { baseline: "baseline" })}`);
  return evaluations;
}

async function save(file: string, plot: Plot): Promise<void> {
  console.log(`\n${plot}`);
  const { state } = await Deno.permissions.query({ name: "write", path: "pictures" });
  if (state !== "granted") return;
  await Deno.mkdir("pictures", { recursive: true });
  await Deno.writeTextFile(`pictures/${file}`, plot.svg);
  console.log(`→ pictures/${file}`);
}

// Two classes: the second, malignant, is the positive one of curves.
const tumours = await judge("Breast cancer", unpack(breastCancer(), "diagnosis"), [
  logLoss,
  brierLoss,
  auc,
  accuracy,
]);
console.log(`Against each other:\n${compare(tumours)}`);
const [logistic, network] = tumours;
console.log(
  `\nNo row was learned from and judged by:\n${
    String(rowReport(logistic!)).split("\n").slice(0, 4).join("\n")
  }\n…`,
);
await save("roc.svg", plotRoc(tumours.slice(0, 3)));
await save("precision_recall.svg", plotPrecisionRecall([logistic!, network!]));
await save("reliability.svg", plotReliability([logistic!, network!]));
await save("folds.svg", plotFolds(tumours.slice(0, 3), { measure: "logLoss" }));

const wines = await judge("Wine", unpack(wine(), "cultivar"), [logLoss, accuracy]);
await save("confusion.svg", plotConfusion(wines[1]!));

const { ranks: [best], baseline } = compare(wines, { baseline: "baseline" });
console.log(
  `\nThe best on wine is ${best!.tag}: log loss ${best!.measurement.toFixed(3)}, ` +
    `${(-best!.difference!.mean).toFixed(3)} less than the ${baseline}`,
);
