import assert from "node:assert/strict";
import { Machine, type Predictor, type Supervised } from "../../core/mod.ts";
import {
  blobs,
  type Categorical,
  type Finite,
  type Numeric,
  numeric,
  regression,
  type Table,
} from "../../data/mod.ts";
import { cv, evaluate, type Evaluation } from "../../meta/mod.ts";
import { accuracy } from "../../measures/mod.ts";
import {
  constantClassifier,
  constantRegressor,
  neuralNetworkClassifier,
  neuralNetworkRegressor,
} from "../../models/mod.ts";

const classes = blobs({ rows: 12 });
const numbers = regression({ rows: 12 });

// What stands here is checked by the compiler; it is never run.
function neverRun(): void {
  const judged: Promise<Evaluation<Finite>> = evaluate(constantClassifier(), classes);
  const points: Promise<Evaluation<Numeric>> = evaluate(neuralNetworkRegressor(), numbers);
  // @ts-expect-error -- a regressor predicts no distributions
  const wrong: Promise<Evaluation<Finite>> = evaluate(neuralNetworkRegressor(), numbers);
  // @ts-expect-error -- a classifier does not learn numbers
  evaluate(neuralNetworkClassifier(), numbers);
  // @ts-expect-error -- a regressor does not learn classes
  evaluate([constantRegressor()], classes);
  // @ts-expect-error -- a target is wanted
  evaluate(constantClassifier(), { x: classes.x });
  // @ts-expect-error -- the value is wanted, not the function that makes it
  evaluate(constantClassifier(), classes, { resampling: cv });
  // @ts-expect-error -- folds are a number
  evaluate(constantClassifier(), classes, { resampling: cv({ folds: "six" }) });

  const machine = new Machine(neuralNetworkClassifier(), classes);
  const learned: Promise<Predictor<Table, Finite>> = machine.fit();
  machine.model = neuralNetworkClassifier({ epochs: 3 });
  machine.model = machine.model.with({ "builder.dropout": 0.1, epochs: 3 });
  // @ts-expect-error -- another kind of model learns something else
  machine.model = neuralNetworkRegressor();
  // @ts-expect-error -- a regressor does not learn classes
  new Machine(neuralNetworkRegressor(), classes);
  // @ts-expect-error -- it predicts from tables
  learned.then((net) => net.predict(numeric([1])));

  const model = neuralNetworkClassifier();
  // @ts-expect-error -- epochs are a number
  model.with({ epochs: "three" });
  // @ts-expect-error -- no such hyperparameter
  model.with({ epoch: 3 });
  // @ts-expect-error -- no such hyperparameter
  neuralNetworkClassifier({ epoch: 3 });
  // @ts-expect-error -- a hyperparameter does not change
  model.params.epochs = 3;
  // @ts-expect-error -- a regressor has no class weights
  neuralNetworkRegressor({ classWeights: "balanced" });

  const general: Supervised<Table, Categorical, Finite> = model;
  const counted: Supervised<Table, Categorical, Finite, { readonly epochs: number }> = model;
  void [judged, points, wrong, general, counted];
}

Deno.test("the types of evaluate, Machine and with say what fits", async () => {
  assert.equal(typeof neverRun, "function");
  const { folds } = await evaluate(constantClassifier(), classes, { measures: accuracy });
  const levels: Finite["levels"][] = folds.map(({ prediction }) => prediction.levels);
  assert.deepEqual(levels[0], [1, 2, 3]);
});
