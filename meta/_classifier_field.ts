import { isModel } from "../core/is_model.ts";
import type { Supervised } from "../core/model.ts";
import { type Field, required } from "../core/schema.ts";
import type { Categorical, Finite } from "../data/mod.ts";

/** The hyperparameter that holds a classifier whose predictions are distributions; it must be given. */
export function classifierField<X, P extends object>(
  doc: string,
): Field<Supervised<X, Categorical, Finite, P>> {
  return required({
    expected: "a classifier that predicts distributions, e.g. neuralNetworkClassifier()",
    is: (value) => isModel(value) && value.traits.prediction === "distribution",
    doc,
  });
}
