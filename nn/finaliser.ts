import type { NoParams } from "../core/params.ts";
import { configured } from "../core/configured.ts";
import type { Finaliser } from "../core/layer.ts";
import { type Field, nested } from "../core/schema.ts";
import { type Activation, isActivation } from "./activation.ts";

/** Turns a row of raw outputs into class probabilities: e^zᵢ / Σ e^zⱼ. */
export interface Softmax {
  /** Its name in listings and files. */
  readonly kind: string;
  /** It has no hyperparameters. */
  readonly params: Readonly<NoParams>;
}

/** What may stand behind a network: softmax, or an activation. */
export type FinaliserChoice = Softmax | Activation;

/** Turns a row of raw outputs into class probabilities: e^zᵢ / Σ e^zⱼ. */
export const softmax: Softmax = configured<NoParams, NoParams>(
  "softmax",
  {},
  () => ({}),
)();

/** The finaliser as data. */
export function finaliserOf(choice: FinaliserChoice): Finaliser {
  return "scalar" in choice ? { kind: "scalar", activation: choice.scalar } : { kind: "softmax" };
}

/** A hyperparameter that is a finaliser. */
export function finaliserField(fallback: FinaliserChoice): Field<FinaliserChoice> {
  const is = (v: unknown) => v === softmax || isActivation(v);
  return nested(fallback, {
    expected: "softmax or an activation",
    is,
    doc: "turns raw outputs into predictions",
  });
}
