import type { Model, Supervised } from "../core/model.ts";
import { type Field, required } from "../core/schema.ts";
import type { Categorical, Finite } from "../data/mod.ts";
import { isModel } from "./_model_field.ts";

/** The hyperparameter that holds a classifier whose predictions are distributions; it must be given. */
export function classifierField<X>(doc: string): Field<Supervised<X, Categorical, Finite>> {
  return required({
    expected: "a classifier that predicts distributions, e.g. neuralNetworkClassifier()",
    is: (value) => isModel(value) && (value as Model).traits.prediction === "distribution", // just seen to be one
    doc,
  });
}
