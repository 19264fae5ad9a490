import { type Field, required } from "../core/schema.ts";

/** Whether a value is a model. */
export function isModel(value: unknown): boolean {
  return typeof value === "object" && value !== null && "fit" in value && "traits" in value;
}

/** The hyperparameter that holds the model that a wrapper wraps; it must be given. */
export function modelField<M>(doc: string): Field<M> {
  return required<M>({ expected: "a model, e.g. neuralNetworkClassifier()", is: isModel, doc });
}
