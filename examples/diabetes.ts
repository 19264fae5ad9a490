// How far a disease will have gone in a year, from ten measurements: a network that learns a standardised target, and
// ten of them that vote, each trained on four fifths of the rows and judged by the rest.
//
//     deno run examples/diabetes.ts
//
// Ends: Ten networks: out of bag \d\d\.\d, by cross-validation \d\d\.\d
import {
  adam,
  constantRegressor,
  cv,
  diabetes,
  ensemble,
  evaluate,
  Machine,
  mlp,
  neuralNetworkRegressor,
  pipeline,
  rms,
  rSquared,
  standardiser,
  transformedTarget,
  unpack,
} from "../mod.ts";

const { x, y } = unpack(diabetes(), "progression");
const network = neuralNetworkRegressor({
  builder: mlp({ hidden: [32] }),
  optimiser: adam({ eta: 0.003 }),
  epochs: 20,
  batchSize: 16,
});
const plain = pipeline(standardiser(), network);
const scaled = transformedTarget(plain, standardiser()); // predictions come back on the scale of y
const ten = ensemble(scaled, { n: 10, measures: rms });

const evaluations = await evaluate(
  [
    { tag: "network", model: plain },
    { tag: "on a standardised target", model: scaled },
    { tag: "ten of these", model: ten },
    { tag: "baseline", model: constantRegressor() },
  ],
  { x, y },
  { resampling: cv({ folds: 10, shuffled: true }), measures: [rms, rSquared], seed: 1 },
);
console.log(evaluations);

using machine = new Machine(ten, { x, y }, { seed: 1 });
const learned = await machine.fit();
console.log(`${learned}\n`);

machine.model = ten.with({ n: 20, "model.model.last.epochs": 25 }); // ten more, and five epochs more for the first ten
console.log(`${await machine.fit()}\n`);

const outOfBag = learned.report.outOfBag!.measurements.rms as number; // what rms gives
const outside = evaluations[2]!.of(rms).measurement;
console.log(`Ten networks: out of bag ${outOfBag.toFixed(1)}, by cross-validation ${outside.toFixed(1)}`);
