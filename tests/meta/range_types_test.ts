import assert from "node:assert/strict";
import type { Model, ParamAt, ParamPath } from "../../core/mod.ts";
import {
  balanced,
  balancedBagging,
  calibrated,
  ensemble,
  iterated,
  type NominalRange,
  type NumericRange,
  pipeline,
  range,
  recursiveFeatureElimination,
  threshold,
  transformedTarget,
} from "../../meta/mod.ts";
import { neuralNetworkClassifier, neuralNetworkRegressor } from "../../models/mod.ts";
import { adam, relu } from "../../nn/mod.ts";
import { standardiser } from "../../transformers/mod.ts";

const net = neuralNetworkClassifier();
const named = pipeline({ scale: standardiser(), net });
const inRow = pipeline(standardiser(), net);
const onTarget = transformedTarget(neuralNetworkRegressor(), standardiser());
const early = iterated(inRow);

// A path that completion offers stands among those of the type by itself; any text would swallow it.
type Offers<Known, Path> = Known extends Path ? true : never;

// What stands here is checked by the compiler; it is never run.
function neverRun(): void {
  const numbers: NumericRange = range(net, "epochs", { lower: 1, upper: 9 });
  const listed: NominalRange<number> = range(net, "epochs", { values: [1, 9] });
  range(net, "optimiser.eta", { lower: 0.1, upper: 1, scale: "log10" });
  range(net, "builder", { values: [net.params.builder] });
  range(net, "builder.hidden.0", { lower: 1, upper: 9, scale: (x) => 2 ** x });
  // @ts-expect-error -- no such hyperparameter
  range(net, "epoch", { lower: 1, upper: 9 });
  // @ts-expect-error -- a number has no hyperparameters
  range(net, "epochs.first", { lower: 1, upper: 9 });
  // @ts-expect-error -- no such option
  range(net, "epochs", { lower: 1, uper: 9 });
  // @ts-expect-error -- no such scale
  range(net, "epochs", { lower: 1, upper: 9, scale: "ln" });
  // @ts-expect-error -- epochs are numbers
  range(net, "epochs", { values: ["one"] });
  // @ts-expect-error -- a flag has no bounds
  range(net, "shuffle", { lower: 0, upper: 1 });
  // @ts-expect-error -- nor has an optimiser
  range(net, "optimiser", { lower: 0, upper: 1 });
  // @ts-expect-error -- an optimiser is no builder
  range(net, "builder", { values: [adam()] });

  range(named, "net.epochs", { lower: 1, upper: 9 });
  range(named, "net.builder.activation", { values: [relu] });
  range(named, "scale", { values: [standardiser(), standardiser({ features: ["a"] })] });
  // @ts-expect-error -- no such step
  range(named, "nett.epochs", { lower: 1, upper: 9 });
  // @ts-expect-error -- its step has no such hyperparameter
  range(named, "net.epoch", { lower: 1, upper: 9 });
  // @ts-expect-error -- epochs are numbers there, too
  range(named, "net.epochs", { values: ["one"] });

  range(inRow, "last.epochs", { lower: 1, upper: 9 });
  range(inRow, "standardiser.features", { values: [["a"]] });
  // @ts-expect-error -- epochs of the last step are numbers
  range(inRow, "last.epochs", { values: ["one"] });

  range(onTarget, "model.epochs", { lower: 1, upper: 9 });
  // @ts-expect-error -- its model has no such hyperparameter
  range(onTarget, "model.epoch", { lower: 1, upper: 9 });

  range(early, "model.last.optimiser.eta", { lower: 0.1, upper: 1 });
  // @ts-expect-error -- a number is wanted
  range(early, "model.last.epochs", { values: ["one"] });
  // @ts-expect-error -- no such hyperparameter
  range(early, "mdel.last.epochs", { lower: 1, upper: 9 });

  range(calibrated(ensemble(net)), "model.model.epochs", { lower: 1, upper: 9 });
  range(threshold(balanced(net)), "model.model.builder.hidden", { lower: 1, upper: 9 });
  // @ts-expect-error -- no such hyperparameter within
  range(calibrated(ensemble(net)), "model.model.epoch", { lower: 1, upper: 9 });
  // @ts-expect-error -- nor here
  range(balancedBagging(recursiveFeatureElimination(net)), "model.model.epoch", { lower: 1, upper: 9 });

  const any: Model = net;
  range(any, "whatever.there.is", { lower: 1, upper: 9 });

  const offered: Offers<ParamPath<typeof net>, "epochs"> = true;
  const offeredWithin: Offers<ParamPath<typeof named>, "net.epochs"> = true;
  const offeredLast: Offers<ParamPath<typeof inRow>, "last.epochs"> = true;
  const epochs: ParamAt<typeof named, "net.epochs"> = 1;
  void [numbers, listed, offered, offeredWithin, offeredLast, epochs];
}

Deno.test("the types of ranges say which paths there are, and what may stand there", () => {
  assert.equal(typeof neverRun, "function");
  const { values } = range(net, "epochs", { values: [1, 9] }).params;
  const sum: number = values.reduce((a, b) => a + b, 0);
  assert.equal(sum, 10);
});
