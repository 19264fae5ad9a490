import { isModel } from "./is_model.ts";
import type { Model } from "./model.ts";
import { brief } from "./show.ts";

/** Refuses what is no model. `doing` says what cannot be done with it: `"make a machine of"`. */
export function checkModel(value: unknown, doing: string): asserts value is Model {
  if (isModel(value)) return;
  const hint = typeof value === "function"
    ? `call the function, ${value.name || "it"}()`
    : "give one, e.g. neuralNetworkClassifier()";
  throw new TypeError(`Cannot ${doing} ${brief(value)}: it is no model; ${hint}`);
}
