import { isModel } from "../core/is_model.ts";
import { type Field, required } from "../core/schema.ts";
import { brief } from "../core/show.ts";

/** Whether a value is a model that predicts. */
export function isPredictive(value: unknown): boolean {
  return isModel(value) && value.traits?.prediction !== undefined;
}

/** The hyperparameter that holds the model that a wrapper wraps, one that predicts; it must be given. */
export function modelField<M>(doc: string): Field<M> {
  return required<M>({
    expected: "a model that predicts, e.g. neuralNetworkClassifier()",
    is: isPredictive,
    doc,
  });
}

/** The hyperparameters of a wrapper: the model, and options by name. Refuses options that are not by name. */
export function wrapping<M, O extends object>(
  wrapper: string,
  { model, options }: { readonly model: M; readonly options: O },
): O & { readonly model: M } {
  checkOptions(wrapper, options);
  const { model: inner }: { readonly model?: unknown } = Object(model);
  if (!isModel(model) && isModel(inner)) {
    const call = wrapper.replace("()", "(model, { … })");
    throw new TypeError(
      `Cannot use ${brief(model)} as the model of ${wrapper}: give the model first, ${call}`,
    );
  }
  return { ...options, model };
}

/** Refuses options that are not given by name. */
export function checkOptions(wrapper: string, options: unknown): void {
  if (typeof options === "object" && options !== null && !Array.isArray(options)) return;
  throw new TypeError(`Cannot use ${brief(options)} as options of ${wrapper}: give them by name, in { }`);
}
