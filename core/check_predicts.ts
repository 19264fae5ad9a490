import type { Learned, Predictor } from "./model.ts";

/** Refuses what was learned by a model that does not predict. `doing` says what cannot be done: `"judge"`. */
export function checkPredicts(
  learned: Learned,
  { kind, doing }: { readonly kind: string; readonly doing: string },
): asserts learned is Predictor<never, unknown> {
  if ("predict" in learned && typeof learned.predict === "function") return;
  const does = "transform" in learned ? "transforms, and does not predict" : "does not predict";
  throw new TypeError(`Cannot ${doing} ${kind}: what it learned ${does}; give a model that predicts`);
}
